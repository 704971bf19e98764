// Puts the page into the server's shell, once per shell, and moves focus where the learner's own doing brought something new.

import { render } from "preact";
import { asker, type Runtime } from "../api";
import { openForPrint } from "../print";
import { readWords } from "../words";
import { Kept } from "./kept";
import type { Refusal, Reply, Request } from "./model";
import { Page } from "./page";
import type { Here } from "./parts";
import { Stand } from "./stand";
import type { WordKey } from "./words";

export interface InitData { usage?: string; learner?: string }

/** Marks a shell as taken. On the node itself, so that it holds between two copies of this script. */
const mark = "psStarted";
let blocks = 0;

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(".ps-continuum") ? outer : outer.querySelector?.(".ps-continuum");
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || mark in shell.dataset) return;
  shell.dataset[mark] = "";

  const { usage = "", learner = "" } = data ?? {};
  // The runtime gets the very object it gave: some find their address on it.
  const stand = new Stand(asker<Request, Reply, Refusal>(runtime, element), readWords<WordKey>(shell), new Kept(usage, learner));
  // The counter keeps ids apart even where one block stands on a page twice.
  const prefix = `psc${++blocks}-${usage.replace(/[^A-Za-z0-9]+/g, "-")}`;
  const here: Here = {
    stand, shell,
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(here.id(name))?.focus(),
  };
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  root.textContent = "";
  let moves = 0;
  stand.onChange(() => {
    render(<Page here={here} title={title} />, root);
    if (stand.moves === moves) return;
    moves = stand.moves;
    const heading = document.getElementById(here.id("now")) ?? document.getElementById(here.id("title"));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
  });
  stand.changed();
  openForPrint(shell);
  void stand.open();
}
