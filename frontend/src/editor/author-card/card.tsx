// The small map of an author's card: the editor's own drawing, still, and as large as the card is wide.

import { render } from "preact";
import { GraphDrawing } from "../../ui/map/drawing";
import type { Graph } from "../map/graph";
import { LayoutWorker, quickLayout, type Layout } from "../../ui/map/layout";
import { readWords, type EditorTranslate } from "../words";

const startedMark = "psStarted";
let cardCount = 0;
/** More than this is no map any more at the size of a card. */
const maxNodes = 60;

export function mountAuthorCard(element: unknown): void {
  const given = element as { 0?: Element } & Element;
  const parent = given[0] ?? given;
  const card = parent.matches?.(".ps-author") ? parent : parent.querySelector?.(".ps-author");
  const place = card?.querySelector(".ps-map");
  const graph = readGraph(card);
  if (!(card instanceof HTMLElement) || !place || !graph || startedMark in card.dataset) return;
  card.dataset[startedMark] = "";
  if (!graph.places.length || graph.places.length > maxNodes) return;
  const t = readWords(card);
  const prefix = `pa${++cardCount}`;
  const title = card.querySelector("h3")?.textContent ?? "";
  const layouter = new LayoutWorker();
  const draw = (layout: Layout) =>
    render(<CardMap graph={graph} layout={layout} t={t} prefix={prefix} title={title} />, place);
  if (!layouter.available) draw(quickLayout(graph));
  else
    layouter.request(graph, (layout) => {
      draw(layout);
      layouter.stop();
    });
}

function CardMap({
  graph,
  layout,
  t,
  prefix,
  title,
}: {
  graph: Graph;
  layout: Layout;
  t: EditorTranslate;
  prefix: string;
  title: string;
}) {
  return (
    <svg
      role="img"
      aria-label={t("map_label", { title })}
      viewBox={`0 0 ${Math.ceil(layout.width)} ${Math.ceil(layout.height)}`}
    >
      <GraphDrawing graph={graph} layout={layout} t={t} prefix={prefix} />
    </svg>
  );
}

function readGraph(card: Element | null | undefined): Graph | null {
  try {
    const found = JSON.parse(card?.querySelector("script.ps-graph")?.textContent ?? "null") as Graph | null;
    return found && Array.isArray(found.places) && Array.isArray(found.ways) && Array.isArray(found.gates)
      ? found
      : null;
  } catch {
    return null;
  }
}
