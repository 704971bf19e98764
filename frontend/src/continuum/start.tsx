// Starts the page in the server's shell, once per shell, and moves the focus after the learner's actions.

import { render } from "preact";
import type { Refusal, Reply, Request } from "../contracts/continuum";
import { createApi } from "../ui/api";
import type { Runtime } from "../ui/handler-request";
import { landOn } from "../ui/landing";
import { openDetailsForPrint } from "../ui/print";
import { type BlockInitData, claimShell } from "../ui/shell";
import { readWords } from "../ui/words";
import type { ExerciseContext } from "./controls";
import { ExerciseController } from "./exercise-controller";
import { LocalPlacements } from "./local-placements";
import { Page } from "./page";
import type { ContinuumKey } from "./words";

/** Start the continuum page. */
export function start(runtime: Runtime, element: unknown, data: BlockInitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = claimShell(element, "ps-continuum", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  // The runtime gets the object that it passed: some runtimes look up their address on it.
  const exercise = new ExerciseController(
    createApi<Request, Reply, Refusal>(runtime, element),
    readWords<ContinuumKey>(shell),
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
    if (heading) landOn(heading, "nearest");
  });
  exercise.notify();
  openDetailsForPrint(shell);
  void exercise.load();
}
