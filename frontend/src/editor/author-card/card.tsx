// The small map of an author's card: the editor's own drawing, still, and as large as the card is wide.

import { render } from "preact";
import { Drawing } from "../../ui/map/drawing";
import type { Graph } from "../map/graph";
import { Layouter, quickLayout, type Layout } from "../../ui/map/layout";
import { readWords, type Say } from "../words";

const mark = "psStarted";
let cards = 0;
/** More than this is no map any more at the size of a card. */
const mostPlaces = 60;

export function drawCard(element: unknown): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const card = outer.matches?.(".ps-author") ? outer : outer.querySelector?.(".ps-author");
  const place = card?.querySelector(".ps-map");
  const graph = graphIn(card);
  if (!(card instanceof HTMLElement) || !place || !graph || mark in card.dataset) return;
  card.dataset[mark] = "";
  if (!graph.places.length || graph.places.length > mostPlaces) return;
  const say = readWords(card);
  const prefix = `pa${++cards}`;
  const title = card.querySelector("h3")?.textContent ?? "";
  const layouter = new Layouter();
  const draw = (layout: Layout) => render(<Picture graph={graph} layout={layout} say={say} prefix={prefix} title={title} />, place);
  if (!layouter.able) draw(quickLayout(graph));
  else layouter.lay(graph, (layout) => { draw(layout); layouter.stop(); });
}

function Picture({ graph, layout, say, prefix, title }: { graph: Graph; layout: Layout; say: Say; prefix: string; title: string }) {
  return (
    <svg role="img" aria-label={say("map_label", { title })} viewBox={`0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`}>
      <Drawing graph={graph} layout={layout} say={say} prefix={prefix} />
    </svg>
  );
}

function graphIn(card: Element | null | undefined): Graph | null {
  try {
    const found = JSON.parse(card?.querySelector("script.ps-graph")?.textContent ?? "null") as Graph | null;
    return found && Array.isArray(found.places) && Array.isArray(found.ways) && Array.isArray(found.gates) ? found : null;
  } catch {
    return null;
  }
}
