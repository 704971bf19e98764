// Shapes of the trainer's panel: the graph with counts. The server sends the counts as text, rounded, with small counts
// left out.

import type { Graph, GraphEdge, GraphNode } from "./graph";
/** First attempts, or later attempts. */
export type AttemptKind = "first" | "later";

/** A node with its counts as text. */
export interface CountedNode extends GraphNode {
  notes: Record<AttemptKind, string>;
}
/** An edge with its shares in percent of those who came to the scene; missing or null when it is not shown. */
export interface CountedEdge extends GraphEdge {
  shares: Partial<Record<AttemptKind, number | null>>;
}
/** The graph with counts. */
export interface CountedGraph extends Graph {
  places: readonly CountedNode[];
  ways: readonly CountedEdge[];
}
