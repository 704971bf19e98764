// Draws a scenario's graph as SVG: for the editor's map, the author's card, the trainer's panel and the saved image. It
// has no editing.

import { Component } from "preact";
import type { Graph, GraphEdge, GraphNode } from "../../contracts/graph";
import type { EditorTranslate } from "../../editor/words";
import { type Box, gateId, type Layout } from "./layout";
import { dotPosition, edgePath, wrapTitle } from "./paths";
import { problemCountText } from "./problem-counts";

/** The visible part of the map, in map units. */
export interface Viewport {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What is drawn, and how. */
export interface GraphDrawingProps {
  graph: Graph;
  layout: Layout;
  t: EditorTranslate;
  /** Prefix of the DOM ids of SVG markers. */
  prefix: string;
  /** Id of the selected node, and the index of its selected dot. */
  selected?: string | null;
  selectedDot?: number;
  /** The visible part; the rest is not drawn. Everything is drawn without it. */
  view?: Viewport;
  /** Draw boxes without text, for small scales. */
  plain?: boolean;
  /** Return the attributes of a node's group, such as those that make it a button. */
  place?: (place: GraphNode) => Record<string, unknown>;
  /** Return the accessible name of a node. */
  name?: (place: GraphNode) => string;
  /** Id of the node that the Tab key reaches. */
  stop?: string | undefined;
  target?: string | null;
}

/** Tell whether a box is at least partly visible. */
const intersects = (box: Box, view: Viewport): boolean =>
  box.x + box.width / 2 >= view.left &&
  box.x - box.width / 2 <= view.right &&
  box.y + box.height / 2 >= view.top &&
  box.y - box.height / 2 <= view.bottom;

/** Draw nodes, safety gates and edges. */
export function GraphDrawing(props: GraphDrawingProps) {
  const { graph, layout, t, prefix, selected, selectedDot, view, plain = false, target } = props;
  const seen = (box: Box) => !view || intersects(box, view);
  const places = graph.places.filter(({ id }) => {
    const box = layout.boxes.get(id);
    return box && (seen(box) || id === selected);
  });
  return (
    <>
      <defs>
        {["", "-on"].map((on) => (
          <marker
            key={on}
            id={`${prefix}-arrow${on}`}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path class={`pm-head${on}`} d="M0 .5 7.500 4 0 7.500z" />
          </marker>
        ))}
      </defs>
      <GraphEdges
        graph={graph}
        layout={layout}
        view={view}
        prefix={prefix}
        selected={selected}
        selectedDot={selectedDot}
      />
      {graph.gates.map((gate, index) => {
        const box = layout.boxes.get(gateId(index));
        if (!box || !seen(box)) return null;
        const words = t("map_gate", { condition: gate.if });
        return (
          <g key={gateId(index)} class="pm-gate">
            <title>{words}</title>
            <rect x={box.x - box.width / 2} y={box.y - box.height / 2} width={box.width} height={box.height} rx="8" />
            {!plain &&
              wrapTitle(words, 26).map((line, row, all) => (
                <text key={row} x={box.x} y={box.y + 4 + (row - (all.length - 1) / 2) * 15}>
                  {line}
                </text>
              ))}
          </g>
        );
      })}
      {places.map((place) => (
        <NodeBox
          key={place.id}
          place={place}
          box={layout.boxes.get(place.id)!}
          t={t}
          plain={plain}
          first={place.id === graph.start}
          on={place.id === selected}
          stop={place.id === props.stop}
          aimed={place.id === target}
          dot={place.id === selected ? (selectedDot ?? -1) : -1}
          attrs={props.place}
          name={props.name?.(place)}
        />
      ))}
    </>
  );
}

interface GraphEdgesProps {
  graph: Graph;
  layout: Layout;
  view: Viewport | undefined;
  prefix: string;
  selected: string | null | undefined;
  selectedDot: number | undefined;
}

/** Draw all edges; those of the selected node last, so that they are on top. */
function GraphEdges({ graph, layout, view, prefix, selected, selectedDot }: GraphEdgesProps) {
  const places = new Map(graph.places.map((place) => [place.id, place]));
  const line = (way: GraphEdge, key: string | number, on: boolean) => {
    const from = layout.boxes.get(way.from);
    const to = layout.boxes.get(way.to);
    if (!from || !to || (view && !edgeIsVisible(from, to, view))) return null;
    const dots = places.get(way.from)?.dots;
    const begin = dots && way.dot !== undefined ? dotPosition(from, way.dot, dots.length) : undefined;
    const path = edgePath(layout, way.from, way.to, begin);
    if (!path) return null;
    return (
      <path
        key={key}
        class={`pm-way${on ? " pm-on" : ""}${way.kind === "go" ? " pm-go" : ""}`}
        d={path}
        marker-end={`url(#${prefix}-arrow${on ? "-on" : ""})`}
      />
    );
  };
  const isOn = (way: GraphEdge) =>
    way.from === selected && (selectedDot === undefined || selectedDot < 0 || way.dot === selectedDot);
  return (
    <g class="pm-ways" aria-hidden="true">
      {graph.ways.map((way, index) => (isOn(way) ? null : line(way, index, false)))}
      {graph.gates.map(({ to }, index) => {
        const path = edgePath(layout, gateId(index), to);
        return (
          path && <path key={gateId(index)} class="pm-way pm-gate-way" d={path} marker-end={`url(#${prefix}-arrow)`} />
        );
      })}
      {graph.ways.map((way, index) => (isOn(way) ? line(way, `on${index}`, true) : null))}
    </g>
  );
}

/** Tell whether an edge between two boxes can be visible. */
function edgeIsVisible(from: Box, to: Box, view: Viewport): boolean {
  const box = {
    x: (from.x + to.x) / 2,
    y: (from.y + to.y) / 2,
    width: Math.abs(from.x - to.x) + Math.max(from.width, to.width),
    height: Math.abs(from.y - to.y) + Math.max(from.height, to.height),
  };
  return intersects(box, view);
}

interface NodeBoxProps {
  place: GraphNode;
  box: Box;
  t: EditorTranslate;
  plain: boolean;
  first: boolean;
  on: boolean;
  stop: boolean;
  aimed: boolean;
  dot: number;
  attrs: ((place: GraphNode) => Record<string, unknown>) | undefined;
  name: string | undefined;
}

/** One scene or ending. It renders only when what it shows has changed. */
class NodeBox extends Component<NodeBoxProps> {
  /** Compare all props but functions. */
  override shouldComponentUpdate(next: NodeBoxProps): boolean {
    const { place, box, attrs: _mine, t: _say, ...flags } = this.props;
    const { place: nextPlace, box: nextBox, attrs: _next, t: _nextSay, ...nextFlags } = next;
    return JSON.stringify([place, box, flags]) !== JSON.stringify([nextPlace, nextBox, nextFlags]);
  }

