// Puts the page into the server's shell, once per shell, and moves focus where the learner's own doing brought something new.

import { render } from "preact";
import { createApi, type Runtime } from "../ui/api";
import { openDetailsForPrint } from "../ui/print";
import { claimShell } from "../ui/shell";
import { readWords } from "../ui/words";
import { LocalPlacements } from "./local-placements";
import type { Refusal, Reply, Request } from "../contracts/continuum";
import { Page } from "./page";
import type { ExerciseContext } from "./controls";
import { ExerciseController } from "./exercise-controller";
import type { WordKey } from "./words";

export interface InitData {
  usage?: string;
  learner?: string;
}

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = claimShell(element, "ps-continuum", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  // The runtime gets the very object it gave: some find their address on it.
  const exercise = new ExerciseController(
    createApi<Request, Reply, Refusal>(runtime, element),
    readWords<WordKey>(shell),
    new LocalPlacements(usage, learner),
  );
  const context: ExerciseContext = {
    exercise,
    shell,
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(context.id(name))?.focus(),
  };
  let moves = 0;
  exercise.onChange(() => {
    render(<Page context={context} title={title} />, root);
    if (exercise.focusMoves === moves) return;
    moves = exercise.focusMoves;
    const heading = document.getElementById(context.id("now")) ?? document.getElementById(context.id("title"));
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "nearest" });
  });
  exercise.notify();
  openDetailsForPrint(shell);
  void exercise.load();
}
