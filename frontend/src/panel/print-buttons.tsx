// Buttons that print the whole panel or only the handout.

import { render } from "preact";
import type { Translate } from "../ui/words";
import type { PanelKey } from "./words";

const handoutOnlyClass = "ps-handout-only";

/** Add the print buttons to the panel. */
export function addPrintButtons(panel: HTMLElement, t: Translate<PanelKey>): void {
  const print = (sheet: boolean) => {
    panel.classList.toggle(handoutOnlyClass, sheet);
    window.print();
  };
  // A fold that is closed prints nothing.
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = [...panel.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const fold of opened) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of opened) fold.open = false;
  });
  // Removed afterwards, so that the browser's own print prints everything.
  window.addEventListener("afterprint", () => panel.classList.remove(handoutOnlyClass));
  addButton(panel.querySelector(".ps-take"), t("print"), () => print(false));
  if (panel.querySelector(".ps-split"))
    addButton(panel.querySelector("#ps-sheet"), t("print_sheet"), () => print(true));
}

/** Append a button to an element. */
function addButton(beside: Element | null, text: string, act: () => void): void {
  if (!beside) return;
  const room = beside.appendChild(document.createElement("span"));
  room.className = "ps-printing";
  render(
    <button type="button" class="ps-tool" onClick={act}>
      {text}
    </button>,
    room,
  );
}
