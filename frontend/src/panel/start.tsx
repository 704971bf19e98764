// Finds what the server left in the page, once per page, and puts map and printing into it.

import { render } from "preact";
import { readWords as readEditorWords } from "../editor/words";
import { Layouter, quickLayout, type Layout } from "../ui/map/layout";
import { readWords } from "../ui/words";
import { CountedMap } from "./counted-map";
import type { Figures, PanelWord } from "../contracts/panel";
import { offerPrint } from "./print-buttons";

const mark = "psStarted";

export function openPanel(element: unknown): void {
  const given = element as ({ 0?: Element } & Element) | null;
  const outer = given?.[0] ?? given;
  const panel = outer?.matches?.(".ps-panel") ? outer : outer?.querySelector?.(".ps-panel");
  if (!(panel instanceof HTMLElement) || mark in panel.dataset) return;
  panel.dataset[mark] = "";
  const say = readWords<PanelWord>(panel);
  offerPrint(panel, say);
  const room = panel.querySelector(".ps-map");
  const figures = figuresIn(panel);
  if (!room || !figures?.places.length) return;
  const title = panel.querySelector("h1")?.textContent ?? "";
  const goTo = (id: string) => {
    const place = document.getElementById(`place-${id}`);
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: "start" });
  };
  const draw = (layout: Layout) => {
    room.textContent = "";
    render(<CountedMap figures={figures} layout={layout} say={say} sayDrawing={readEditorWords(panel)} title={title} goTo={goTo} />, room);
  };
  const layouter = new Layouter();
  if (!layouter.able) draw(quickLayout(figures));
  else layouter.lay(figures, (layout) => { draw(layout); layouter.stop(); });
}

function figuresIn(panel: Element): Figures | null {
  try {
    const found = JSON.parse(panel.querySelector("script.ps-graph")?.textContent ?? "null") as Figures | null;
    return found && Array.isArray(found.places) && Array.isArray(found.ways) && Array.isArray(found.gates) ? found : null;
  } catch {
    return null;
  }
}
