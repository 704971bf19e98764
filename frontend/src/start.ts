// Puts the page into the server's shell, once per shell.

import { asker, type Runtime } from "./api";
import { Diary } from "./diary";
import { openPage } from "./page";
import { Play } from "./play";
import { openForPrint } from "./print";
import { readWords } from "./words";

export interface InitData { usage?: string; learner?: string }

/** Marks a shell as taken. On the node itself, so that it holds between two copies of this script. */
const mark = "psStarted";
let blocks = 0;

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(".ps-scenario") ? outer : outer.querySelector?.(".ps-scenario");
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || mark in shell.dataset) return;
  shell.dataset[mark] = "";

  const { usage = "", learner = "" } = data ?? {};
  const say = readWords(shell);
  const diary = new Diary(usage, learner);
  const pageLang = shell.closest("[lang]")?.getAttribute("lang") ?? "";
  // The runtime gets the very object it gave: some find their address on it.
  const play = new Play(asker(runtime, element), say, diary, pageLang);
  // The counter keeps ids apart even where one block stands on a page twice.
  const prefix = `ps${++blocks}-${usage.replace(/[^A-Za-z0-9]+/g, "-")}`;
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  root.textContent = "";
  openPage({ say, play, diary, shell, root, prefix, title });
  openForPrint(shell);
  void play.open();
}
