// Moves cards of the map: the places where they come to stand.

import { BoxIndex } from "../../ui/map/box-index";
import type { LiftedNodes } from "../../ui/map/drawing";
import type { Box, Layout } from "../../ui/map/layout-task";
import { nearestFree } from "../../ui/map/settle";
import type { MapPosition } from "../operations/map-positions";

/** Cards come to stand on a grid of this step, in map units: so they are easily put in line. */
export const gridStep = 8;

/** Return where moved cards come to stand: on the grid, and not on or too near to a card that stays. */
export function placesAfterMove(layout: Layout, { ids, x, y }: LiftedNodes): Map<string, MapPosition> {
  const index = new BoxIndex([...layout.boxes].filter(([id]) => !ids.has(id)).map(([, box]) => box));
  const found = new Map<string, MapPosition>();
  for (const id of ids) {
    const box = layout.boxes.get(id);
    if (!box) continue;
    const placed = nearestFree(onGrid({ ...box, x: box.x + x, y: box.y + y }), index);
    index.add(placed);
    found.set(id, { x: placed.x, y: placed.y });
  }
  return found;
}

/** Return a box in the nearest place of the grid. */
const onGrid = (box: Box): Box => ({
  ...box,
  x: Math.round(box.x / gridStep) * gridStep,
  y: Math.round(box.y / gridStep) * gridStep,
});
