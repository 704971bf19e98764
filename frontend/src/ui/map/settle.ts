// Puts cards where their author has put them, and moves others out of their way. Between two boxes there is then always
// room for an arrow.

import { areaOf, BoxIndex } from "./box-index";
import type { Box } from "./layout-task";

/** The least distance between two boxes where an author has put some, in map units. */
const minGap = 36;
/** How far apart the places are that are tried for a box. */
const searchStep = 24;
/** So many rings of places around the wanted one are tried. */
const maxRings = 400;

/** Return the place nearest to a box's own at which it keeps its distance from all others. */
export function nearestFree(box: Box, others: BoxIndex): Box {
  const isFree = (x: number, y: number) => others.within(areaOf({ ...box, x, y }, minGap)).size === 0;
  if (isFree(box.x, box.y)) return box;
  for (let ring = 1; ring <= maxRings; ring++) {
    let best: { x: number; y: number } | null = null;
    let least = Infinity;
    for (const [column, row] of ringOf(ring)) {
      const distance = Math.hypot(column, row);
      const [x, y] = [box.x + column * searchStep, box.y + row * searchStep];
      if (distance < least && isFree(x, y)) [best, least] = [{ x, y }, distance];
    }
    if (best) return { ...box, ...best };
  }
  return box;
}

/** Iterate over the steps to the places of a square ring: those below and to the right come first. */
function* ringOf(ring: number): Generator<[column: number, row: number]> {
  for (let at = -ring; at <= ring; at++) {
    yield [at, ring];
    yield [ring, at];
    yield [at, -ring];
    yield [-ring, at];
  }
}

/**
 * Return the boxes with those of `own` at their authors' places. Of the others, only those move that would be too near
 * to one of them.
 */
export function settle(boxes: ReadonlyMap<string, Box>, own: ReadonlyMap<string, { x: number; y: number }>) {
  const index = new BoxIndex();
  const settled = new Map<string, Box>();
  const put = (id: string, box: Box) => {
    const placed = nearestFree(box, index);
    settled.set(id, placed);
    index.add(placed);
  };
  for (const [id, at] of own) {
    const box = boxes.get(id);
    if (box) put(id, { ...box, ...at });
  }
  const others = [...boxes].filter(([id]) => !settled.has(id));
  const inTheWay = others.filter(([, box]) => index.within(areaOf(box, minGap)).size > 0);
  const moving = new Set(inTheWay.map(([id]) => id));
  for (const [id, box] of others) {
    if (moving.has(id)) continue;
    settled.set(id, box);
    index.add(box);
  }
  for (const [id, box] of inTheWay) put(id, box);
  // In the order of the boxes given: what is drawn is compared by position in the list.
  return new Map([...boxes.keys()].map((id) => [id, settled.get(id)!]));
}
