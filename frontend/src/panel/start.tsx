// Adds map and print buttons to the page that the server rendered, once per page.

import { render } from "preact";
import type { CountedGraph } from "../contracts/panel";
import { readWords as readEditorWords } from "../editor/words";
import { LayoutWorker } from "../ui/map/layout";
import { readGraph } from "../ui/map/read-graph";
import { readWords } from "../ui/words";
import { CountedMap } from "./counted-map";
import { addPrintButtons } from "./print-buttons";
import type { PanelKey } from "./words";

const startedMark = "psStarted";

/** Open what an element is folded in, itself included, so that it can be seen. */
function openFolds(element: Element): void {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
}

/** Add map and print buttons to the panel. */
export function mountPanel(element: unknown): void {
  const given = element as ({ 0?: Element } & Element) | null;
  const outer = given?.[0] ?? given;
  const panel = outer?.matches?.(".ps-panel") ? outer : outer?.querySelector?.(".ps-panel");
  if (!(panel instanceof HTMLElement) || startedMark in panel.dataset) return;
  panel.dataset[startedMark] = "";
  const t = readWords<PanelKey>(panel);
  addPrintButtons(panel, t);
  panel.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) openFolds(target);
  });
  const room = panel.querySelector(".ps-map");
  const figures = readGraph<CountedGraph>(panel);
  if (!room || !figures?.places.length) return;
  const title = panel.querySelector("h1")?.textContent ?? "";
  const goTo = (id: string) => {
    const place = document.getElementById(`place-${id}`);
    if (place) openFolds(place);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "start" });
  };
  const layouter = new LayoutWorker();
  layouter.request(figures, (layout) => {
    layouter.stop();
    room.textContent = "";
    render(
      <CountedMap
        figures={figures}
        layout={layout}
        t={t}
        sayDrawing={readEditorWords(panel)}
        title={title}
        goTo={goTo}
      />,
      room,
    );
  });
}
