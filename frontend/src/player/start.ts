// Puts the page into the server's shell, once per shell.

import { asker, type Runtime } from "../ui/api";
import { Diary } from "./local-notes";
import { openPage } from "./page";
import { Play } from "./play-controller";
import { openForPrint } from "../ui/print";
import { takeShell } from "../ui/shell";
import { readWords } from "../ui/words";

export interface InitData { usage?: string; learner?: string }

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const { usage = "", learner = "" } = data ?? {};
  const page = takeShell(element, "ps-scenario", usage);
  if (!page) return;
  const { shell, root, title, prefix } = page;
  const say = readWords(shell);
  const diary = new Diary(usage, learner);
  const pageLang = shell.closest("[lang]")?.getAttribute("lang") ?? "";
  // The runtime gets the very object it gave: some find their address on it.
  const play = new Play(asker(runtime, element), say, diary, pageLang);
  openPage({ say, play, diary, shell, root, prefix, title });
  openForPrint(shell);
  void play.open();
}
