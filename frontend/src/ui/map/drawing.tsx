// Draws a scenario's graph as SVG: for the editor's map, the author's card, the trainer's panel and the saved image. It
// has no editing.

import { Component } from "preact";
import type { Graph, GraphEdge, GraphNode } from "../../contracts/graph";
import type { EditorTranslate } from "../../editor/words";
import { Label } from "./label";
import { type Box, gateId, type Layout } from "./layout-task";
import { NodeBox } from "./node-box";
import { dotPosition, edgePath, wrapTitle } from "./paths";

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
  /** Ids of several selected nodes. */
  picked?: ReadonlySet<string> | undefined;
  /** Nodes that are being moved, and how far. Their edges are not drawn meanwhile. */
  lifted?: LiftedNodes | null;
}

/** Nodes that are being moved. */
export interface LiftedNodes {
  ids: ReadonlySet<string>;
  x: number;
  y: number;
}

/** Return the viewBox in which a whole layout is seen. */
export const viewBoxOf = ({ left, top, width, height }: Layout): string =>
  [Math.floor(left), Math.floor(top), Math.ceil(width), Math.ceil(height)].join(" ");

/** Tell whether a box is at least partly visible. */
const intersects = (box: Box, view: Viewport): boolean =>
  box.x + box.width / 2 >= view.left &&
  box.x - box.width / 2 <= view.right &&
  box.y + box.height / 2 >= view.top &&
  box.y - box.height / 2 <= view.bottom;

/** Draws nodes, safety gates and edges. It renders only when anything but the functions it is given has changed. */
export class GraphDrawing extends Component<GraphDrawingProps> {
  /** Compare all props but functions. */
  override shouldComponentUpdate(next: GraphDrawingProps): boolean {
    const names = new Set([...Object.keys(this.props), ...Object.keys(next)] as Array<keyof GraphDrawingProps>);
    return [...names].some((name) => typeof next[name] !== "function" && this.props[name] !== next[name]);
  }

  /** Draw what is in view. */
  override render() {
    const { graph, layout, t, prefix, selected, selectedDot, view, plain = false, target, picked, lifted } = this.props;
    const seen = (box: Box) => !view || intersects(box, view);
    const places = graph.places.filter(({ id }) => {
      const box = layout.boxes.get(id);
      return box && (seen(box) || id === selected || lifted?.ids.has(id));
    });
    return (
      <>
        <ArrowHeads prefix={prefix} />
        <GraphEdges
          graph={graph}
          layout={layout}
          view={view}
          prefix={prefix}
          selected={selected}
          selectedDot={selectedDot}
          lifted={lifted}
        />
        {graph.gates.map((gate, index) => {
          const box = layout.boxes.get(gateId(index));
          return box && seen(box) ? (
            <GateBox key={gateId(index)} box={box} words={t("map_gate", { condition: gate.if })} plain={plain} />
          ) : null;
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
            picked={picked?.has(place.id) ?? false}
            stop={place.id === this.props.stop}
            aimed={place.id === target}
            dot={place.id === selected ? (selectedDot ?? -1) : -1}
            shift={lifted?.ids.has(place.id) ? `translate(${lifted.x} ${lifted.y})` : undefined}
            attrs={this.props.place}
            name={this.props.name?.(place)}
          />
        ))}
        {lifted && <Outlines layout={layout} lifted={lifted} />}
      </>
    );
  }
}

/** Define the arrow heads: that of the selected node's edges has a look of its own. */
function ArrowHeads({ prefix }: { prefix: string }) {
  return (
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
  );
}

/** Draw the outlines of nodes that are being moved above all others. */
function Outlines({ layout, lifted }: { layout: Layout; lifted: LiftedNodes }) {
  const boxes = [...lifted.ids].flatMap((id) => layout.boxes.get(id) ?? []);
  return (
    <g class="pm-outlines" transform={`translate(${lifted.x} ${lifted.y})`}>
      {boxes.map((box, index) => (
        <rect
          key={index}
          x={box.x - box.width / 2}
          y={box.y - box.height / 2}
          width={box.width}
          height={box.height}
          rx="10"
        />
      ))}
    </g>
  );
}

/** Draw a safety gate. */
function GateBox({ box, words, plain }: { box: Box; words: string; plain: boolean }) {
  return (
    <g class="pm-gate">
      <title>{words}</title>
      <rect x={box.x - box.width / 2} y={box.y - box.height / 2} width={box.width} height={box.height} rx="8" />
      {!plain &&
        wrapTitle(words, 26).map((line, row, all) => (
          <Label
            key={row}
            text={line}
            room={box.width - 12}
            x={box.x}
            y={box.y + 4 + (row - (all.length - 1) / 2) * 15}
          />
        ))}
    </g>
  );
}

interface GraphEdgesProps {
  graph: Graph;
  layout: Layout;
  view: Viewport | undefined;
  prefix: string;
  selected: string | null | undefined;
  selectedDot: number | undefined;
  lifted: LiftedNodes | null | undefined;
}

/** Draw all edges; those of the selected node last, so that they are on top. */
function GraphEdges({ graph, layout, view, prefix, selected, selectedDot, lifted }: GraphEdgesProps) {
  const places = new Map(graph.places.map((place) => [place.id, place]));
  const line = (way: GraphEdge, key: string | number, on: boolean) => {
    const from = layout.boxes.get(way.from);
    const to = layout.boxes.get(way.to);
    if (!from || !to || lifted?.ids.has(way.from) || lifted?.ids.has(way.to)) return null;
    if (view && !edgeIsVisible(from, to, view, layout.own ? detourRoom : 0)) return null;
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
        if (lifted?.ids.has(to)) return null;
        const path = edgePath(layout, gateId(index), to);
        return (
          path && <path key={gateId(index)} class="pm-way pm-gate-way" d={path} marker-end={`url(#${prefix}-arrow)`} />
        );
      })}
      {graph.ways.map((way, index) => (isOn(way) ? line(way, `on${index}`, true) : null))}
    </g>
  );
}

/** How far beside its two boxes an edge may run where authors have put boxes, in map units. */
const detourRoom = 240;

/** Tell whether an edge between two boxes can be visible. */
function edgeIsVisible(from: Box, to: Box, view: Viewport, room: number): boolean {
  const box = {
    x: (from.x + to.x) / 2,
    y: (from.y + to.y) / 2,
    width: Math.abs(from.x - to.x) + Math.max(from.width, to.width) + 2 * room,
    height: Math.abs(from.y - to.y) + Math.max(from.height, to.height) + 2 * room,
  };
  return intersects(box, view);
}
