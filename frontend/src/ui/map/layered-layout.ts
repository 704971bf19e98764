// Computes layered layouts with dagre.

import dagre from "@dagrejs/dagre";
import type { LayeredResult, LayoutTask } from "./layout-task";

/** From this number of boxes on the faster ranking is used; it takes half the time and is a little less even. */
const largeGraphSize = 150;

/** Lay out boxes and the ways between them; where authors have put boxes does not matter here. */
export function computeLayout({ boxes, ways }: Pick<LayoutTask, "boxes" | "ways">): LayeredResult {
  // For an empty graph dagre gives an infinite size.
  if (!boxes.length) return { width: 0, height: 0, boxes: [], bends: [] };
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({
    rankdir: "TB",
    nodesep: 40,
    edgesep: 14,
    ranksep: 58,
    marginx: 28,
    marginy: 28,
    ranker: boxes.length > largeGraphSize ? "tight-tree" : "network-simplex",
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, width, height] of boxes) graph.setNode(id, { width, height });
  for (const [from, to] of ways) graph.setEdge(from, to);
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    boxes: boxes.map(([id]) => {
      const { x, y } = graph.node(id) as { x: number; y: number };
      return [id, x, y];
    }),
    bends: graph.edges().map(({ v, w }) => {
      const { points = [] } = graph.edge(v, w) as { points?: Array<{ x: number; y: number }> };
      return [v, w, points.slice(1, -1).flatMap(({ x, y }) => [x, y])];
    }),
  };
}
