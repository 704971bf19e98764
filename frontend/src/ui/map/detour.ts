// Finds a way for an arrow between boxes that stand anywhere: along lanes beside the boxes, with few turns.
//
// Boxes keep `minGap` from each other (settle.ts) and a lane is less than half of that away from its box. So the bands
// around boxes do not overlap, and there is always a way.

import { type Area, areaAround, areaOf, type BoxIndex } from "./box-index";
import type { Box } from "./layout-task";

/** A point of the map. */
export interface Point {
  x: number;
  y: number;
}

/** What a turn costs, as a length of way. */
const turnCost = 60;
/** How far around the two ends boxes are looked at: at first, and when no way was found. */
const margins = [160, 900, Infinity] as const;

/** The two ends of an arrow and the distance of its lanes from boxes. */
export interface Ends {
  source: Box;
  target: Box;
  start: Point;
  lane: number;
}

/** Return the corners of a way from `start`, at the lower edge of a box, to the top or a side of another. */
export function findDetour(ends: Ends, index: BoxIndex, everything: Area): Point[] {
  const around = areaAround([areaOf(ends.source), areaOf(ends.target)]);
  for (const margin of margins) {
    const area =
      margin === Infinity
        ? everything
        : {
            left: around.left - margin,
            top: around.top - margin,
            right: around.right + margin,
            bottom: around.bottom + margin,
          };
    const found = new Grid(ends, index.within(area)).search();
    if (found) return found;
  }
  // Boxes that touch each other: a straight line is better than none.
  return [ends.start, { x: ends.target.x, y: ends.target.y - ends.target.height / 2 - 2 }];
}

/** The crossings of all lanes, and the ways between neighboring crossings that a box bars. */
class Grid {
  private readonly xs: number[];
  private readonly ys: number[];
  private readonly barredRows: Uint8Array;
  private readonly barredColumns: Uint8Array;

  constructor(
    private readonly ends: Ends,
    boxes: ReadonlySet<Box>,
  ) {
    const { source, target, start, lane } = ends;
    const areas = [...new Set([...boxes, source, target])].map((box) => areaOf(box, lane));
    this.xs = inOrder([...areas.flatMap(({ left, right }) => [left, right]), start.x, target.x]);
    this.ys = inOrder([...areas.flatMap(({ top, bottom }) => [top, bottom]), target.y]);
    this.barredRows = new Uint8Array(this.xs.length * this.ys.length);
    this.barredColumns = new Uint8Array(this.xs.length * this.ys.length);
    for (const area of areas) this.bar(area);
  }

  /** Bar the ways through the inside of an area. */
  private bar({ left, top, right, bottom }: Area): void {
    const { xs, ys } = this;
    const [firstX, lastX] = [indexOf(xs, left), indexOf(xs, right)];
    const [firstY, lastY] = [indexOf(ys, top), indexOf(ys, bottom)];
    for (let row = firstY; row <= lastY; row++)
      for (let column = firstX; column <= lastX; column++) {
        const at = row * xs.length + column;
        if (row > firstY && row < lastY && column < lastX) this.barredRows[at] = 1;
        if (column > firstX && column < lastX && row < lastY) this.barredColumns[at] = 1;
      }
  }

