import assert from "node:assert/strict";
import { test } from "node:test";
import type { Graph } from "../../src/contracts/graph";
import { areaOf, BoxIndex } from "../../src/ui/map/box-index";
import { LayoutWorker } from "../../src/ui/map/layout";
import { type Layout, quickLayout } from "../../src/ui/map/layout-task";
import { edgePath } from "../../src/ui/map/paths";
import { graphNode } from "./graph-node";

const graphOf = (start: string, ...ids: string[]): Graph => ({
  start,
  places: ids.map((id) => graphNode(id)),
  ways: [],
  gates: [],
});

/** Stands for the browser's worker: answers nothing by itself. */
class FakeWorker {
  static all: FakeWorker[] = [];
  onmessage: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  tasks: unknown[] = [];

  constructor() {
    FakeWorker.all.push(this);
  }
  postMessage = (task: unknown) => this.tasks.push(task);
  terminate = () => undefined;
}

test("where the worker fails at a graph, a simple layout is shown, and the next graph is laid out again", () => {
  Object.assign(globalThis, { Worker: FakeWorker });
  const worker = new LayoutWorker();
  const shown: Layout[] = [];
  worker.request(graphOf("a", "a", "b"), (layout) => shown.push(layout));
  FakeWorker.all.at(-1)!.onerror!({ message: "too much recursion" });
  assert.deepEqual([...shown[0]!.boxes.keys()], ["a", "b"]);
  worker.request(graphOf("a", "a"), (layout) => shown.push(layout));
  const next = FakeWorker.all.at(-1)!;
  assert.equal(next.tasks.length, 1);
  next.onmessage!({ data: { turn: 2, boxes: [["a", 5, 5]], bends: [], width: 10, height: 10, paths: [] } });
  assert.equal(shown[1]!.boxes.get("a")!.x, 5);
});

test("where a page forbids workers, no further one is tried and every graph gets a simple layout", () => {
  Object.assign(globalThis, { Worker: FakeWorker });
  const worker = new LayoutWorker();
  const tried = FakeWorker.all.length;
  const shown: Layout[] = [];
  worker.request(graphOf("a", "a", "b"), (layout) => shown.push(layout));
  FakeWorker.all.at(-1)!.onerror!({});
  worker.request(graphOf("a", "a"), (layout) => shown.push(layout));
  assert.deepEqual([shown.map(({ boxes }) => boxes.size), FakeWorker.all.length], [[2, 1], tried]);
});

for (const [name, graph] of Object.entries({
  "whose first scene is not there": graphOf("gone", "a", "b"),
  "without a scene": graphOf(""),
}))
  test(`a simple layout has a place for everything in a scenario ${name}`, () => {
    const { boxes, width, height } = quickLayout(graph);
    assert.ok([...boxes.values()].every(({ x, y }) => x > 0 && x < width && y > 0 && y < height));
    assert.ok(Number.isFinite(width) && Number.isFinite(height) && width > 0);
  });

test("boxes that stand as far from each other as authors can put them are found without a walk over all in between", () => {
  const far = 999_999;
  const box = (x: number, y: number) => ({ x, y, width: 200, height: 70 });
  const index = new BoxIndex([box(-far, -far), box(far, far)]);
  const { floor } = Math;
  let floored = 0;
  Math.floor = (value) => {
    floored += 1;
    return floor(value);
  };
  try {
    assert.equal(index.within({ left: -far, top: -far, right: far, bottom: far }).size, 2);
  } finally {
    Math.floor = floor;
  }
  assert.ok(floored < 20);
  assert.equal(index.within(areaOf(box(0, 0))).size, 0);
  const places = [
    { ...graphNode("a"), at: { x: -far, y: -far } },
    { ...graphNode("b"), at: { x: far, y: far } },
  ];
  const layout = quickLayout({ start: "a", places, ways: [{ from: "a", to: "b", kind: "choice", dot: 0 }], gates: [] });
  assert.match(edgePath(layout, "a", "b")!, /^M/);
});
