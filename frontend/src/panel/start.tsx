// Finds what the server left in the page, once per page, and puts map and printing into it.

import { render } from "preact";
import { readWords as readEditorWords } from "../editor/words";
import { LayoutWorker, quickLayout, type Layout } from "../ui/map/layout";
import { readWords } from "../ui/words";
import { CountedMap } from "./counted-map";
import type { CountedGraph, PanelKey } from "../contracts/panel";
import { addPrintButtons } from "./print-buttons";

const startedMark = "psStarted";

export function mountPanel(element: unknown): void {
  const given = element as ({ 0?: Element } & Element) | null;
  const outer = given?.[0] ?? given;
  const panel = outer?.matches?.(".ps-panel") ? outer : outer?.querySelector?.(".ps-panel");
  if (!(panel instanceof HTMLElement) || startedMark in panel.dataset) return;
  panel.dataset[startedMark] = "";
  const t = readWords<PanelKey>(panel);
  addPrintButtons(panel, t);
  const room = panel.querySelector(".ps-map");
  const figures = readGraph(panel);
  if (!room || !figures?.places.length) return;
  const title = panel.querySelector("h1")?.textContent ?? "";
  const goTo = (id: string) => {
    const place = document.getElementById(`place-${id}`);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "start" });
  };
  const draw = (layout: Layout) => {
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
  };
  const layouter = new LayoutWorker();
  if (!layouter.available) draw(quickLayout(figures));
  else
    layouter.request(figures, (layout) => {
      draw(layout);
      layouter.stop();
    });
}

function readGraph(panel: Element): CountedGraph | null {
  try {
    const found = JSON.parse(panel.querySelector("script.ps-graph")?.textContent ?? "null") as CountedGraph | null;
    return found && Array.isArray(found.places) && Array.isArray(found.ways) && Array.isArray(found.gates)
      ? found
      : null;
  } catch {
    return null;
  }
}
