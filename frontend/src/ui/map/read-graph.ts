// Reads the graph that the server left in the page.

import type { Graph } from "../../contracts/graph";

/** Return the graph of the JSON script in `container`, or null when it is missing or damaged. */
export function readGraph<G extends Graph = Graph>(container: Element | null | undefined): G | null {
  try {
    const found = JSON.parse(container?.querySelector("script.ps-graph")?.textContent ?? "null") as G | null;
    const complete = [found?.places, found?.ways, found?.gates].every(Array.isArray);
    return complete ? found : null;
  } catch {
    return null;
  }
}
