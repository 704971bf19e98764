// Computes the positions of the map's nodes, in a worker, so that typing is never blocked.
import workerSource from "worker:./worker.ts";
import type { Graph } from "../../contracts/graph";

/** Width and height of the kinds of boxes, in map units. */
const boxSizes = {
  scene: { width: 216, height: 74 },
  ending: { width: 180, height: 56 },
  gate: { width: 168, height: 40 },
} as const;

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
  width: number;
  height: number;
}

/** The message to the worker. Plain arrays are quick to copy. */
export interface LayoutTask {
  turn: number;
  boxes: Array<[id: string, width: number, height: number]>;
  ways: Array<[from: string, to: string]>;
}
/** The message from the worker. */
export interface LayoutResult {
  turn: number;
  boxes: Array<[id: string, x: number, y: number]>;
  bends: Array<[from: string, to: string, points: number[]]>;
  width: number;
  height: number;
}

/** Return the id of an edge. */
export const edgeId = (from: string, to: string): string => `${from} ${to}`;
/** Return the id of a safety gate. */
export const gateId = (index: number): string => `gate:${index}`;

/** Return the layout task for a graph. */
function createTask(graph: Graph, turn: number): LayoutTask {
  const ids = new Set(graph.places.map(({ id }) => id));
  const boxes: LayoutTask["boxes"] = [];
  const seen = new Set<string>();
  for (const { id, kind } of graph.places) {
    if (seen.has(id)) continue;
    seen.add(id);
    boxes.push([id, boxSizes[kind].width, boxSizes[kind].height]);
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
  return { turn, boxes, ways: [...ways.values()] };
}

/** Combine a task and its result into a layout. */
function toLayout(task: LayoutTask, done: LayoutResult): Layout {
  const sizes = new Map(task.boxes.map(([id, width, height]) => [id, { width, height }]));
  const boxes = new Map(done.boxes.map(([id, x, y]) => [id, { x, y, ...(sizes.get(id) ?? boxSizes.scene) }]));
  const bends = new Map(
    done.bends.map(([from, to, flat]) => {
      const points = [];
      for (let index = 0; index + 1 < flat.length; index += 2) points.push({ x: flat[index]!, y: flat[index + 1]! });
      return [edgeId(from, to), points];
    }),
  );
  return { boxes, bends, width: done.width, height: done.height };
}

/**
 * Return a simple layout at once: rows by distance from the start. It is shown until the worker answers, or where
 * workers are not allowed.
 */
export function quickLayout(graph: Graph): Layout {
  const task = createTask(graph, 0);
  const next = new Map<string, string[]>();
  for (const [from, to] of task.ways) next.set(from, [...(next.get(from) ?? []), to]);
  const depth = new Map<string, number>();
  let row = [graph.start, ...graph.gates.map((_, index) => gateId(index))];
  for (let level = 0; row.length; level++) {
    const now = [...new Set(row)].filter((id) => !depth.has(id));
    for (const id of now) depth.set(id, level);
    row = now.flatMap((id) => next.get(id) ?? []);
  }
  const last = Math.max(0, ...depth.values()) + 1;
  const rows: Array<LayoutTask["boxes"]> = [];
  for (const box of task.boxes) {
    const level = depth.get(box[0]) ?? last;
    rows[level] = [...(rows[level] ?? []), box];
  }
  const [stepX, stepY] = [boxSizes.scene.width + 36, boxSizes.scene.height + 64];
  const widest = Math.max(1, ...rows.map((boxes) => boxes?.length ?? 0));
  const boxes: LayoutResult["boxes"] = rows.flatMap((found, level) =>
    (found ?? []).map(([id], index): [string, number, number] => [
      id,
      (index + (widest - found.length) / 2 + 0.5) * stepX,
      (level + 0.5) * stepY,
    ]),
  );
  return toLayout(task, { turn: 0, boxes, bends: [], width: widest * stepX, height: rows.length * stepY });
}

/** Lays out graphs one after the other. Of the requests that come while it is busy, only the last is done. */
export class LayoutWorker {
  private worker: Worker | null = null;
  private waiting: { task: LayoutTask; done: (layout: Layout) => void } | null = null;
  private running: { task: LayoutTask; done: (layout: Layout) => void } | null = null;
  private sequence = 0;

  /** Whether a worker could be created; a page's security policy may forbid it. */
  readonly available: boolean;

  constructor() {
    this.available = this.start();
  }

  /** Create the worker; return whether that worked. */
  private start(): boolean {
    try {
      const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
      this.worker = new Worker(address);
      this.worker.onmessage = ({ data }: MessageEvent<LayoutResult>) => this.onResult(data);
      this.worker.onerror = () => this.stop();
      return true;
    } catch {
      return false;
    }
  }

  /** Ask for the layout of a graph; `done` gets it. */
  request(graph: Graph, done: (layout: Layout) => void): void {
    this.waiting = { task: createTask(graph, ++this.sequence), done };
    if (!this.running) this.startNext();
  }

  /** End the worker. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.running = this.waiting = null;
  }

  /** Send the waiting task to the worker. */
  private startNext(): void {
    if (!this.waiting || !this.worker) return;
    this.running = this.waiting;
    this.waiting = null;
    this.worker.postMessage(this.running.task);
  }

  /** Pass the result on, unless a newer task is waiting. */
  private onResult(done: LayoutResult): void {
    const { running } = this;
    this.running = null;
    // A newer graph is waiting: its layout would replace this one immediately.
    if (running && !this.waiting) running.done(toLayout(running.task, done));
    this.startNext();
  }
}