  /** Draw box, title, note and dots. */
  override render() {
    const { place, box, t, plain, first, on, aimed, dot, attrs, name } = this.props;
    const [left, top] = [box.x - box.width / 2, box.y - box.height / 2];
    const marked = problemCountText(t, place.errors, place.warnings);
    const kind = place.kind === "ending" ? `pm-ending pm-${place.ending || "none"}` : "pm-scene";
    const note =
      place.kind === "ending"
        ? (place.ending_word ?? "")
        : [first ? t("outline_start") : "", place.note].filter(Boolean).join(" · ");
    const flags = `${on ? " pm-on" : ""}${aimed ? " pm-aimed" : ""}${place.errors ? " pm-wrong" : ""}`;
    const centre = place.kind === "ending";
    const lines = wrapTitle(place.number ? `${place.number} ${place.title}` : place.title, centre ? 22 : 25);
    const x = centre ? box.x : left + 14;
    const rows = [...lines, marked || note];
    const step = 17;
    const begin = box.y - ((rows.length - 1) * step) / 2 + 5 - (place.dots?.length ? 2 : 0);
    return (
      <g class={`pm-place ${kind}${flags}`} data-place={place.id} {...attrs?.(place)}>
        <title>{name ?? [place.title, note, marked].filter(Boolean).join(" · ")}</title>
        <rect x={left} y={top} width={box.width} height={box.height} rx={centre ? box.height / 2 : 10} />
        {!plain &&
          rows.map((row, index) => (
            <text
              key={index}
              x={x}
              y={begin + index * step}
              class={index < lines.length ? "pm-title" : marked ? "pm-note pm-marked" : "pm-note"}
            >
              {row}
            </text>
          ))}
        {!plain &&
          place.dots?.map(({ key, label, to }, index) => {
            const { x: dotX, y: dotY } = dotPosition(box, index, place.dots!.length);
            return (
              <g key={key} class={`pm-dot${to ? "" : " pm-loose"}${index === dot ? " pm-on" : ""}`} data-dot={key}>
                <title>{label}</title>
                <circle class="pm-hit" cx={dotX} cy={dotY} r="12" />
                <circle cx={dotX} cy={dotY} r="5" />
              </g>
            );
          })}
      </g>
    );
  }
}
