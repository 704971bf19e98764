// Puts a small component's editor into the server's shell, once per shell.

import { h, render } from "preact";
import { Desk } from "../editor/desk";
import { orders } from "../editor/forms/spot";
import { browserStorage, Keep } from "../editor/keep/keep";
import type { LoadAnswer } from "../editor/server/answers";
import { serverAt, type Runtime } from "../editor/server/server";
import { Opening } from "../editor/shell/opening";
import { Store } from "../editor/store";
import { keyed } from "../editor/tree";
import { readWords } from "../editor/words";
import { SmallApp, type Form } from "./app";

export interface InitData { usage?: string; title?: string }

export interface SmallEditor {
  form: Form;
  /** The order in which elements stand in the file, by what is around them. */
  orders: Record<string, readonly string[]>;
}

const mark = "psStarted";
let editors = 0;

export function startSmall(editor: SmallEditor, runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(".ps-editor") ? outer : outer.querySelector?.(".ps-editor");
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || mark in shell.dataset) return;
  shell.dataset[mark] = "";

  const say = readWords(shell);
  const server = serverAt(runtime, element);
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  const prefix = `pse${++editors}`;
  const keep = new Keep(data?.usage ?? "", `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, browserStorage());
  Object.assign(orders, editor.orders);
  root.textContent = "";

  const load = async () => {
    render(h(Opening, { say, title }), root);
    const answer = await server.post<LoadAnswer>("editor_load", { document: {} });
    if (answer.kind === "done") {
      const tree = keyed(answer.data.tree);
      const desk = new Desk({ store: new Store(tree), say, server, loaded: answer.data, keep, runtime, prefix, title });
      render(h(SmallApp, { desk, form: editor.form }), root);
      return;
    }
    const failed = answer.kind === "refused" ? answer.error
      : say(answer.kind === "network" ? "load_network" : answer.kind === "signed-out" ? "load_signed_out" : "load_server");
    render(h(Opening, { say, title, failed, again: () => void load() }), root);
  };
  void load();
}
