// The scenario's map with counts: the editor's drawing over edges that are as wide as their share.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Graph, GraphNode } from "../contracts/graph";
import type { AttemptKind, CountedGraph, CountedNode, Strength } from "../contracts/panel";
import type { EditorTranslate as EditorSay } from "../editor/words";
import { GraphDrawing, viewBoxOf } from "../ui/map/drawing";
import type { Layout } from "../ui/map/layout-task";
import { nearestNode } from "../ui/map/neighbors";
import { dotPosition, edgePath } from "../ui/map/paths";
import { strengthShapes } from "../ui/map/strength";
import type { Translate } from "../ui/words";
import type { PanelKey } from "./words";

/** Width of an edge with a share of 100 %, in map units. */
const maxEdgeWidth = 22;
/** Scale of the map: text stays legible, and a wide map scrolls. */
const scale = 0.94;

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
  const svg = useRef<SVGSVGElement>(null);
  const places = figures.places.map((place) => ({
    ...place,
    note: place.notes[which] ?? "",
    ending_word: place.ending ? (place.notes[which] ?? "") : null,
  }));
  // Without the start mark: its text would leave no room for the counts.
  const graph = { ...figures, places, start: "" };
  const { stop, onKeyDown } = useMapKeys(svg, graph, layout, figures.start, goTo);
  useEffect(() => {
    const canvas = svg.current?.parentElement;
    const begin = layout.boxes.get(figures.start);
    if (canvas && begin) canvas.scrollLeft = (begin.x - layout.left) * scale - canvas.clientWidth / 2;
  }, [layout]);
  const link = (place: GraphNode) => ({
    role: "link",
    tabindex: place.id === stop ? 0 : -1,
    onClick: () => goTo(place.id),
  });
  return (
    <>
      <AttemptsSwitch figures={figures} t={t} which={which} setWhich={setWhich} />
      <StrengthLegend t={t} />
      <EdgeLegend t={t} />
      <div class="ps-canvas" role="region" tabIndex={0} aria-label={t("map_region", { title })}>
        <svg
          ref={svg}
          role="group"
          aria-label={sayDrawing("map_label", { title })}
          viewBox={viewBoxOf(layout)}
          width={Math.ceil(layout.width * scale)}
          height={Math.ceil(layout.height * scale)}
          onKeyDown={onKeyDown}
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
            name={(place) => nodeName(place as CountedNode, which, t)}
            stop={stop}
          />
          <StrengthMarks figures={figures} layout={layout} which={which} />
        </svg>
      </div>
      <p class="ps-small ps-help">{t("map_help")}</p>
    </>
  );
}

/** Return the node that the Tab key reaches, and what handles keys: arrows go to the next node, Enter to its figures. */
function useMapKeys(
  svg: { current: SVGSVGElement | null },
  graph: Graph,
  layout: Layout,
  start: string,
  goTo: (id: string) => void,
) {
  const [stop, setStop] = useState(start);
  const onKeyDown = (event: KeyboardEvent) => {
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
  return { stop, onKeyDown };
}

interface AttemptsSwitchProps extends Pick<CountedMapProps, "figures" | "t"> {
  which: AttemptKind;
  setWhich: (which: AttemptKind) => void;
}

/** Show the switch between first and later attempts, where there are later ones. */
function AttemptsSwitch({ figures, t, which, setWhich }: AttemptsSwitchProps) {
  if (!figures.places.some(({ notes }) => notes.later !== undefined)) return null;
  const kinds: readonly AttemptKind[] = ["first", "later"];
  return (
    <fieldset class="ps-which">
      <legend>{t("map_which")}</legend>
      {kinds.map((kind) => (
        <label key={kind}>
          <input type="radio" name="ps-which" checked={kind === which} onChange={() => setWhich(kind)} /> {t(kind)}
        </label>
      ))}
    </fieldset>
  );
}

/** Return the accessible name of a node: title, counts, and how strong the chosen replies were. */
function nodeName({ number, title, note, strengths }: CountedNode, which: AttemptKind, t: Translate<PanelKey>): string {
  const strength = strengths[which];
  const place = number ? t("map_numbered", { number, title }) : title;
  return strength
    ? t("map_place_strength", { place, note, strength: t(`strength_${strength}`) })
    : t("map_place", { place, note });
}

/** The strengths of replies, the strongest first. */
const strengthOrder: readonly Strength[] = ["strong", "mixed", "weak"];

/** Explain shapes and colors. */
function StrengthLegend({ t }: { t: Translate<PanelKey> }) {
  return (
    <p class="ps-legend">
      <span>{t("strength_legend")}:</span>
      {strengthOrder.map((strength) => (
        <span key={strength} class={`pt-mark pt-${strength}`}>
          <svg viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true">
            <path d={strengthShapes[strength]} />
          </svg>{" "}
          {t(`strength_${strength}`)}
        </span>
      ))}
    </p>
  );
}

/** Explain the lines, each kind with a sample. */
function EdgeLegend({ t }: { t: Translate<PanelKey> }) {
  return (
    <p class="ps-legend">
      <span>{t("edges_legend")}</span>
      {strengthOrder.map((strength) => (
        <span key={strength}>
          <svg class="pt-edges" viewBox="0 0 54 10" width="54" height="10" aria-hidden="true">
            <path class={`pt-${strength}`} d="M0 5H54" stroke-width="7" />
          </svg>{" "}
          {t(`edge_${strength}`)}
        </span>
      ))}
    </p>
  );
}

/** Mark each scene by how strong the replies were that were chosen there: a stripe and a shape on its card. */
function StrengthMarks({
  figures,
  layout,
  which,
}: Pick<CountedMapProps, "figures" | "layout"> & { which: AttemptKind }) {
  return (
    <g aria-hidden="true">
      {figures.places.map(({ id, strengths }) => {
        const strength = strengths[which];
        const box = layout.boxes.get(id);
        if (!strength || !box) return null;
        const [left, right, top] = [box.x - box.width / 2, box.x + box.width / 2, box.y - box.height / 2];
        return (
          <g key={id} class={`pt-mark pt-${strength}`}>
            <rect x={left} y={top} width={box.width} height={box.height} rx="10" />
            <path transform={`translate(${right - 2} ${top + 2})`} d={strengthShapes[strength]} />
          </g>
        );
      })}
    </g>
  );
}

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
        const width = Math.max(2, (maxEdgeWidth * share!) / 100);
        return (
          path && <path key={index} class={way.strength ? `pt-${way.strength}` : ""} d={path} stroke-width={width} />
        );
      })}
    </g>
  );
}
