// The whole map as an image, to save or to print.

import { render } from "preact";
import type { Graph } from "../../contracts/graph";
import { GraphDrawing, type GraphDrawingProps, viewBoxOf } from "../../ui/map/drawing";
import { readsRightToLeft } from "../../ui/text-direction";
import { fileNameFor, offerDownload } from "../autosave/download";

/** What an image of the map is drawn from. */
export type MapImageSource = Pick<GraphDrawingProps, "graph" | "layout" | "t">;

/** The image's own style sheet: a file has no other. */
const imageStyle = `text{font:13px system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:#1f2a30}.pm-title{font-weight:600}.pm-note{fill:#526169;font-size:12px}
.pm-marked{fill:#9a4b1f}.pm-place rect{fill:#fff;stroke:#8a979b;stroke-width:1.2}.pm-ending text,.pm-gate text{text-anchor:middle}.pm-gate rect{fill:#fbf1e6;stroke:#9a4b1f;stroke-dasharray:4 3}
.pm-ending rect{fill:#eef3ee;stroke:#2f6b4f}.pm-rupture rect,.pm-yes-but-no rect{fill:#f6eee8;stroke:#9a4b1f}.pm-safe-exit rect{fill:#e9eef5;stroke:#3c5a86}
.pm-way{fill:none;stroke:#8a979b;stroke-width:1.4}.pm-gate-way,.pm-go{stroke-dasharray:5 4}.pm-head{fill:#8a979b}.pm-hit{display:none}.pm-dot path{fill:#1d5f73}.pm-dot.pm-strong path{fill:#2f6b4f}.pm-dot.pm-mixed path{fill:#9a4b1f}.pm-dot.pm-weak path{fill:#a32638}.pm-dot.pm-none path,.pm-dot.pm-loose path{fill:#fff;stroke:#526169;stroke-width:2}
.pm-dot.pm-loose path{stroke-dasharray:3 2}.pm-line{font-style:italic}.pm-face circle{fill:#e9eef5}.pm-face image{clip-path:circle(50%)}.pm-face text{text-anchor:middle;font-size:18px}`;

/** Return the map as an SVG document. */
function mapSvg({ graph, layout, t }: MapImageSource, title: string): string {
  const holder = document.createElement("div");
  const [left, top, width, height] = viewBoxOf(layout).split(" ");
  render(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={viewBoxOf(layout)}
      width={width}
      height={height}
      role="img"
      direction={readsRightToLeft() ? "rtl" : "ltr"}
    >
      <title>{title}</title>
      <style>{imageStyle}</style>
      <rect x={left} y={top} width={width} height={height} fill="#fff" />
      <GraphDrawing graph={graph} layout={layout} t={t} prefix="map" />
    </svg>,
    holder,
  );
  const svg = holder.firstElementChild;
  const text = svg ? new XMLSerializer().serializeToString(svg) : "";
  render(null, holder);
  return text;
}

/** Return a graph whose faces are part of it: a file has nothing beside it. A face that can't be read is left out. */
async function withFacesInside(graph: Graph): Promise<Graph> {
  const addresses = [...new Set(graph.places.flatMap(({ face }) => face || []))];
  const inside = new Map(await Promise.all(addresses.map(async (face) => [face, await asDataAddress(face)] as const)));
  return {
    ...graph,
    places: graph.places.map((place) => (place.face ? { ...place, face: inside.get(place.face) ?? "" } : place)),
  };
}

/** Return a file as an address that holds all of it, or "" when it can't be read. */
async function asDataAddress(address: string): Promise<string> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return "";
    const file = await answer.blob();
    return await new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(String(reader.result));
      reader.onerror = () => done("");
      reader.readAsDataURL(file);
    });
  } catch {
    return "";
  }
}

/** Download the map. */
export async function saveMap(given: MapImageSource, title: string): Promise<void> {
  const graph = await withFacesInside(given.graph);
  offerDownload(new Blob([mapSvg({ ...given, graph }, title)], { type: "image/svg+xml" }), `${fileNameFor(title)}.svg`);
}

/** Print the map. */
export async function printMap(given: MapImageSource, title: string): Promise<void> {
  const graph = await withFacesInside(given.graph);
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.srcdoc = `<!doctype html><style>body{margin:0}svg{inline-size:100%;block-size:auto;max-block-size:98vh}</style>${mapSvg({ ...given, graph }, title)}`;
  frame.onload = () => {
    frame.contentWindow?.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow?.print();
  };
  document.body.append(frame);
}
