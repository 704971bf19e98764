// Puts the editor into the server's shell, once per shell: asks for the scenario, then opens a desk on it.

import { h, render } from "preact";
import { Desk } from "./desk";
import { browserStorage, Keep } from "./keep/keep";
import type { LoadAnswer } from "./server/answers";
import { serverAt, type Answer, type Runtime } from "./server/server";
import { App } from "./shell/app";
import { Opening } from "./shell/opening";
import { Store } from "./store";
import { scenesOf, sectionKey, startOf } from "./subject";
import { keyed, type Node } from "./tree";
import { readWords } from "./words";

export interface InitData { usage?: string; title?: string }

/** Marks a shell as taken. On the node itself, so that it holds between two copies of this script. */
const mark = "psStarted";
let editors = 0;

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(".ps-editor") ? outer : outer.querySelector?.(".ps-editor");
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || mark in shell.dataset) return;
  shell.dataset[mark] = "";

  const { usage = "", title = "" } = data ?? {};
  const say = readWords(shell);
  const server = serverAt(runtime, element);
  const prefix = `pe${++editors}`;
  const keep = new Keep(usage, `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, browserStorage());
  root.textContent = "";

  const open = (loaded: LoadAnswer) => {
    const tree = keyed(loaded.tree);
    const store = new Store(tree, firstOf(tree));
    const desk = new Desk({ store, say, server, loaded, keep, runtime, prefix, title });
    render(h(App, { desk }), root);
  };
  const load = async () => {
    render(h(Opening, { say, title }), root);
    const answer = await server.post<LoadAnswer>("editor_load", { document: {} });
    if (answer.kind === "done") open(answer.data);
    else render(h(Opening, { say, title, failed: sentenceFor(answer), again: () => void load() }), root);
  };
  const sentenceFor = (answer: Exclude<Answer<LoadAnswer>, { kind: "done" }>): string => {
    if (answer.kind === "refused") return answer.error;
    return say(answer.kind === "network" ? "load_network" : answer.kind === "signed-out" ? "load_signed_out" : "load_server");
  };
  void load();
}

function firstOf(tree: Node): number {
  const scene = scenesOf(tree).find((found) => found.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
  return scene?.key ?? sectionKey("about");
}
