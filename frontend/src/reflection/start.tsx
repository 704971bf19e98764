// Puts the page into the server's shell, once per shell.

import { render } from "preact";
import type { Runtime } from "../ui/api";
import { openForPrint } from "../ui/print";
import { takeShell } from "../ui/shell";
import { readWords } from "../ui/words";
import type { ReflectionKey } from "../contracts/reflection";
import { Page } from "./page";
import { Room } from "./reflection-controller";

export interface InitData { usage?: string; learner?: string }

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = takeShell(element, "ps-reflection", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  const room = new Room({
    runtime, element, shell,
    say: readWords<ReflectionKey>(shell),
    prefix,
    storage: `powerstruggle-reflection:${usage}:${learner}`,
    pageLang: document.documentElement.lang,
    drawn: (drawn) => render(<Page room={drawn} title={title} />, root),
  });
  room.draw();
  openForPrint(shell);
  room.open();
}
