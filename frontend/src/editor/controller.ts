// One author's work on one component: edits, check, autosave, saving and closing.

import type { ConflictAnswer, LoadAnswer, SaveAnswer } from "../contracts/editor";
import type { Autosave, AutosaveState, SavedWork } from "./autosave/autosave";
import type { EditorContext, FocusTarget, OpenOverlay } from "./context";
import type { DialogRequest, SaveFailure } from "./controller-types";
import { LiveCheck } from "./live-check";
import { scenesOf, sectionKey, selectableKey, startOf } from "./selection";
import type { EditorApi, EditorResult, Runtime } from "./server";
import type { EditorStore } from "./store";
import { byteLength, toXml } from "./text/xml";
import { children, type TreeNode, toTreeData, withKeys } from "./tree";
import type { EditorTranslate } from "./words";

/** What a controller is created from. */
export interface ControllerOptions {
  store: EditorStore;
  t: EditorTranslate;
  server: EditorApi;
  loaded: LoadAnswer;
  autosave: Autosave;
  runtime: Runtime;
  prefix: string;
  title: string;
  clock?: () => Date;
  /** A key of the author, for entries in the browser's storage. */
  author?: string;
}

/** From this fill ratio on the author is warned. */
const nearLimitRatio = 0.8;
/** Delay between an edit and its storage in the browser, in milliseconds. */
const autosaveDelayMs = 800;

/** Controls one editor. */
export class EditorController implements EditorContext {
  readonly store: EditorStore;
  readonly t: EditorTranslate;
  readonly server: EditorApi;
  readonly loaded: LoadAnswer;
  readonly check: LiveCheck;
  readonly title: string;
  base: string;
  open: OpenOverlay = null;
  dialogRequest: DialogRequest | null = null;
  focusTarget: FocusTarget | null = null;
  /** The last announcement; the number distinguishes equal sentences. */
  announcement = { sentence: "", turn: 0 };
  /** Whether the problem list is open below the panes. */
  showProblems = false;
  saving = false;
  savedAt: Date | null = null;
  saveFailure: SaveFailure | null = null;
  conflict: ConflictAnswer | null = null;
  /** Work of an earlier visit, until the author has decided about it. */
  restorable: (SavedWork & { changes: string[] | null }) | null = null;
  autosaveState: AutosaveState = "kept";
  /** How full the component is, from 0 to 1. */
  fillRatio = 0;
  /** Whether this window has saved: then Studio has to show the component again. */
  private savedInSession = false;
  readonly author: string;
  private readonly autosave: Autosave;
  private readonly runtime: Runtime;
  private readonly prefix: string;
  private readonly clock: () => Date;
  private listeners = new Set<() => void>();
  private autosaveTimer: ReturnType<typeof setTimeout> | undefined;
  private lastTree: TreeNode;

  constructor(given: ControllerOptions) {
    const { store, t, server, loaded, autosave, runtime, prefix, title, clock = () => new Date(), author = "" } = given;
    this.store = store;
    this.t = t;
    this.server = server;
    this.loaded = loaded;
    this.title = title;
    this.author = author;
    this.autosave = autosave;
    this.runtime = runtime;
    this.prefix = prefix;
    this.clock = clock;
    this.base = loaded.base;
    this.lastTree = store.tree;
    this.check = new LiveCheck(server, () => this.notify());
    this.check.setAnswer(store.tree, loaded);
    store.onChange(() => this.onStoreChange());
    this.offerRestore();
    if (this.isEmpty && !this.restorable) this.open = "templates";
  }

