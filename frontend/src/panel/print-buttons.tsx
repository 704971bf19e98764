// Paper: all of the panel, or the sheet for the live session alone.

import { render } from "preact";
import type { Say } from "../ui/words";
import type { PanelWord } from "../contracts/panel";

const onlySheet = "ps-only-sheet";

export function offerPrint(panel: HTMLElement, say: Say<PanelWord>): void {
  const print = (sheet: boolean) => {
    panel.classList.toggle(onlySheet, sheet);
    window.print();
  };
  // Taken back after, so that the browser's own print prints everything again.
  window.addEventListener("afterprint", () => panel.classList.remove(onlySheet));
  put(panel.querySelector(".ps-take"), say("print"), () => print(false));
  if (panel.querySelector(".ps-split")) put(panel.querySelector("#ps-sheet"), say("print_sheet"), () => print(true));
}

function put(beside: Element | null, text: string, act: () => void): void {
  if (!beside) return;
  const room = beside.appendChild(document.createElement("span"));
  room.className = "ps-printing";
  render(<button type="button" class="ps-tool" onClick={act}>{text}</button>, room);
}
