// What an author does in the editor: edit, undo, select, and open what lies over the panes. Nothing is stored here.

import type { EditorContext, FocusTarget, OpenOverlay } from "./context";
import type { DialogRequest, LoadedComponent } from "./controller-types";
import { LiveCheck } from "./live-check";
import { scenesOf, sectionKey, selectableKey, startOf } from "./selection";
import type { EditorApi } from "./server";
import type { EditorStore } from "./store";
import type { TreeNode } from "./tree";
import type { EditorTranslate } from "./words";

/** What editing begins with. */
export interface EditingOptions {
  store: EditorStore;
  t: EditorTranslate;
  server: EditorApi;
  loaded: LoadedComponent;
  prefix: string;
  title: string;
}

const noIds: ReadonlySet<string> = new Set();

/** The state of one editor as its panels see and change it. */
export abstract class Editing implements EditorContext {
  readonly store: EditorStore;
  readonly t: EditorTranslate;
  readonly server: EditorApi;
  readonly loaded: LoadedComponent;
  readonly check: LiveCheck;
  readonly title: string;
  abstract base: string;
  open: OpenOverlay = null;
  dialogRequest: DialogRequest | null = null;
  focusTarget: FocusTarget | null = null;
  /** The last announcement; the number distinguishes equal sentences. */
  announcement = { sentence: "", turn: 0 };
  /** Whether the problem list is open below the panes. */
  showProblems = false;
  /** Whether the script stands in the place of the map. */
  writing = false;
  /** Reads what is being typed in the Write pane; null while it is not open. */
  flushWriting: (() => void) | null = null;
  private readonly prefix: string;
  /** What was selected together, and the key that was selected then: another selection ends it. */
  private pickedTogether: { ids: ReadonlySet<string>; key: number } = { ids: noIds, key: 0 };
  private listeners = new Set<() => void>();
  private lastTree: TreeNode;

  constructor({ store, t, server, loaded, prefix, title }: EditingOptions) {
    this.store = store;
    this.t = t;
    this.server = server;
    this.loaded = loaded;
    this.title = title;
    this.prefix = prefix;
    this.lastTree = store.tree;
    this.check = new LiveCheck(server, () => this.notify());
    this.check.setAnswer(store.tree, loaded);
    store.onChange(() => this.onStoreChange());
  }

  /** Called after each edit, before the listeners. */
  protected abstract onEdited(): void;

  /** Return a DOM id that no other block on the page has. */
  id(name: string): string {
    return `${this.prefix}-${name}`;
  }

  /** Return the component's title. */
  get name(): string {
    return this.store.tree.attrs.display_name || this.title;
  }

  /** Call `listener` after each change; return the function that ends this. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Call all listeners. */
  protected notify(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Schedule the check after an edit, and tell of every change. */
  private onStoreChange(): void {
    if (this.store.tree !== this.lastTree) {
      this.lastTree = this.store.tree;
      this.check.schedule(() => this.store.tree);
      this.onEdited();
    }
    this.notify();
  }

  /** Announce a sentence to screen readers. */
  announce(sentence: string): void {
    this.announcement = { sentence, turn: this.announcement.turn + 1 };
    this.notify();
  }

  /** Select an element or a section. */
  select(key: number): void {
    const wereSeveral = this.several.size > 0;
    this.pickedTogether = { ids: noIds, key };
    if (wereSeveral && key === this.store.selected) this.notify();
    else this.store.select(key);
  }

  /** Select several scenes and endings by their ids, one of them as what the form shows. */
  pickSeveral(ids: ReadonlySet<string>, key: number): void {
    this.store.select(key);
    this.pickedTogether = { ids, key };
    this.notify();
  }

  /** Return the ids of several selected scenes and endings; empty when only one thing is selected. */
  get several(): ReadonlySet<string> {
    const { ids, key } = this.pickedTogether;
    return ids.size > 1 && key === this.store.selected ? ids : noIds;
  }

  /** Select an element and focus a field of its form. */
  goTo(key: number, field: string | null = null): void {
    this.focusTarget = { key, field };
    const target = key < 0 ? key : selectableKey(this.store.tree, key);
    if (target === this.store.selected) this.notify();
    else this.store.select(target);
  }

  /** Return the requested focus, once. */
  takeFocusTarget(): FocusTarget | null {
    const { focusTarget } = this;
    this.focusTarget = null;
    return focusTarget;
  }

  /** Make one undoable step and announce it. */
  edit(what: string, change: (tree: TreeNode) => TreeNode, options: { field?: string; select?: number } = {}): void {
    const before = this.store.tree;
    this.store.edit(what, change, options);
    if (!options.field && this.store.tree !== before) this.announce(this.t("done_step", { what }));
  }

  /** Undo the last step. */
  undo(): void {
    this.flushWriting?.();
    const what = this.store.undoLabel;
    this.store.undo();
    this.announce(what ? this.t("undone", { what }) : this.t("nothing_to_undo"));
  }

  /** Redo the last undone step. */
  redo(): void {
    this.flushWriting?.();
    const what = this.store.redoLabel;
    this.store.redo();
    this.announce(what ? this.t("redone", { what }) : this.t("nothing_to_redo"));
  }

  /** Open a small dialog. */
  openDialog(question: DialogRequest): void {
    this.dialogRequest = question;
    this.setOpen("question");
  }

  /** Open or close an overlay. */
  setOpen(open: OpenOverlay): void {
    this.open = open;
    this.notify();
  }

  /** Show or hide the problem list. */
  toggleProblems(show = !this.showProblems): void {
    this.showProblems = show;
    this.notify();
  }

  /** Show the script or the map. */
  toggleWriting(writing = !this.writing): void {
    this.writing = writing;
    this.notify();
  }

  /** Replace the whole tree as one undoable step. */
  replaceTree(what: string, tree: TreeNode): void {
    const first = scenesOf(tree).find((scene) => scene.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
    this.edit(what, () => tree, { select: first?.key ?? sectionKey("about") });
    this.check.attention.revealAll();
  }
}
