// The tree, the undo history and the selection.

import type { TreeNode } from "./tree";

/** The number of steps that can be undone; trees share unchanged parts, so a step needs little memory. */
const maxSteps = 500;

/** Edits of one field within this time are one step, in milliseconds. */
const joinWithinMs = 1500;

interface UndoStep {
  tree: TreeNode;
  selected: number;
  /** The name of the edit, for the undo button. */
  what: string;
}

/** The author's work on one tree. */
export class EditorStore {
  private past: UndoStep[] = [];
  private future: UndoStep[] = [];
  private listeners = new Set<() => void>();
  private last = { field: "", at: 0 };
  /** The tree as it was loaded or last saved. */
  saved: TreeNode;

  constructor(
    public tree: TreeNode,
    public selected = tree.key,
    private now: () => number = Date.now,
  ) {
    this.saved = tree;
  }

  /** Tell whether there is unsaved work. */
  get dirty(): boolean {
    return this.tree !== this.saved;
  }

  /** Return the number of steps that can be undone. */
  get undoDepth(): number {
    return this.past.length;
  }

  /** Return the name of the step that undo takes back; null when there is none. */
  get undoLabel(): string | null {
    return this.past.at(-1)?.what ?? null;
  }

  /** Return the name of the step that redo brings back; null when there is none. */
  get redoLabel(): string | null {
    return this.future.at(-1)?.what ?? null;
  }

  /**
   * Set a new tree as one undoable step. `what` names it ("Delete scene"); edits with the same `field` in quick
   * succession are joined; `select` is selected afterwards.
   */
  edit(what: string, change: (tree: TreeNode) => TreeNode, { field = "", select = this.selected } = {}): void {
    const tree = change(this.tree);
    if (tree === this.tree && select === this.selected) return;
    if (tree !== this.tree) {
      const at = this.now();
      const joins =
        field !== "" && field === this.last.field && at - this.last.at < joinWithinMs && this.past.length > 0;
      if (!joins) this.past.push({ tree: this.tree, selected: this.selected, what });
      if (this.past.length > maxSteps) this.past.shift();
      this.last = { field, at };
      this.future = [];
    }
    this.tree = tree;
    this.selected = select;
    this.notify();
  }

  /** Select a key. */
  select(key: number): void {
    if (key === this.selected) return;
    this.selected = key;
    this.last = { field: "", at: 0 };
    this.notify();
  }

  /** Undo the last step. */
  undo(): void {
    this.restore(this.past, this.future);
  }

  /** Redo the last undone step. */
  redo(): void {
    this.restore(this.future, this.past);
  }

  /** Move one step from one history to the other. */
  private restore(from: UndoStep[], to: UndoStep[]): void {
    const step = from.pop();
    if (!step) return;
    to.push({ tree: this.tree, selected: this.selected, what: step.what });
    this.tree = step.tree;
    this.selected = step.selected;
    this.last = { field: "", at: 0 };
    this.notify();
  }

  /** Note that this tree is saved. */
  markSaved(tree: TreeNode): void {
    this.saved = tree;
    this.notify();
  }

  /** Call `listener` after each change; return the function that ends this. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Call all listeners. */
  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
