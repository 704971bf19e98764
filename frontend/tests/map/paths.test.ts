import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Graph, GraphNode } from "../../src/contracts/graph";
import { computeLayout } from "../../src/ui/map/layered-layout";
import { type Box, createTask, gateId, type Layout, quickLayout, toLayout } from "../../src/ui/map/layout-task";
import { dotPosition, edgePath } from "../../src/ui/map/paths";
import { graphNode } from "./graph-node";

interface Point {
  x: number;
  y: number;
}

/** A generator of the same numbers in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const node = (id: string, kind: "scene" | "ending", choices: string[]): GraphNode => ({
  ...graphNode(id, kind),
  dots: choices.map((to, key) => ({ key, label: to, to })),
});

/** Return a graph of scenes with these targets; what is no scene is an ending. */
function graphOf(targets: Record<string, string[]>, gates: string[] = []): Graph {
  const scenes = Object.keys(targets);
  const endings = [...new Set([...Object.values(targets).flat(), ...gates])].filter((id) => !(id in targets));
  return {
    start: scenes[0]!,
    places: [...scenes.map((id) => node(id, "scene", targets[id]!)), ...endings.map((id) => node(id, "ending", []))],
    ways: scenes.flatMap((from) => targets[from]!.map((to, dot) => ({ from, to, kind: "choice" as const, dot }))),
    gates: gates.map((to) => ({ if: "tension at least 9", to })),
  };
}

/** Return a graph with loops, long ways, ways to the same scene, endings and safety gates. */
function generated(seed: number): Graph {
  const next = numbers(seed);
  const count = 3 + Math.floor(next() * 16);
  const targets: Record<string, string[]> = {};
  for (let at = 0; at < count; at++) {
    const choices = 1 + Math.floor(next() * 4);
    targets[`s${at}`] = Array.from({ length: choices }, () => {
      const kind = next();
      if (kind < 0.5) return `s${Math.min(count - 1, at + 1 + Math.floor(next() * 3))}`;
      if (kind < 0.75) return `s${Math.floor(next() * count)}`;
      return `e${Math.floor(next() * 4)}`;
    });
  }
  return graphOf(targets, next() < 0.4 ? [`s${Math.floor(next() * count)}`, "s0"] : []);
}

/** Return points on a path, close to each other. */
function pointsOn(path: string): Point[] {
  const found: Point[] = [];
  let at: Point = { x: 0, y: 0 };
  for (const [, letter, numbersText] of path.matchAll(/([MLC])([^MLC]*)/g)) {
    const flat = numbersText!.match(/-?[\d.]+/g)!.map(Number);
    const points = Array.from({ length: flat.length / 2 }, (_, index) => ({
      x: flat[2 * index]!,
      y: flat[2 * index + 1]!,
    }));
    const to = points.at(-1)!;
    const controls = letter === "C" ? points.slice(0, 2) : [at, to];
    for (let step = 0; step <= 60 && letter !== "M"; step++) found.push(bezier(step / 60, at, controls, to));
    at = to;
  }
  return found;
}

function bezier(part: number, from: Point, [first, second]: Point[], to: Point): Point {
  const rest = 1 - part;
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * part * b + 3 * rest * part ** 2 * c + part ** 3 * d;
  return { x: mix(from.x, first!.x, second!.x, to.x), y: mix(from.y, first!.y, second!.y, to.y) };
}

/** Return the graphs of the scenarios in ../scenarios, read by their ids and targets alone. */
function shippedGraphs(): Graph[] {
  const folder = join(process.cwd(), "..", "scenarios");
  const files = readdirSync(folder).filter((name) => name.endsWith(".xml"));
  assert.ok(files.length > 10);
  return files.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const targets: Record<string, string[]> = {};
    for (const [, id, inside] of text.matchAll(/<scene\s[^>]*?id="([^"]+)"[^>]*>(.*?)<\/scene>/gs))
      targets[id!] = [...inside!.matchAll(/\sto="([^"]+)"/g)].map(([, to]) => to!);
    const gates = [...text.matchAll(/<when\s[^>]*?to="([^"]+)"/g)].map(([, to]) => to!);
    return withCards(graphOf(targets, gates));
  });
}

const isInside = (box: Box, { x, y }: Point, by: number) =>
  Math.abs(x - box.x) < box.width / 2 + by && Math.abs(y - box.y) < box.height / 2 + by;

/** Name the boxes that edges cross or touch without leading from or to them, or whose inside they run through. */
function crossings(graph: Graph, layout: Layout): string[] {
  const edges = [
    ...graph.ways.map(({ from, to, dot }) => {
      const dots = graph.places.find(({ id }) => id === from)!.dots!;
      return { from, to, begin: dotPosition(layout.boxes.get(from)!, dot!, dots.length) };
    }),
    ...graph.gates.map(({ to }, index) => ({ from: gateId(index), to, begin: undefined })),
  ];
  return edges.flatMap(({ from, to, begin }) => {
    const points = pointsOn(edgePath(layout, from, to, begin)!);
    assert.ok(points.length > 60);
    return [...layout.boxes]
      .filter(([id, box]) => points.some((point) => isInside(box, point, id === from || id === to ? -1 : 4)))
      .map(([id]) => `${from} → ${to} crosses ${id}`);
  });
}

const laid = (graph: Graph): Layout => {
  const task = createTask(graph, 1);
  return toLayout(task, computeLayout(task));
};

