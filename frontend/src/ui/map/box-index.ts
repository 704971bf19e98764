// Finds the boxes near a point or in a part of the map, without looking at all of them.

import type { Box } from "./layout-task";

/** A part of the map, in map units. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Return the area of a box with a margin around it. */
export const areaOf = ({ x, y, width, height }: Box, margin = 0): Area => ({
  left: x - width / 2 - margin,
  top: y - height / 2 - margin,
  right: x + width / 2 + margin,
  bottom: y + height / 2 + margin,
});

/** Tell whether two areas have more than an edge in common. */
export const overlaps = (one: Area, other: Area): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** Return the smallest area around several; nothing at all is an area without size. */
export function areaAround(areas: Iterable<Area>): Area {
  const found = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const area of areas) {
    found.left = Math.min(found.left, area.left);
    found.top = Math.min(found.top, area.top);
    found.right = Math.max(found.right, area.right);
    found.bottom = Math.max(found.bottom, area.bottom);
  }
  return found.left <= found.right ? found : { left: 0, top: 0, right: 0, bottom: 0 };
}

/** Side of the squares into which the map is divided, in map units. */
const cellSize = 280;

/** Boxes by the squares that they touch. */
export class BoxIndex {
  private readonly cells = new Map<string, Set<Box>>();

  constructor(boxes: Iterable<Box> = []) {
    for (const box of boxes) this.add(box);
  }

  /** Add a box. */
  add(box: Box): void {
    for (const cell of cellsOf(areaOf(box))) {
      const known = this.cells.get(cell);
      if (known) known.add(box);
      else this.cells.set(cell, new Set([box]));
    }
  }

  /** Return the boxes that overlap an area. */
  within(area: Area): Set<Box> {
    const found = new Set<Box>();
    for (const boxes of this.touching(area)) for (const box of boxes) if (overlaps(areaOf(box), area)) found.add(box);
    return found;
  }

  /** Iterate over the boxes of the squares that an area touches: of all squares with boxes where these are fewer. */
  private *touching(area: Area): Generator<Iterable<Box>> {
    if (countCells(area) > this.cells.size) yield* this.cells.values();
    else for (const cell of cellsOf(area)) yield this.cells.get(cell) ?? [];
  }
}

/** Return how many squares an area touches. */
const countCells = ({ left, top, right, bottom }: Area): number =>
  (Math.floor(right / cellSize) - Math.floor(left / cellSize) + 1) *
  (Math.floor(bottom / cellSize) - Math.floor(top / cellSize) + 1);

/** Iterate over the names of the squares that an area touches. */
function* cellsOf({ left, top, right, bottom }: Area): Generator<string> {
  for (let column = Math.floor(left / cellSize); column <= Math.floor(right / cellSize); column++)
    for (let row = Math.floor(top / cellSize); row <= Math.floor(bottom / cellSize); row++) yield `${column} ${row}`;
}
