// One author's work on one tree: the tree now, every step back and forth, and what is selected.

import type { TreeNode } from "./tree";

/** How far back one can go; a tree shares what an edit left alone, so a step weighs little. */
export const maxSteps = 500;

/** Edits of one field within this time are one step. */
const joinWithinMs = 1500;

interface UndoStep {
  tree: TreeNode;
  selected: number;
  /** What the edit that led to the next step was, in words for the undo button. */
  what: string;
}

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

  get dirty(): boolean {
    return this.tree !== this.saved;
  }

  /** How many steps can be undone. */
  get undoDepth(): number {
    return this.past.length;
  }

  /** What undo or redo would take back or bring back, in words; null where there is nothing. */
  get undoLabel(): string | null {
    return this.past.at(-1)?.what ?? null;
  }

  get redoLabel(): string | null {
    return this.future.at(-1)?.what ?? null;
  }

  /**
   * Puts a new tree in place as one step that can be undone. `what` names it ("Delete scene"); `field`, where given, joins it
   * with an edit of the same field just before. `select` is what is selected afterwards.
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

  select(key: number): void {
    if (key === this.selected) return;
    this.selected = key;
    this.last = { field: "", at: 0 };
    this.notify();
  }

  undo(): void {
    this.restore(this.past, this.future);
  }

  redo(): void {
    this.restore(this.future, this.past);
  }

  private restore(from: UndoStep[], to: UndoStep[]): void {
    const step = from.pop();
    if (!step) return;
    to.push({ tree: this.tree, selected: this.selected, what: step.what });
    this.tree = step.tree;
    this.selected = step.selected;
    this.last = { field: "", at: 0 };
    this.notify();
  }

  markSaved(tree: TreeNode): void {
    this.saved = tree;
    this.notify();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
