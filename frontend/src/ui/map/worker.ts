// Runs in a worker: computes layouts and the paths of all edges.

import { computeLayout } from "./layered-layout";
import { type LayeredResult, type LayoutResult, type LayoutTask, toLayout } from "./layout-task";
import { dotPosition, edgePath } from "./paths";

let last: { key: string; result: LayeredResult } | null = null;

/** Return the layered layout; the last one again where only places of authors' own have changed. */
function layered({ boxes, ways }: LayoutTask): LayeredResult {
  const key = JSON.stringify([boxes, ways]);
  if (last?.key !== key) last = { key, result: computeLayout({ boxes, ways }) };
  return last.result;
}

/** Answer a task. */
function answer(task: LayoutTask): LayoutResult {
  const result = layered(task);
  const layout = toLayout(task, result);
  for (const [from, to, dot, dots] of task.edges) {
    const box = layout.boxes.get(from);
    edgePath(layout, from, to, box && dots ? dotPosition(box, dot, dots) : undefined);
  }
  return { turn: task.turn, ...result, paths: [...layout.paths] };
}

self.onmessage = ({ data }: MessageEvent<LayoutTask>) => self.postMessage(answer(data));
