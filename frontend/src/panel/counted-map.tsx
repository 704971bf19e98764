// The scenario's map with counts: the editor's drawing over edges that are as wide as their share.

import { useEffect, useRef, useState } from "preact/hooks";
import type { GraphNode } from "../contracts/graph";
import type { AttemptKind, CountedGraph, CountedNode } from "../contracts/panel";
import type { EditorTranslate as EditorSay } from "../editor/words";
import { GraphDrawing } from "../ui/map/drawing";
import type { Layout } from "../ui/map/layout";
import { nearestNode } from "../ui/map/neighbors";
import { dotPosition, edgePath } from "../ui/map/paths";
import type { Translate } from "../ui/words";
import type { PanelKey } from "./words";

/** Width of an edge with a share of 100 %, in map units. */
const maxEdgeWidth = 22;
/** Scale of the map: text stays legible, and a wide map scrolls. */
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

/** Show the map with a switch between first and later attempts. */
export function CountedMap({ figures, layout, t, sayDrawing, title, goTo }: CountedMapProps) {
  const [which, setWhich] = useState<AttemptKind>("first");
  const [stop, setStop] = useState(figures.start);
  const svg = useRef<SVGSVGElement>(null);
  const places = figures.places.map((place) => ({
    ...place,
    note: place.notes[which],
    ending_word: place.ending ? place.notes[which] : null,
  }));
  // Without the start mark: its text would leave no room for the counts.
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
          {/* The key renders the map again for the other attempts: nodes compare fewer props than the counts. */}
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

/** Return the accessible name of a node. */
const nodeName = ({ number, title, note }: CountedNode): string => `${number ? `${number} ` : ""}${title}: ${note}`;

/** Draw the edges in the width of their shares. */
function CountedEdges({
  figures,
  layout,
  which,
}: Pick<CountedMapProps, "figures" | "layout"> & { which: AttemptKind }) {
  const dots = new Map(figures.places.map(({ id, dots: own }) => [id, own?.length ?? 0]));
  return (
    <g class="pt-edges" aria-hidden="true">
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
