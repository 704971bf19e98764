// Finds the node that an arrow key leads to.

import type { Graph } from "../../contracts/graph";
import type { Box, Layout } from "./layout-task";

const directions: Record<string, [x: number, y: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** Return the id of the next node in the direction of an arrow key; linked nodes are preferred for up and down. */
export function nearestNode(graph: Graph, layout: Layout, from: string | null, key: string): string | null {
  const direction = directions[key];
  const here = from === null ? undefined : layout.boxes.get(from);
  if (!direction) return null;
  if (!here) return graph.places.find(({ id }) => layout.boxes.has(id))?.id ?? null;
  const linked = new Set(
    graph.ways.flatMap((way) => (way.from === from ? [way.to] : way.to === from ? [way.from] : [])),
  );
  let best: string | null = null;
  let least = Infinity;
  for (const { id } of graph.places) {
    const box = layout.boxes.get(id);
    if (!box || id === from) continue;
    const cost = directionalCost(here, box, direction) * (direction[1] && linked.has(id) ? 0.25 : 1);
    if (cost < least) [best, least] = [id, cost];
  }
  return best;
}

/** Return how far `there` is in a direction. Sideways distance counts double; nodes behind are infinitely far. */
function directionalCost(here: Box, there: Box, [x, y]: [number, number]): number {
  const ahead = (there.x - here.x) * x + (there.y - here.y) * y;
  const aside = Math.abs((there.x - here.x) * y) + Math.abs((there.y - here.y) * x);
  return ahead < 8 ? Infinity : ahead + 2 * aside;
}
