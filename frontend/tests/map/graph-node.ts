// A node of a graph as the server sends it, for tests of maps.

import type { GraphNode } from "../../src/contracts/graph";

/** Return a scene or an ending without findings, whose title is its id. */
export const graphNode = (id: string, kind: "scene" | "ending" = "scene"): GraphNode => ({
  id,
  kind,
  number: 1,
  title: id,
  note: "",
  ending: null,
  ending_word: null,
  errors: 0,
  warnings: 0,
});