test("a loop from the fourth scene back to the first passes beside the scenes between", () => {
  const graph = graphOf({ s1: ["s2"], s2: ["s3"], s3: ["s4"], s4: ["s1", "out"] });
  for (const layout of [laid(graph), quickLayout(graph)]) {
    assert.deepEqual(crossings(graph, layout), []);
    const points = pointsOn(edgePath(layout, "s4", "s1")!);
    const [s1, s2] = [layout.boxes.get("s1")!, layout.boxes.get("s2")!];
    assert.ok(points.some(({ y }) => Math.abs(y - s2.y) < 2));
    // It arrives at the side of its scene, from outside.
    const end = points.at(-1)!;
    assert.ok(Math.abs(Math.abs(end.x - s1.x) - s1.width / 2) < 4 && Math.abs(end.y - s1.y) < s1.height / 2);
  }
});

test("no arrow crosses a card that it does not touch, whatever the scenario is like", () => {
  for (let seed = 1; seed <= 150; seed++) {
    const graph = generated(seed);
    assert.deepEqual(crossings(graph, laid(graph)), [], `layered layout, graph ${seed}`);
    assert.deepEqual(crossings(graph, quickLayout(graph)), [], `quick layout, graph ${seed}`);
  }
});

/** Return a graph in which some cards stand where an author has put them: near others, on them, or far away. */
function movedAbout(graph: Graph, seed: number): Graph {
  const next = numbers(seed);
  const layout = quickLayout(graph);
  return {
    ...graph,
    places: graph.places.map((place) => {
      if (next() < 0.4) return place;
      const box = layout.boxes.get(
        next() < 0.5 ? place.id : graph.places[Math.floor(next() * graph.places.length)]!.id,
      )!;
      const reach = next() < 0.8 ? 300 : 2400;
      const by = () => Math.round((next() - 0.5) * reach);
      return { ...place, at: { x: Math.round(box.x) + by(), y: Math.round(box.y) + by() } };
    }),
  };
}

/** Name the boxes that overlap. */
function overlapping({ boxes }: Layout): string[] {
  const all = [...boxes];
  return all.flatMap(([id, one], index) =>
    all
      .slice(index + 1)
      .filter(
        ([, other]) =>
          Math.abs(one.x - other.x) < (one.width + other.width) / 2 &&
          Math.abs(one.y - other.y) < (one.height + other.height) / 2,
      )
      .map(([other]) => `${id} ${other}`),
  );
}

/** Return the graph with the cards of the editor's map, which are larger. */
const withCards = (graph: Graph): Graph => ({
  ...graph,
  places: graph.places.map((place) => (place.kind === "scene" ? { ...place, line: "Hello." } : place)),
});

test("no arrow crosses a card wherever an author has put the cards, and no card lies on another", () => {
  for (let seed = 1; seed <= 90; seed++) {
    const graph = movedAbout(seed % 2 ? generated(seed) : withCards(generated(seed)), seed + 1000);
    const layout = laid(graph);
    assert.deepEqual(overlapping(layout), [], `graph ${seed}`);
    assert.deepEqual(crossings(graph, layout), [], `graph ${seed}`);
  }
});

test("no arrow crosses a card of the cards with faces, nor of any scenario that comes with the package", () => {
  for (const graph of shippedGraphs()) {
    assert.deepEqual(crossings(graph, laid(graph)), []);
    const moved = movedAbout(graph, 5);
    assert.deepEqual(crossings(moved, laid(moved)), []);
  }
});

test("a card stays where its author has put it, and those that are not in its way stay too", () => {
  const graph = graphOf({ s1: ["s2", "s3"], s2: ["s4"], s3: ["s4"], s4: ["out"] });
  const before = laid(graph);
  const at = { x: Math.round(before.boxes.get("s4")!.x) + 700, y: 40 };
  const after = laid({ ...graph, places: graph.places.map((place) => (place.id === "s4" ? { ...place, at } : place)) });
  for (const [id, { x, y }] of after.boxes) {
    const wanted = id === "s4" ? at : { x: before.boxes.get(id)!.x, y: before.boxes.get(id)!.y };
    assert.deepEqual({ x, y }, wanted, id);
  }
  assert.ok(after.left + after.width >= at.x + after.boxes.get("s4")!.width / 2);
});

test("five hundred cards in places of their own have arrows around each other", () => {
  const count = 500;
  const targets = Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`s${at}`, [`s${(at + 1) % count}`, `s${(at * 7 + 3) % count}`]]),
  );
  const graph = withCards(graphOf(targets));
  const next = numbers(3);
  const places = graph.places.map((place, at) => ({
    ...place,
    at: { x: (at % 25) * 330 + Math.round(next() * 40), y: Math.floor(at / 25) * 190 + Math.round(next() * 40) },
  }));
  const moved = { ...graph, places };
  const layout = quickLayout(moved);
  assert.deepEqual(overlapping(layout), []);
  const some = { ...moved, ways: moved.ways.filter((_, index) => index % 10 === 0) };
  assert.deepEqual(crossings(some, layout), []);
});

test("every arrow begins at its choice and ends at the edge of its target", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const graph = generated(seed);
    const layout = laid(graph);
    for (const { from, to } of graph.ways) {
      const points = pointsOn(edgePath(layout, from, to)!);
      const [source, target] = [layout.boxes.get(from)!, layout.boxes.get(to)!];
      assert.deepEqual(points[0], { x: source.x, y: source.y + source.height / 2 });
      assert.ok(isInside(target, points.at(-1)!, 4) && !isInside(target, points.at(-1)!, -1));
    }
  }
});
