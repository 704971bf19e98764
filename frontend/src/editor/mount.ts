// Puts an editor into the server's shell, once per shell: asks for what is to be edited, then opens a desk on it.

import { h, render, type ComponentChildren } from "preact";
import { claimShell } from "../ui/shell";
import { EditorController } from "./controller";
import { browserStorage, Autosave } from "./autosave/autosave";
import type { LoadAnswer } from "../contracts/editor";
import { createEditorApi, type EditorResult, type Runtime } from "./server";
import { LoadingView } from "./shell/loading-view";
import { EditorStore } from "./store";
import { withKeys, type TreeNode } from "./tree";
import { readWords, type EditorTranslate } from "./words";

/** Two keys, of the component and of who edits it: on a shared computer nobody is offered somebody else's unsaved work. */
export interface InitData {
  usage?: string;
  author?: string;
}

/** What an editor shows, and what is selected at its beginning; the whole tree, if nothing is said. */
export interface EditorSetup {
  createView: (controller: EditorController) => ComponentChildren;
  initialSelection?: (tree: TreeNode) => number;
}

export function mountEditor(
  { createView, initialSelection }: EditorSetup,
  runtime: Runtime,
  element: unknown,
  data: InitData | undefined,
): void {
  const { usage = "", author = "" } = data ?? {};
  const page = claimShell(element, "ps-editor", usage);
  if (!page) return;
  const { shell, root, prefix, title } = page;
  const t = readWords(shell);
  const server = createEditorApi(runtime, element);
  const autosave = new Autosave(
    `${usage}:${author}`,
    `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`,
    browserStorage(),
  );

  const load = async () => {
    render(h(LoadingView, { t, title }), root);
    const answer = await server.post<LoadAnswer>("editor_load", { document: {} });
    if (answer.kind !== "done") {
      render(h(LoadingView, { t, title, failed: loadFailureText(t, answer), again: () => void load() }), root);
      return;
    }
    const tree = withKeys(answer.data.tree);
    const store = new EditorStore(tree, initialSelection?.(tree));
    render(
      createView(
        new EditorController({ store, t, server, loaded: answer.data, autosave, runtime, prefix, title, author }),
      ),
      root,
    );
  };
  void load();
}

function loadFailureText(t: EditorTranslate, answer: Exclude<EditorResult<LoadAnswer>, { kind: "done" }>): string {
  if (answer.kind === "refused") return answer.error;
  return t(
    answer.kind === "network" ? "load_network" : answer.kind === "signed-out" ? "load_signed_out" : "load_server",
  );
}
