// Shapes of the graph that the server sends for maps.

/** A scene or an ending. */
export interface GraphNode {
  id: string;
  kind: "scene" | "ending";
  number: number;
  title: string;
  /** A short text below the title, such as "4 choices". */
  note: string;
  /** The kind of an ending, for its color, and its name. */
  ending: string | null;
  ending_word: string | null;
  errors: number;
  warnings: number;
  /** The choices of a scene, each a dot where an edge begins; the author's card has none. */
  dots?: readonly GraphDot[];
}

/** A choice, drawn as a dot. */
export interface GraphDot {
  key: number;
  label: string;
  to: string;
}

/** A link from a scene to a scene or an ending. */
export interface GraphEdge {
  from: string;
  to: string;
  kind: "choice" | "go";
  /** The index of the dot where it begins. */
  dot?: number;
}

/** A safety gate: when its condition holds, the conversation continues at `to`. */
export interface GraphGate {
  if: string;
  to: string;
}

/** A scenario as a graph. */
export interface Graph {
  start: string;
  places: readonly GraphNode[];
  ways: readonly GraphEdge[];
  gates: readonly GraphGate[];
}