  /** Return the corners of the cheapest way, or null when there is none. */
  search(): Point[] | null {
    const { xs, ys, ends } = this;
    const { source, target, start, lane } = ends;
    const count = xs.length * ys.length;
    const at = (x: number, y: number) => indexOf(ys, y) * xs.length + indexOf(xs, x);
    const { left, top, right } = areaOf(target, lane);
    // States: a crossing, reached along a column (first half) or along a row (second half).
    const goals = new Map<number, { end: Point; extra: number }>();
    const goal = (state: number, end: Point, extra: number) => {
      if ((goals.get(state)?.extra ?? Infinity) > extra) goals.set(state, { end, extra });
    };
    const onTop = { x: target.x, y: target.y - target.height / 2 - 2 };
    goal(at(target.x, top), onTop, 0);
    goal(at(target.x, top) + count, onTop, turnCost);
    for (const [beside, way] of [
      [left, -1],
      [right, 1],
    ] as const) {
      const end = { x: target.x + way * (target.width / 2 + 3), y: target.y };
      goal(at(beside, target.y) + count, end, turnCost / 2);
      goal(at(beside, target.y), end, turnCost * 1.5);
    }
    const begin = at(start.x, areaOf(source, lane).bottom);
    const costs = new Float64Array(2 * count).fill(Infinity);
    const before = new Int32Array(2 * count).fill(-1);
    const queue = new Heap();
    const toTarget = (cell: number) =>
      Math.abs(xs[cell % xs.length]! - target.x) + Math.abs(ys[Math.floor(cell / xs.length)]! - target.y);
    const slack = (right - left + target.height) / 2 + lane;
    const offer = (state: number, cost: number, from: number) => {
      if (cost >= costs[state]!) return;
      costs[state] = cost;
      before[state] = from;
      queue.push(state, cost + Math.max(0, toTarget(state % count) - slack));
    };
    offer(begin, 0, -1);
    let best: { state: number; cost: number } | null = null;
    for (let state = queue.pop(); state >= 0; state = queue.pop()) {
      const cost = costs[state]!;
      if (best && cost >= best.cost) break;
      const reached = goals.get(state);
      if (reached && (!best || cost + reached.extra < best.cost)) best = { state, cost: cost + reached.extra };
      for (const [next, length, alongRow] of this.steps(state % count))
        offer(next + (alongRow ? count : 0), cost + length + (alongRow === state >= count ? 0 : turnCost), state);
    }
    if (!best) return null;
    const corners: Point[] = [goals.get(best.state)!.end];
    for (let state = best.state; state >= 0; state = before[state]!) {
      const cell = state % count;
      corners.push({ x: xs[cell % xs.length]!, y: ys[Math.floor(cell / xs.length)]! });
    }
    return withoutStraight([...corners, start].reverse());
  }

  /** Return the neighboring crossings that can be reached: their index, the length of the way, and its direction. */
  private steps(cell: number): Array<[next: number, length: number, alongRow: boolean]> {
    const { xs, ys, barredRows, barredColumns } = this;
    const wide = xs.length;
    const [column, row] = [cell % wide, Math.floor(cell / wide)];
    const found: Array<[number, number, boolean]> = [];
    if (column + 1 < wide && !barredRows[cell]) found.push([cell + 1, xs[column + 1]! - xs[column]!, true]);
    if (column > 0 && !barredRows[cell - 1]) found.push([cell - 1, xs[column]! - xs[column - 1]!, true]);
    if (row + 1 < ys.length && !barredColumns[cell]) found.push([cell + wide, ys[row + 1]! - ys[row]!, false]);
    if (row > 0 && !barredColumns[cell - wide]) found.push([cell - wide, ys[row]! - ys[row - 1]!, false]);
    return found;
  }
}

/** Return numbers in order, each once. */
const inOrder = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);

/** Return the index of a number in an ordered list that has it. */
function indexOf(values: readonly number[], value: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the points without those on a straight line between their neighbors. */
const withoutStraight = (points: readonly Point[]): Point[] =>
  points.filter((point, index) => {
    const [last, next] = [points[index - 1], points[index + 1]];
    if (!last || !next) return true;
    return !((last.x === point.x && point.x === next.x) || (last.y === point.y && point.y === next.y));
  });

/** A queue from which the state with the lowest rank comes first. */
class Heap {
  private readonly states: number[] = [];
  private readonly ranks: number[] = [];

  /** Add a state. */
  push(state: number, rank: number): void {
    let at = this.states.length;
    for (let parent = (at - 1) >> 1; at > 0 && this.ranks[parent]! > rank; at = parent, parent = (at - 1) >> 1) {
      this.states[at] = this.states[parent]!;
      this.ranks[at] = this.ranks[parent]!;
    }
    this.states[at] = state;
    this.ranks[at] = rank;
  }

  /** Remove and return the first state; -1 when there is none. */
  pop(): number {
    const first = this.states[0];
    if (first === undefined) return -1;
    const [state, rank] = [this.states.pop()!, this.ranks.pop()!];
    const size = this.states.length;
    let at = 0;
    for (let inner = 1; inner < size; inner = 2 * at + 1) {
      if (inner + 1 < size && this.ranks[inner + 1]! < this.ranks[inner]!) inner++;
      if (this.ranks[inner]! >= rank) break;
      this.states[at] = this.states[inner]!;
      this.ranks[at] = this.ranks[inner]!;
      at = inner;
    }
    if (size) {
      this.states[at] = state;
      this.ranks[at] = rank;
    }
    return first;
  }
}
