// Starts an editor in the server's shell, once per shell: loads the component and renders the editor.

import { type ComponentChildren, h, render } from "preact";
import { claimShell } from "../ui/shell";
import { Autosave } from "./autosave/autosave";
import { EditorController } from "./controller";
import type { LoadedComponent } from "./controller-types";
import { createEditorApi, type EditorResult, type Runtime } from "./server";
import { LoadingView } from "./shell/loading-view";
import { EditorStore } from "./store";
import { type TreeNode, withKeys } from "./tree";
import { type EditorTranslate, readWords } from "./words";

/** Keys of the component and of the author: on a shared computer nobody is offered another author's unsaved work. */
export interface InitData {
  usage?: string;
  author?: string;
}

/** How an editor is rendered, and its initial selection; the root without it. */
export interface EditorSetup {
  createView: (controller: EditorController) => ComponentChildren;
  initialSelection?: (tree: TreeNode) => number;
}

/** Load the component and render its editor. */
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
  );

  const load = async () => {
    render(h(LoadingView, { t, title }), root);
    const answer = await server.post<LoadedComponent>("editor_load", { document: {} });
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

/** Return the message about a failed load. */
function loadFailureText(t: EditorTranslate, answer: Exclude<EditorResult<LoadedComponent>, { kind: "done" }>): string {
  if (answer.kind === "refused") return answer.error;
  return t(
    answer.kind === "network" ? "load_network" : answer.kind === "signed-out" ? "load_signed_out" : "load_server",
  );
}
