// What the server sends for the map: the editor's graph, with figures. Numbers come as words, rounded and withheld already.

import type english from "../../../powerstruggle_xblock/words/panel.json";
import type { GraphEdge, Graph, GraphNode } from "../editor/map/graph";

export type PanelKey = keyof typeof english;
export type AttemptKind = "first" | "later";

export interface CountedNode extends GraphNode {
  notes: Record<AttemptKind, string>;
}
/** Per cent of those who came to the scene; missing or null where it isn't told. */
export interface CountedEdge extends GraphEdge {
  shares: Partial<Record<AttemptKind, number | null>>;
}
export interface CountedGraph extends Graph {
  places: readonly CountedNode[];
  ways: readonly CountedEdge[];
}
