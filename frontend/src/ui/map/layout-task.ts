// The layout of a map: what is asked of the worker, what comes back, and a quick one for the meantime.

import type { Graph, GraphNode } from "../../contracts/graph";
import { areaAround, areaOf } from "./box-index";
import { settle } from "./settle";

/** Width and height of the kinds of boxes, in map units. */
const boxSizes = {
  scene: { width: 216, height: 74 },
  /** A scene with a face and its first line. */
  card: { width: 264, height: 112 },
  ending: { width: 180, height: 56 },
  gate: { width: 168, height: 40 },
} as const;

/** Return the size of the box of a scene or ending. */
const sizeOf = ({ kind, line }: GraphNode) => boxSizes[kind === "scene" && line !== undefined ? "card" : kind];

/** Center and size of a box, in map units. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** Positions of all boxes and edges of a graph. */
export interface Layout {
  /** Boxes by node id; the id of a gate is `gate:` and its index. */
  boxes: ReadonlyMap<string, Box>;
  /** The points between the two ends of an edge, by edge id. */
  bends: ReadonlyMap<string, ReadonlyArray<{ x: number; y: number }>>;
  /** Whether an author has put some boxes in places of their own. */
  own: boolean;
  /** The paths of edges that are known already; see paths.ts. */
  paths: Map<string, string>;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The message to the worker. Plain arrays are quick to copy. */
export interface LayoutTask {
  turn: number;
  boxes: Array<[id: string, width: number, height: number]>;
  ways: Array<[from: string, to: string]>;
  /** The places that authors have given boxes. */
  own: Array<[id: string, x: number, y: number]>;
  /** The edges whose paths are wanted: where each begins, as the index of a dot among so many, and where it ends. */
  edges: Array<[from: string, to: string, dot: number, dots: number]>;
}
/** What the layered layout says. */
export interface LayeredResult {
  boxes: Array<[id: string, x: number, y: number]>;
  bends: Array<[from: string, to: string, points: number[]]>;
  width: number;
  height: number;
}
/** The message from the worker. */
export interface LayoutResult extends LayeredResult {
  turn: number;
  paths: Array<[edge: string, path: string]>;
}

/** The free space around the whole map, in map units. */
const mapMargin = 28;

/** Return the id of an edge. */
export const edgeId = (from: string, to: string): string => `${from} ${to}`;
/** Return the id of a safety gate. */
export const gateId = (index: number): string => `gate:${index}`;

/** Return the layout task for a graph. */
export function createTask(graph: Graph, turn: number): LayoutTask {
  const ids = new Set(graph.places.map(({ id }) => id));
  const boxes: LayoutTask["boxes"] = [];
  const seen = new Set<string>();
  const own: LayoutTask["own"] = [];
  for (const place of graph.places) {
    const { id, at } = place;
    if (seen.has(id)) continue;
    seen.add(id);
    const { width, height } = sizeOf(place);
    boxes.push([id, width, height]);
    if (at) own.push([id, at.x, at.y]);
  }
  const ways = new Map<string, [string, string]>();
  const add = (from: string, to: string) => {
    if (ids.has(to) && from !== to) ways.set(edgeId(from, to), [from, to]);
  };
  // Edges of the start come first, so that the layers begin with it wherever it is in the file.
  const ordered = [...graph.ways].sort((a, b) => Number(b.from === graph.start) - Number(a.from === graph.start));
  for (const { from, to } of ordered) add(from, to);
  graph.gates.forEach(({ to }, index) => {
    boxes.push([gateId(index), boxSizes.gate.width, boxSizes.gate.height]);
    add(gateId(index), to);
  });
  const dots = new Map(graph.places.map((place) => [place.id, place.dots?.length ?? 0]));
  const edges = [
    ...graph.ways.map(({ from, to, dot }): LayoutTask["edges"][number] => [from, to, dot ?? 0, dots.get(from) ?? 0]),
    ...graph.gates.map(({ to }, index): LayoutTask["edges"][number] => [gateId(index), to, 0, 0]),
  ];
  return { turn, boxes, ways: [...ways.values()], own, edges };
}

/** Combine a task and its result into a layout. */
export function toLayout(task: LayoutTask, done: LayeredResult & Partial<LayoutResult>): Layout {
  const sizes = new Map(task.boxes.map(([id, width, height]) => [id, { width, height }]));
  const layered = new Map(done.boxes.map(([id, x, y]) => [id, { x, y, ...(sizes.get(id) ?? boxSizes.scene) }]));
  const paths = new Map(done.paths ?? []);
  if (task.own.length) {
    const boxes = settle(layered, new Map(task.own.map(([id, x, y]) => [id, { x, y }])));
    const { left, top, right, bottom } = areaAround([...boxes.values()].map((box) => areaOf(box, mapMargin)));
    return { boxes, bends: new Map(), own: true, paths, left, top, width: right - left, height: bottom - top };
  }
  const bends = new Map(
    done.bends.map(([from, to, flat]) => {
      const points = [];
      for (let index = 0; index + 1 < flat.length; index += 2) points.push({ x: flat[index]!, y: flat[index + 1]! });
      return [edgeId(from, to), points];
    }),
  );
  return { boxes: layered, bends, own: false, paths, left: 0, top: 0, width: done.width, height: done.height };
}

/**
 * Return a simple layout at once: rows by distance from the start. It is shown until the worker answers, or where
 * workers are not allowed.
 */
export function quickLayout(graph: Graph): Layout {
  const task = createTask(graph, 0);
  const next = new Map<string, string[]>();
  for (const [from, to] of task.ways) {
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const depth = new Map<string, number>();
  let row = [graph.start, ...graph.gates.map((_, index) => gateId(index))];
  for (let level = 0; row.length; level++) {
    const now = [...new Set(row)].filter((id) => !depth.has(id));
    for (const id of now) depth.set(id, level);
    row = now.flatMap((id) => next.get(id) ?? []);
  }
  const last = Math.max(0, ...depth.values()) + 1;
  const levels = Array.from({ length: last + 1 }, (): LayoutTask["boxes"] => []);
  for (const box of task.boxes) levels[depth.get(box[0]) ?? last]!.push(box);
  // Nothing is at a level where the scene to start with, or the one that leads on, is not there.
  const rows = levels.filter((found) => found.length);
  const [stepX, stepY] = [
    Math.max(0, ...task.boxes.map(([, width]) => width)) + 36,
    Math.max(0, ...task.boxes.map(([, , height]) => height)) + 64,
  ];
  const widest = Math.max(1, ...rows.map(({ length }) => length));
  const boxes: LayeredResult["boxes"] = rows.flatMap((found, level) =>
    found.map(([id], index): [string, number, number] => [
      id,
      (index + (widest - found.length) / 2 + 0.5) * stepX,
      (level + 0.5) * stepY,
    ]),
  );
  return toLayout(task, { boxes, bends: [], width: widest * stepX, height: rows.length * stepY });
}
