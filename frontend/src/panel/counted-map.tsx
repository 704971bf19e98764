// The scenario's own map with counts on it: the editor's drawing, over lines as broad as the share that went along them.

import { useEffect, useRef, useState } from "preact/hooks";
import { GraphDrawing } from "../ui/map/drawing";
import type { GraphNode } from "../editor/map/graph";
import type { Layout } from "../ui/map/layout";
import { nearestNode } from "../ui/map/neighbors";
import { dotPosition, edgePath } from "../ui/map/paths";
import type { EditorTranslate as EditorSay } from "../editor/words";
import type { Translate } from "../ui/words";
import type { CountedNode, CountedGraph, PanelKey, AttemptKind } from "../contracts/panel";

/** A share of 100 % is this broad, in the map's own units. */
const maxEdgeWidth = 22;
/** How large the map is drawn: its words stay legible, and a wide one scrolls. */
const scale = 0.94;
const attemptKinds = ["first", "later"] as const;

interface CountedMapProps {
  figures: CountedGraph;
  layout: Layout;
  t: Translate<PanelKey>;
  sayDrawing: EditorSay;
  title: string;
  goTo: (id: string) => void;
}

export function CountedMap({ figures, layout, t, sayDrawing, title, goTo }: CountedMapProps) {
  const [which, setWhich] = useState<AttemptKind>("first");
  const [stop, setStop] = useState(figures.start);
  const svg = useRef<SVGSVGElement>(null);
  const places = figures.places.map((place) => ({
    ...place,
    note: place.notes[which],
    ending_word: place.ending ? place.notes[which] : null,
  }));
  // Without a start: its words would leave no room for the figures, and it stands above all others.
  const graph = { ...figures, places, start: "" };
  useEffect(() => {
    const canvas = svg.current?.parentElement;
    const begin = layout.boxes.get(figures.start);
    if (canvas && begin) canvas.scrollLeft = begin.x * scale - canvas.clientWidth / 2;
  }, [layout]);
  const onKey = (event: KeyboardEvent) => {
    const id = (event.target as Element).closest("[data-place]")?.getAttribute("data-place");
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") goTo(id);
    else if (event.key.startsWith("Arrow")) {
      const next = nearestNode(graph, layout, id, event.key);
      if (!next) return;
      setStop(next);
      svg.current?.querySelector<SVGGElement>(`[data-place="${CSS.escape(next)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  const link = (place: GraphNode) => ({
    role: "link",
    tabindex: place.id === stop ? 0 : -1,
    onClick: () => goTo(place.id),
  });
  return (
    <>
      <fieldset class="ps-which">
        <legend>{t("map_which")}</legend>
        {attemptKinds.map((kind) => (
          <label key={kind}>
            <input type="radio" name="ps-which" checked={kind === which} onChange={() => setWhich(kind)} /> {t(kind)}
          </label>
        ))}
      </fieldset>
      <div class="ps-canvas" role="region" tabIndex={0} aria-label={t("map_region", { title })}>
        <svg
          ref={svg}
          role="group"
          aria-label={sayDrawing("map_label", { title })}
          viewBox={`0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`}
          width={Math.ceil(layout.width * scale)}
          height={Math.ceil(layout.height * scale)}
          onKeyDown={onKey}
        >
          <CountedEdges figures={figures} layout={layout} which={which} />
          {/* Drawn anew for the other attempts: a box watches for less than its figures. */}
          <GraphDrawing
            key={which}
            graph={graph}
            layout={layout}
            t={sayDrawing}
            prefix="pt"
            place={link}
            name={(place) => nodeName(place as CountedNode)}
            stop={stop}
          />
        </svg>
      </div>
      <p class="ps-small ps-help">{t("map_help")}</p>
    </>
  );
}

const nodeName = ({ number, title, note }: CountedNode): string => `${number ? `${number} ` : ""}${title}: ${note}`;

function CountedEdges({
  figures,
  layout,
  which,
}: Pick<CountedMapProps, "figures" | "layout"> & { which: AttemptKind }) {
  const dots = new Map(figures.places.map(({ id, dots: own }) => [id, own?.length ?? 0]));
  return (
    <g class="pt-flows" aria-hidden="true">
      {figures.ways.map((way, index) => {
        const share = way.shares[which];
        const from = layout.boxes.get(way.from);
        const path =
          share && from
            ? edgePath(layout, way.from, way.to, dotPosition(from, way.dot ?? 0, dots.get(way.from) ?? 1))
            : null;
        return path && <path key={index} d={path} stroke-width={Math.max(2, (maxEdgeWidth * share!) / 100)} />;
      })}
    </g>
  );
}
