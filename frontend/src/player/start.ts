// Starts the page in the server's shell, once per shell.

import { createApi } from "../ui/api";
import type { Runtime } from "../ui/handler-request";
import { openDetailsForPrint } from "../ui/print";
import { type BlockInitData, claimShell } from "../ui/shell";
import { createTranslate, readTexts } from "../ui/words";
import { LocalNotes } from "./local-notes";
import { mountPage } from "./page";
import { PlayController } from "./play-controller";

/** Start the scenario page. */
export function start(runtime: Runtime, element: unknown, data: BlockInitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = claimShell(element, "ps-scenario", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  const words = readTexts(shell);
  const t = createTranslate(words);
  const notes = new LocalNotes(usage, learner);
  const pageLang = shell.closest("[lang]")?.getAttribute("lang") ?? "";
  // The runtime gets the object that it passed: some runtimes look up their address on it.
  const play = new PlayController(createApi(runtime, element), t, notes, pageLang, words);
  mountPage({ t, play, notes, shell, root, prefix, title });
  openDetailsForPrint(shell);
  void play.load();
}
