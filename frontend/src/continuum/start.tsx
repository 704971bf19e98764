// Puts the page into the server's shell, once per shell, and moves focus where the learner's own doing brought something new.

import { render } from "preact";
import { asker, type Runtime } from "../ui/api";
import { openForPrint } from "../ui/print";
import { takeShell } from "../ui/shell";
import { readWords } from "../ui/words";
import { Kept } from "./local-placements";
import type { Refusal, Reply, Request } from "../contracts/continuum";
import { Page } from "./page";
import type { Here } from "./controls";
import { Stand } from "./exercise-controller";
import type { WordKey } from "./words";

export interface InitData { usage?: string; learner?: string }

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = takeShell(element, "ps-continuum", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  // The runtime gets the very object it gave: some find their address on it.
  const stand = new Stand(asker<Request, Reply, Refusal>(runtime, element), readWords<WordKey>(shell), new Kept(usage, learner));
  const here: Here = {
    stand, shell,
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(here.id(name))?.focus(),
  };
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
