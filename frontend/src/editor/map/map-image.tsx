// The whole map as an image, to save or to print.

import { render } from "preact";
import { GraphDrawing, type GraphDrawingProps } from "../../ui/map/drawing";
import { fileNameFor, offerDownload } from "../autosave/download";

/** What an image of the map is drawn from. */
export type MapImageSource = Pick<GraphDrawingProps, "graph" | "layout" | "t">;

/** The image's own style sheet: a file has no other. */
const imageStyle = `text{font:13px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1f2a30}.pm-title{font-weight:600}.pm-note{fill:#526169;font-size:12px}
.pm-marked{fill:#9a4b1f}.pm-place rect{fill:#fff;stroke:#8a979b;stroke-width:1.2}.pm-ending text,.pm-gate text{text-anchor:middle}.pm-gate rect{fill:#fbf1e6;stroke:#9a4b1f;stroke-dasharray:4 3}
.pm-ending rect{fill:#eef3ee;stroke:#2f6b4f}.pm-rupture rect,.pm-yes-but-no rect{fill:#f6eee8;stroke:#9a4b1f}.pm-safe-exit rect{fill:#e9eef5;stroke:#3c5a86}
.pm-way{fill:none;stroke:#8a979b;stroke-width:1.4}.pm-gate-way,.pm-go{stroke-dasharray:5 4}.pm-head{fill:#8a979b}.pm-hit{display:none}.pm-dot circle{fill:#1d5f73}.pm-loose circle{fill:#fff;stroke:#9a4b1f}`;

/** Return the map as an SVG document. */
function mapSvg({ graph, layout, t }: MapImageSource, title: string): string {
  const holder = document.createElement("div");
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  render(
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{title}</title>
      <style>{imageStyle}</style>
      <rect width={width} height={height} fill="#fff" />
      <GraphDrawing graph={graph} layout={layout} t={t} prefix="map" />
    </svg>,
    holder,
  );
  const svg = holder.firstElementChild;
  const text = svg ? new XMLSerializer().serializeToString(svg) : "";
  render(null, holder);
  return text;
}

/** Download the map. */
export function saveMap(given: MapImageSource, title: string): void {
  offerDownload(new Blob([mapSvg(given, title)], { type: "image/svg+xml" }), `${fileNameFor(title)}.svg`);
}

/** Print the map. */
export function printMap(given: MapImageSource, title: string): void {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.srcdoc = `<!doctype html><style>body{margin:0}svg{inline-size:100%;block-size:auto;max-block-size:98vh}</style>${mapSvg(given, title)}`;
  frame.onload = () => {
    frame.contentWindow?.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow?.print();
  };
  document.body.append(frame);
}
