// Puts an editor into the server's shell, once per shell: asks for what is to be edited, then opens a desk on it.

import { h, render, type ComponentChildren } from "preact";
import { takeShell } from "../ui/shell";
import { Desk } from "./controller";
import { browserStorage, Keep } from "./autosave/autosave";
import type { LoadAnswer } from "../contracts/editor";
import { serverAt, type Answer, type Runtime } from "./server";
import { Opening } from "./shell/loading-view";
import { Store } from "./store";
import { keyed, type Node } from "./tree";
import { readWords, type Say } from "./words";

/** Two keys, of the component and of who edits it: on a shared computer nobody is offered somebody else's unsaved work. */
export interface InitData { usage?: string; author?: string }

/** What an editor shows, and what is selected at its beginning; the whole tree, if nothing is said. */
export interface Shows { draw: (desk: Desk) => ComponentChildren; first?: (tree: Node) => number }

export function beginEditor({ draw, first }: Shows, runtime: Runtime, element: unknown, data: InitData | undefined): void {
  const { usage = "", author = "" } = data ?? {};
  const page = takeShell(element, "ps-editor", usage);
  if (!page) return;
  const { shell, root, prefix, title } = page;
  const say = readWords(shell);
  const server = serverAt(runtime, element);
  const keep = new Keep(`${usage}:${author}`, `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`, browserStorage());

  const load = async () => {
    render(h(Opening, { say, title }), root);
    const answer = await server.post<LoadAnswer>("editor_load", { document: {} });
    if (answer.kind !== "done") {
      render(h(Opening, { say, title, failed: whyNot(say, answer), again: () => void load() }), root);
      return;
    }
    const tree = keyed(answer.data.tree);
    const store = new Store(tree, first?.(tree));
    render(draw(new Desk({ store, say, server, loaded: answer.data, keep, runtime, prefix, title, author })), root);
  };
  void load();
}

function whyNot(say: Say, answer: Exclude<Answer<LoadAnswer>, { kind: "done" }>): string {
  if (answer.kind === "refused") return answer.error;
  return say(answer.kind === "network" ? "load_network" : answer.kind === "signed-out" ? "load_signed_out" : "load_server");
}
