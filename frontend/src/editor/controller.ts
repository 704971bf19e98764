// One author's work on one component, kept: autosave, saving and closing. What the author does to it is in `editing.ts`.

import type { ConflictAnswer, LastValidAnswer, SaveAnswer } from "../contracts/editor";
import type { Autosave, AutosaveState, SavedWork } from "./autosave/autosave";
import type { SaveFailure } from "./controller-types";
import { Editing, type EditingOptions } from "./editing";
import { contentOf } from "./merge/align";
import { Joining } from "./merge/joining";
import type { Side } from "./merge/merge";
import { type FailedSave, saveFailureOf } from "./save-failure";
import type { Runtime } from "./server";
import { byteLength, toXml } from "./text/xml";
import { children, type TreeNode, toTreeData, withKeys } from "./tree";

/** What a controller is created from. */
export interface ControllerOptions extends EditingOptions {
  autosave: Autosave;
  runtime: Runtime;
  clock?: () => Date;
  /** A key of the author, for entries in the browser's storage. */
  author?: string;
}

/** From this fill ratio on the author is warned. */
const nearLimitRatio = 0.8;
/** Delay between an edit and its storage in the browser, in milliseconds. */
const autosaveDelayMs = 800;

/** Controls one editor. */
export class EditorController extends Editing {
  base: string;
  saving = false;
  savedAt: Date | null = null;
  saveFailure: SaveFailure | null = null;
  conflict: ConflictAnswer | null = null;
  /** Joins what others saved meanwhile. */
  readonly joining: Joining;
  /** Told after a save that joined another one's: whether the two together are unfinished. */
  joined: { unfinished: boolean } | null = null;
  /** Whether what is stored is a draft, which learners don't get. */
  draft: boolean;
  /** Whether learners get a text, the last one without errors. */
  hasValid: boolean;
  draftNoticeClosed = false;
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
  private readonly clock: () => Date;
  private autosaveTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(given: ControllerOptions) {
    super(given);
    const { store, loaded, autosave, runtime, clock = () => new Date(), author = "" } = given;
    this.author = author;
    this.autosave = autosave;
    this.runtime = runtime;
    this.clock = clock;
    this.base = loaded.base;
    this.draft = loaded.draft;
    this.hasValid = loaded.has_valid;
    this.joining = new Joining(store.tree);
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

  // --- autosave ---

  /** Schedule the autosave. */
  protected override onEdited(): void {
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
      if (this.base !== restorable.base) this.joining.base = null;
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

  /** Close the notice about a failed save. */
  dismissFailure(): void {
    this.saveFailure = null;
    this.notify();
  }

  /** Save. With `close`, tell Studio afterwards, which closes the editor. Return whether it worked. */
  async save(close = false): Promise<boolean> {
    if (this.saving) return false;
    this.flushWriting?.();
    const tree = this.store.tree;
    this.saving = true;
    this.saveFailure = null;
    this.check.attention.revealAll();
    this.autosaveNow();
    this.notify();
    if (close) this.notifyRuntime("save", { state: "start" });
    const answer = await this.server.post<SaveAnswer>("editor_save", {
      document: { tree: toTreeData(tree), base: this.base },
    });
    this.saving = false;
    if (answer.kind === "refused" && answer.status === 409 && answer.data.tree) {
      this.conflict = answer.data as unknown as ConflictAnswer;
      const theirs = withKeys(this.conflict.tree);
      const joined = this.joining.join(this.store.tree, theirs);
      if (joined) return this.saveJoined(joined, theirs, close);
    }
    if (answer.kind === "done") {
      this.onSaved(tree, answer.data);
      if (close) this.notifyRuntime("save", { state: "end" });
      return true;
    }
    const why = this.onSaveFailed(answer);
    // Studio shows a progress bar from "start" until "end" or an error.
    if (close) this.notifyRuntime("error", { title: this.t("not_saved"), message: why });
    return false;
  }

  /** Save one's own work with what somebody else saved meanwhile, as one undoable step, and tell it. */
  private async saveJoined(tree: TreeNode, theirs: TreeNode, close: boolean): Promise<boolean> {
    const { conflict } = this;
    if (!conflict) return false;
    this.conflict = null;
    this.open = null;
    this.base = conflict.base;
    this.joining.base = theirs;
    const brings = contentOf(tree) !== contentOf(this.store.tree);
    if (brings) this.edit(this.t("step_joined"), () => tree);
    const wasDraft = this.draft || conflict.draft;
    const done = await this.save(close);
    if (!done) return false;
    // Where all that was asked about stayed one's own, nothing of theirs is in.
    if (!brings) return true;
    this.joined = { unfinished: this.draft && !wasDraft };
    this.showProblems ||= this.joined.unfinished;
    this.announce(this.t("joined"));
    return true;
  }

  /** Close the sentence about another author's changes. */
  closeJoined(): void {
    this.joined = null;
    this.notify();
  }

  /** Join the two versions with an author's decisions, and save. */
  async settleConflict(decide: (id: string) => Side): Promise<void> {
    const { question } = this.joining;
    const joined = question && this.joining.join(this.store.tree, question.theirs, decide);
    if (joined) await this.saveJoined(joined, question.theirs, false);
  }

  /** Apply a successful save. */
  private onSaved(tree: TreeNode, answer: SaveAnswer): void {
    this.base = answer.base;
    this.joining.base = tree;
    this.joined = null;
    this.noteDraft(answer);
    this.savedAt = this.clock();
    this.savedInSession = true;
    this.store.markSaved(tree);
    if (this.store.tree === tree) this.check.setAnswer(tree, answer);
    this.autosaveNow();
    this.announce(this.t(answer.draft ? "saved_draft" : "saved"));
  }

  /** Note whether what is stored is a draft; a new draft is told again. */
  private noteDraft({ draft, has_valid }: { draft: boolean; has_valid: boolean }): void {
    if (!this.draft) this.draftNoticeClosed = false;
    this.draft = draft;
    this.hasValid = has_valid;
  }

  /** Close the notice about the draft. */
  closeDraftNotice(): void {
    this.draftNoticeClosed = true;
    this.notify();
  }

  /** Go on from what learners get, as one undoable step; the draft is gone with the next save. */
  async takeLastValid(): Promise<void> {
    const answer = await this.server.post<LastValidAnswer>("editor_last_valid", { document: {} });
    if (answer.kind === "done") this.replaceTree(this.t("step_last_valid"), withKeys(answer.data.tree));
    else this.announce(saveFailureOf(answer, this.t).sentence);
  }

  /** Apply a failed save; return its message. */
  private onSaveFailed(answer: FailedSave): string {
    if (this.conflict) {
      this.open = "conflict";
      this.notify();
      return this.t("conflict_title");
    }
    this.saveFailure = saveFailureOf(answer, this.t);
    this.notify();
    return this.saveFailure.sentence;
  }

  /** Resolve a conflict: save this author's version, take the other one (as an undoable step), or decide later. */
  async resolveConflict(how: "mine" | "theirs" | "later"): Promise<void> {
    const { conflict } = this;
    this.conflict = null;
    this.open = null;
    if (!conflict || how === "later") return this.notify();
    this.base = conflict.base;
    const theirs = withKeys(conflict.tree);
    this.joining.base = theirs;
    if (how === "mine") {
      await this.save();
      return;
    }
    this.noteDraft(conflict);
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

  /**
   * Tell the page around the editor whether there is unsaved work: by the event `unsaved-changes`, in a frame as a library's
   * page passes events on.
   */
  announceUnsaved(unsaved: boolean): void {
    const eventName = "unsaved-changes";
    if (window.parent === window) this.notifyRuntime(eventName, { unsaved });
    else window.parent.postMessage({ type: "xblock-event", eventName, data: { unsaved } }, "*");
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
