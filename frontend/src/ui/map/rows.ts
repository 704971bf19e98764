// The rows of a layout: groups of boxes with free space between one row and the next, and the free lanes through a row.

import type { Box, Layout } from "./layout-task";

/** Boxes that overlap vertically, from left to right, and what they take up. Between two rows there is no box. */
export interface Row {
  top: number;
  bottom: number;
  boxes: readonly Box[];
}

/** Distance of a lane from the side of a box, in map units. */
export const laneDistance = 20;
/** An edge keeps at least this distance from a box that it passes. */
const clearance = 10;

const knownRows = new WeakMap<Layout, Row[]>();

/** Return the rows of a layout from top to bottom. */
export function rowsOf(layout: Layout): Row[] {
  const known = knownRows.get(layout);
  if (known) return known;
  const boxes = [...layout.boxes.values()].sort((a, b) => a.y - a.height / 2 - (b.y - b.height / 2));
  const rows: Array<{ top: number; bottom: number; boxes: Box[] }> = [];
  for (const box of boxes) {
    const [top, bottom] = [box.y - box.height / 2, box.y + box.height / 2];
    const last = rows.at(-1);
    if (last && top <= last.bottom) {
      last.bottom = Math.max(last.bottom, bottom);
      last.boxes.push(box);
    } else rows.push({ top, bottom, boxes: [box] });
  }
  for (const row of rows) row.boxes.sort((a, b) => a.x - b.x);
  knownRows.set(layout, rows);
  return rows;
}

/** Return the index of the row that a box is in. */
export function rowIndex(rows: readonly Row[], box: Box): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.bottom < box.y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Return the x at which an edge can pass through a row without touching a box: the free one nearest to `wanted`. */
export function freeLane({ boxes }: Row, wanted: number): number {
  let best = Number.NaN;
  const offer = (x: number) => {
    if (!(Math.abs(x - wanted) >= Math.abs(best - wanted))) best = x;
  };
  let left = -Infinity;
  for (const box of [...boxes, null]) {
    const right = box ? box.x - box.width / 2 : Infinity;
    if (right - left >= 2 * clearance) offer(laneInGap(wanted, left, right));
    if (box) left = Math.max(left, box.x + box.width / 2);
  }
  return best;
}

/** Return the lane of a gap that is nearest to `wanted`; from outside it is in the middle of a narrow gap. */
function laneInGap(wanted: number, left: number, right: number): number {
  if (wanted >= left + clearance && wanted <= right - clearance) return wanted;
  const inset = Math.min(laneDistance, (right - left) / 2);
  return wanted < left + inset ? left + inset : right - inset;
}
