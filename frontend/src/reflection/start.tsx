// Starts the page in the server's shell, once per shell.

import { render } from "preact";
import type { Runtime } from "../ui/handler-request";
import { openDetailsForPrint } from "../ui/print";
import { type BlockInitData, claimShell } from "../ui/shell";
import { readWords } from "../ui/words";
import { Page } from "./page";
import { ReflectionController } from "./reflection-controller";
import type { ReflectionKey } from "./words";

/** Start the reflection page. */
export function start(runtime: Runtime, element: unknown, data: BlockInitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = claimShell(element, "ps-reflection", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  const controller = new ReflectionController({
    runtime,
    element,
    shell,
    t: readWords<ReflectionKey>(shell),
    prefix,
    storage: `powerstruggle-reflection:${usage}:${learner}`,
    pageLang: document.documentElement.lang,
    onRender: (drawn) => render(<Page controller={drawn} title={title} />, root),
  });
  controller.render();
  openDetailsForPrint(shell);
  controller.load();
}