  /** Tell whether nothing was edited yet and templates can be offered. */
  private get isEmpty(): boolean {
    // Scenes of a scenario, questions of a reflection, statements of a continuum.
    return (
      !children(this.store.tree, "scene", "prompt", "statement").length && (this.loaded.templates?.length ?? 0) > 0
    );
  }

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
  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }

  /** Schedule check and autosave after an edit. */
  private onStoreChange(): void {
    if (this.store.tree !== this.lastTree) {
      this.lastTree = this.store.tree;
      this.check.schedule(() => this.store.tree);
      this.scheduleAutosave();
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
    this.store.select(key);
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
    const what = this.store.undoLabel;
    this.store.undo();
    this.announce(what ? this.t("undone", { what }) : this.t("nothing_to_undo"));
  }

  /** Redo the last undone step. */
  redo(): void {
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

  /** Close the notice about a failed save. */
  dismissFailure(): void {
    this.saveFailure = null;
    this.notify();
  }

  /** Replace the whole tree as one undoable step. */
  replaceTree(what: string, tree: TreeNode): void {
    const first = scenesOf(tree).find((scene) => scene.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
    this.edit(what, () => tree, { select: first?.key ?? sectionKey("about") });
  }

  // --- autosave ---

  /** Schedule the autosave. */
  private scheduleAutosave(): void {
    clearTimeout(this.autosaveTimer);
    this.autosaveTimer = setTimeout(() => this.autosaveNow(), autosaveDelayMs);
  }

  /** Store the work in the browser; without unsaved work, delete the entry. */
  autosaveNow(): void {
    clearTimeout(this.autosaveTimer);
    const before = this.autosaveState;
    if (this.restorable) this.autosaveState = this.store.dirty ? "waiting" : "kept";
    else if (this.store.dirty)
      this.autosaveState = this.autosave.write(this.base, toTreeData(this.store.tree), this.clock().toISOString());
    else this.autosave.drop();
    const limit = this.loaded.limits?.save_bytes ?? 0;
    const filled = limit ? byteLength(toXml(this.store.tree)) / limit : 0;
    const warns = filled >= nearLimitRatio !== this.fillRatio >= nearLimitRatio;
    this.fillRatio = filled;
    if (warns || this.autosaveState !== before) this.notify();
  }

  /** Return the sentence about unsaved work. */
  get unsavedText(): string {
    return this.t(
      this.autosaveState === "kept"
        ? "unsaved"
        : this.autosaveState === "waiting"
          ? "unsaved_waiting"
          : "unsaved_unkept",
    );
  }

  /** Tell whether the component is nearly full. */
  get nearlyFull(): boolean {
    return this.fillRatio >= nearLimitRatio;
  }

  /** Offer the work of an earlier visit if there is any. */
  private offerRestore(): void {
    const kept = this.autosave.read();
    if (!kept) return;
    if (JSON.stringify(kept.tree) === JSON.stringify(toTreeData(this.store.tree))) {
      this.autosave.drop(true);
      return;
    }
    this.restorable = { ...kept, changes: null };
    void this.server.post<{ changes: string[] }>("editor_compare", { document: { tree: kept.tree } }).then((answer) => {
      if (!this.restorable) return;
      this.restorable = { ...this.restorable, changes: answer.kind === "done" ? answer.data.changes : [] };
      this.notify();
    });
  }

  /** Continue with the work of an earlier visit (one undoable step), or delete it. */
  resolveRestore(take: boolean): void {
    const { restorable } = this;
    if (!restorable) return;
    this.restorable = null;
    if (take) {
      // The base stays that of the restored work: a save then notices a later save by others.
      this.base = restorable.base;
      this.replaceTree(this.t("step_kept_work"), withKeys(restorable.tree));
    } else {
      this.autosave.drop(true);
      if (this.isEmpty) this.open = "templates";
    }
    this.autosaveNow();
    this.notify();
  }

  // --- saving ---

  /** Save. With `close`, tell Studio afterwards, which closes the editor. Return whether it worked. */
  async save(close = false): Promise<boolean> {
    if (this.saving) return false;
    const tree = this.store.tree;
    this.saving = true;
    this.saveFailure = null;
    this.autosaveNow();
    this.notify();
    if (close) this.notifyRuntime("save", { state: "start" });
    const answer = await this.server.post<SaveAnswer>("editor_save", {
      document: { tree: toTreeData(tree), base: this.base },
    });
    this.saving = false;
    if (answer.kind === "done") {
      this.onSaved(tree, answer.data);
      if (close) this.notifyRuntime("save", { state: "end" });
      return true;
    }
    const why = this.onSaveFailed(tree, answer);
    // Studio shows a progress bar from "start" until "end" or an error.
    if (close) this.notifyRuntime("error", { title: this.t("not_saved"), message: why });
    return false;
  }

  /** Apply a successful save. */
  private onSaved(tree: TreeNode, answer: SaveAnswer): void {
    this.base = answer.base;
    this.savedAt = this.clock();
    this.savedInSession = true;
    this.store.markSaved(tree);
    if (this.store.tree === tree) this.check.setAnswer(tree, answer);
    this.autosaveNow();
    this.announce(this.t("saved"));
  }

  /** Apply a failed save; return its message. */
  private onSaveFailed(tree: TreeNode, answer: Exclude<EditorResult<SaveAnswer>, { kind: "done" }>): string {
    if (answer.kind === "refused" && answer.status === 409 && answer.data.tree) {
      this.conflict = answer.data as unknown as ConflictAnswer;
      this.open = "conflict";
      this.notify();
      return this.t("conflict_title");
    }
    if (answer.kind === "refused" && Array.isArray(answer.data.problems) && this.store.tree === tree) {
      this.check.setAnswer(tree, answer.data as unknown as SaveAnswer);
    }
    this.saveFailure = this.saveFailureOf(answer);
    this.notify();
    return this.saveFailure.sentence;
  }

  /** Return the failure for a request's result. */
  private saveFailureOf(answer: Exclude<EditorResult<SaveAnswer>, { kind: "done" }>): SaveFailure {
    if (answer.kind === "refused") return { kind: "refused", sentence: answer.error };
    const kind = answer.kind === "stopped" ? "network" : answer.kind;
    const words = {
      network: "trouble_network",
      "signed-out": "trouble_signed_out",
      server: "trouble_server",
      "too-large": "trouble_too_large",
    } as const;
    return { kind, sentence: this.t(words[kind]) };
  }

  /** Resolve a conflict: save this author's version, take the other one (as an undoable step), or decide later. */
  async resolveConflict(how: "mine" | "theirs" | "later"): Promise<void> {
    const { conflict } = this;
    this.conflict = null;
    this.open = null;
    if (!conflict || how === "later") return this.notify();
    this.base = conflict.base;
    if (how === "mine") {
      await this.save();
      return;
    }
    const theirs = withKeys(conflict.tree);
    this.replaceTree(this.t("step_theirs"), theirs);
    this.store.markSaved(theirs);
  }

  // --- closing ---

  /** Tell whether the platform can close the editor. */
  get canClose(): boolean {
    return typeof this.runtime.notify === "function";
  }

  /** Close the editor. Unsaved work stays in the browser's storage unless `throwAway` is set. */
  close(throwAway = false): void {
    if (throwAway) {
      this.autosave.drop();
      this.store.markSaved(this.store.tree);
      clearTimeout(this.autosaveTimer);
    } else this.autosaveNow();
    this.open = null;
    if (this.savedInSession) {
      // Only this makes Studio render the component again.
      this.notifyRuntime("save", { state: "start" });
      this.notifyRuntime("save", { state: "end" });
    } else this.notifyRuntime("cancel", {});
    this.notify();
  }

  /** Send a notification to Studio. */
  private notifyRuntime(name: string, data: object): void {
    try {
      this.runtime.notify?.(name, data);
    } catch (error) {
      console.error(error);
    }
  }
}
