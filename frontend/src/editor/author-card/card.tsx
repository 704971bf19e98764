// The small map on the author's card: not interactive, in the width of the card.

import { render } from "preact";
import type { Graph } from "../../contracts/graph";
import { GraphDrawing, viewBoxOf } from "../../ui/map/drawing";
import { LayoutWorker } from "../../ui/map/layout";
import type { Layout } from "../../ui/map/layout-task";
import { readGraph } from "../../ui/map/read-graph";
import { followPageScheme } from "../../ui/scheme";
import { type EditorTranslate, readWords } from "../words";

const startedMark = "psStarted";
let cardCount = 0;
/** With more nodes than this the map is left out: it would not be legible. */
const maxNodes = 60;

/** Add the map to the card. */
export function mountAuthorCard(element: unknown): void {
  const given = element as { 0?: Element } & Element;
  const parent = given[0] ?? given;
  const card = parent.matches?.(".ps-author") ? parent : parent.querySelector?.(".ps-author");
  const place = card?.querySelector(".ps-map");
  const graph = readGraph(card);
  if (!(card instanceof HTMLElement) || !place || !graph || startedMark in card.dataset) return;
  card.dataset[startedMark] = "";
  followPageScheme(card);
  if (!graph.places.length || graph.places.length > maxNodes) return;
  const t = readWords(card);
  const prefix = `pa${++cardCount}`;
  const title = card.querySelector("h3")?.textContent ?? "";
  const layouter = new LayoutWorker();
  layouter.request(graph, (layout) => {
    render(<CardMap graph={graph} layout={layout} t={t} prefix={prefix} title={title} />, place);
    layouter.stop();
  });
}

/** Draw the map. */
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
    <svg role="img" aria-label={t("map_label", { title })} viewBox={viewBoxOf(layout)}>
      <GraphDrawing graph={graph} layout={layout} t={t} prefix={prefix} />
    </svg>
  );
}
