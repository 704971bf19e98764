// Puts the page into the server's shell, once per shell.

import { render } from "preact";
import type { Runtime } from "../api";
import { openForPrint } from "../print";
import { readWords } from "../words";
import type { ReflectionKey } from "./model";
import { Page } from "./page";
import { Room } from "./room";

export interface InitData { usage?: string; learner?: string }

/** Marks a shell as taken. On the node itself, so that it holds between two copies of this script. */
const mark = "psStarted";
let blocks = 0;

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(".ps-reflection") ? outer : outer.querySelector?.(".ps-reflection");
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || mark in shell.dataset) return;
  shell.dataset[mark] = "";
  const { usage = "", learner = "" } = data ?? {};
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  root.textContent = "";
  const room = new Room({
    runtime, element, shell,
    say: readWords<ReflectionKey>(shell),
    // The counter keeps ids apart even where one block stands on a page twice.
    prefix: `pr${++blocks}-${usage.replace(/[^A-Za-z0-9]+/g, "-")}`,
    storage: `powerstruggle-reflection:${usage}:${learner}`,
    pageLang: document.documentElement.lang,
    drawn: (drawn) => render(<Page room={drawn} title={title} />, root),
  });
  room.draw();
  openForPrint(shell);
  room.open();
}
