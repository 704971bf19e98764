// Entry point of the Write pane, a script of its own that is loaded when the pane is first opened.

import type { TreeData } from "../../contracts/tree";
import type { EditorController } from "../controller";
import type { TreeNode } from "../tree";
import { WritePane } from "./pane";

/** What the editor has of an open Write pane. */
export interface OpenWritePane {
  /** Read what is being typed, as if its line were left. */
  flush(): void;
  focus(): void;
  close(): void;
}

declare global {
  interface Window {
    PowerStruggleWrite?: (
      controller: EditorController,
      root: HTMLElement,
      withKeys: (data: TreeData) => TreeNode,
    ) => OpenWritePane;
  }
}

window.PowerStruggleWrite = (controller, root, withKeys) => new WritePane(controller, root, withKeys);
