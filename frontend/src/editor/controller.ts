// One author at work on one component: the edits, the live check, what is kept in the browser, saving and leaving.

import { LiveCheck } from "./live-check";
import type { OpenOverlay, EditorContext, FocusTarget } from "./context";
import { Autosave, type SavedWork, type AutosaveState } from "./autosave/autosave";
import type { ConflictAnswer, LoadAnswer, SaveAnswer } from "../contracts/editor";
import type { EditorResult, Runtime, EditorApi } from "./server";
import { EditorStore } from "./store";
import { sectionKey, selectableKey, startOf, scenesOf } from "./selection";
import { toTreeData, children, withKeys, type TreeNode } from "./tree";
import { byteLength, toXml } from "./text/xml";
import type { EditorTranslate } from "./words";

/** Why the last save did not go through, and whether there is more to say than a sentence. */
export interface SaveFailure {
  kind: "network" | "signed-out" | "server" | "too-large" | "refused";
  sentence: string;
}

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
  /** A key of who edits, for what this browser keeps. */
  author?: string;
}

/** What a small dialog asks or tells before the author goes on. */
export type DialogRequest =
  /** `from` is the choice that shall lead to what is added. */
  | { kind: "add-scene" | "add-ending"; from?: number }
  | { kind: "add-choice" | "rename" | "connect" }
  | { kind: "delete"; branch: boolean }
  | { kind: "report"; title: string; sentences: string[] };

