// Paper: all of the panel, or the sheet for the live session alone.

import { render } from "preact";
import type { Translate } from "../ui/words";
import type { PanelKey } from "../contracts/panel";

const handoutOnlyClass = "ps-only-sheet";

export function addPrintButtons(panel: HTMLElement, t: Translate<PanelKey>): void {
  const print = (sheet: boolean) => {
    panel.classList.toggle(handoutOnlyClass, sheet);
    window.print();
  };
  // Taken back after, so that the browser's own print prints everything again.
  window.addEventListener("afterprint", () => panel.classList.remove(handoutOnlyClass));
  addButton(panel.querySelector(".ps-take"), t("print"), () => print(false));
  if (panel.querySelector(".ps-split"))
    addButton(panel.querySelector("#ps-sheet"), t("print_sheet"), () => print(true));
}

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