/** From here on the author is told how near the limit is. */
const nearLimitRatio = 0.8;
const autosaveDelayMs = 800;

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
  /** What was read out last; a number with it tells two equal sentences apart. */
  announcement = { sentence: "", turn: 0 };
  /** Whether the problem list is open below the panes. */
  showProblems = false;
  saving = false;
  savedAt: Date | null = null;
  saveFailure: SaveFailure | null = null;
  conflict: ConflictAnswer | null = null;
  /** Work from an earlier visit, while the author has not said what to do with it. */
  restorable: (SavedWork & { changes: string[] | null }) | null = null;
  autosaveState: AutosaveState = "kept";
  /** How full the component is, from 0 to 1. */
  fillRatio = 0;
  /** Whether anything was saved in this window: Studio then has to show the component anew. */
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

  /** Whether there is nothing to edit yet, so that something to begin from is offered. */
  private get isEmpty(): boolean {
    // A scenario's scenes, a reflection's questions, a continuum's events.
    return (
      !children(this.store.tree, "scene", "prompt", "statement").length && (this.loaded.templates?.length ?? 0) > 0
    );
  }

  id(name: string): string {
    return `${this.prefix}-${name}`;
  }

  get name(): string {
    return this.store.tree.attrs.display_name || this.title;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private notify(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private onStoreChange(): void {
    if (this.store.tree !== this.lastTree) {
      this.lastTree = this.store.tree;
      this.check.schedule(() => this.store.tree);
      this.scheduleAutosave();
    }
    this.notify();
  }

  announce(sentence: string): void {
    this.announcement = { sentence, turn: this.announcement.turn + 1 };
    this.notify();
  }

  select(key: number): void {
    this.store.select(key);
  }

  goTo(key: number, field: string | null = null): void {
    this.focusTarget = { key, field };
    const target = key < 0 ? key : selectableKey(this.store.tree, key);
    if (target === this.store.selected) this.notify();
    else this.store.select(target);
  }

  takeFocusTarget(): FocusTarget | null {
    const { focusTarget } = this;
    this.focusTarget = null;
    return focusTarget;
  }

  edit(what: string, change: (tree: TreeNode) => TreeNode, options: { field?: string; select?: number } = {}): void {
    const before = this.store.tree;
    this.store.edit(what, change, options);
    if (!options.field && this.store.tree !== before) this.announce(this.t("done_step", { what }));
  }

  undo(): void {
    const what = this.store.undoLabel;
    this.store.undo();
    this.announce(what ? this.t("undone", { what }) : this.t("nothing_to_undo"));
  }

  redo(): void {
    const what = this.store.redoLabel;
    this.store.redo();
    this.announce(what ? this.t("redone", { what }) : this.t("nothing_to_redo"));
  }

  openDialog(question: DialogRequest): void {
    this.dialogRequest = question;
    this.setOpen("question");
  }

  setOpen(open: OpenOverlay): void {
    this.open = open;
    this.notify();
  }

  toggleProblems(show = !this.showProblems): void {
    this.showProblems = show;
    this.notify();
  }

  /** Puts away the notice about a failed save. */
  dismissFailure(): void {
    this.saveFailure = null;
    this.notify();
  }

  replaceTree(what: string, tree: TreeNode): void {
    const first = scenesOf(tree).find((scene) => scene.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
    this.edit(what, () => tree, { select: first?.key ?? sectionKey("about") });
  }

  // --- unsaved work --------------------------------------------------------------------------------------------------

  private scheduleAutosave(): void {
    clearTimeout(this.autosaveTimer);
    this.autosaveTimer = setTimeout(() => this.autosaveNow(), autosaveDelayMs);
  }

  /** Keeps the work in the browser, or forgets what was kept once there is nothing unsaved. */
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

  /** The sentence on unsaved work, with what becomes of it. */
  get unsavedText(): string {
    return this.t(
      this.autosaveState === "kept"
        ? "unsaved"
        : this.autosaveState === "waiting"
          ? "unsaved_waiting"
          : "unsaved_unkept",
    );
  }

  get nearlyFull(): boolean {
    return this.fillRatio >= nearLimitRatio;
  }

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

  /** Goes on with the work that was kept (one step, so it can be undone), or throws it away. */
  resolveRestore(take: boolean): void {
    const { restorable } = this;
    if (!restorable) return;
    this.restorable = null;
    if (take) {
      // What the work began from stays what it was: a save then sees whether somebody else saved since.
      this.base = restorable.base;
      this.replaceTree(this.t("step_kept_work"), withKeys(restorable.tree));
    } else {
      this.autosave.drop(true);
      if (this.isEmpty) this.open = "templates";
    }
    this.autosaveNow();
    this.notify();
  }

  // --- saving --------------------------------------------------------------------------------------------------------

  /** Saves; with `close`, tells Studio afterwards, which closes the editor. Gives whether it went through. */
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
    // Studio shows a bar from "start" on until it hears of an end or an error.
    if (close) this.notifyRuntime("error", { title: this.t("not_saved"), message: why });
    return false;
  }

  private onSaved(tree: TreeNode, answer: SaveAnswer): void {
    this.base = answer.base;
    this.savedAt = this.clock();
    this.savedInSession = true;
    this.store.markSaved(tree);
    if (this.store.tree === tree) this.check.setAnswer(tree, answer);
    this.autosaveNow();
    this.announce(this.t("saved"));
  }

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

  /** Ends a conflict: mine is saved over theirs, theirs is taken (mine stays a step back), or the author goes on editing. */
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

  // --- leaving -------------------------------------------------------------------------------------------------------

  /** Whether there is a Studio around that closes the editor. */
  get canClose(): boolean {
    return typeof this.runtime.notify === "function";
  }

  /** Closes the editor. What is unsaved stays kept in this browser, or is thrown away. */
  close(throwAway = false): void {
    if (throwAway) {
      this.autosave.drop();
      this.store.markSaved(this.store.tree);
      clearTimeout(this.autosaveTimer);
    } else this.autosaveNow();
    this.open = null;
    if (this.savedInSession) {
      // Only this makes Studio draw the component anew.
      this.notifyRuntime("save", { state: "start" });
      this.notifyRuntime("save", { state: "end" });
    } else this.notifyRuntime("cancel", {});
    this.notify();
  }

  private notifyRuntime(name: string, data: object): void {
    try {
      this.runtime.notify?.(name, data);
    } catch (error) {
      console.error(error);
    }
  }
}
