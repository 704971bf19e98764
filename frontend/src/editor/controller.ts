// One author at work on one component: the edits, the live check, what is kept in the browser, saving and leaving.

import { Check } from "./live-check";
import type { Open, Studio, Wanted } from "./context";
import { Keep, type Kept, type Outcome } from "./autosave/autosave";
import type { ConflictAnswer, LoadAnswer, SaveAnswer } from "../contracts/editor";
import type { Answer, Runtime, Server } from "./server";
import { Store } from "./store";
import { sectionKey, selectable, startOf, scenesOf } from "./selection";
import { bare, children, keyed, type Node } from "./tree";
import { byteLength, toXml } from "./text/xml";
import type { Say } from "./words";

/** Why the last save did not go through, and whether there is more to say than a sentence. */
export interface Trouble { kind: "network" | "signed-out" | "server" | "too-large" | "refused"; sentence: string }

export interface Given {
  store: Store; say: Say; server: Server; loaded: LoadAnswer; keep: Keep; runtime: Runtime; prefix: string; title: string;
  clock?: () => Date;
  /** A key of who edits, for what this browser keeps. */
  author?: string;
}

/** What a small dialog asks or tells before the author goes on. */
export type Question =
  /** `from` is the choice that shall lead to what is added. */
  | { kind: "add-scene" | "add-ending"; from?: number }
  | { kind: "add-choice" | "rename" | "connect" }
  | { kind: "delete"; branch: boolean }
  | { kind: "report"; title: string; sentences: string[] };

/** From here on the author is told how near the limit is. */
const nearLimit = 0.8;
const keepAfter = 800;

export class Desk implements Studio {
  readonly store: Store;
  readonly say: Say;
  readonly server: Server;
  readonly loaded: LoadAnswer;
  readonly check: Check;
  readonly title: string;
  base: string;
  open: Open = null;
  question: Question | null = null;
  wanted: Wanted | null = null;
  /** What was read out last; a number with it tells two equal sentences apart. */
  said = { sentence: "", turn: 0 };
  /** Whether the problem list is open below the panes. */
  showProblems = false;
  saving = false;
  savedAt: Date | null = null;
  trouble: Trouble | null = null;
  conflict: ConflictAnswer | null = null;
  /** Work from an earlier visit, while the author has not said what to do with it. */
  offered: (Kept & { changes: string[] | null }) | null = null;
  keeping: Outcome = "kept";
  /** How full the component is, from 0 to 1. */
  filled = 0;
  /** Whether anything was saved in this window: Studio then has to show the component anew. */
  private savedHere = false;
  readonly author: string;
  private readonly keep: Keep;
  private readonly runtime: Runtime;
  private readonly prefix: string;
  private readonly clock: () => Date;
  private listeners = new Set<() => void>();
  private keepTimer: ReturnType<typeof setTimeout> | undefined;
  private lastTree: Node;

  constructor(given: Given) {
    const { store, say, server, loaded, keep, runtime, prefix, title, clock = () => new Date(), author = "" } = given;
    this.store = store; this.say = say; this.server = server; this.loaded = loaded; this.title = title; this.author = author;
    this.keep = keep; this.runtime = runtime; this.prefix = prefix; this.clock = clock;
    this.base = loaded.base;
    this.lastTree = store.tree;
    this.check = new Check(server, () => this.tell());
    this.check.take(store.tree, loaded);
    store.onChange(() => this.storeChanged());
    this.offerKept();
    if (this.beginsEmpty && !this.offered) this.open = "templates";
  }

  /** Whether there is nothing to edit yet, so that something to begin from is offered. */
  private get beginsEmpty(): boolean {
    // A scenario's scenes, a reflection's questions, a continuum's events.
    return !children(this.store.tree, "scene", "prompt", "statement").length && (this.loaded.templates?.length ?? 0) > 0;
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

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }

  private storeChanged(): void {
    if (this.store.tree !== this.lastTree) {
      this.lastTree = this.store.tree;
      this.check.soon(() => this.store.tree);
      this.keepSoon();
    }
    this.tell();
  }

  announce(sentence: string): void {
    this.said = { sentence, turn: this.said.turn + 1 };
    this.tell();
  }

  select(key: number): void {
    this.store.select(key);
  }

  goTo(key: number, field: string | null = null): void {
    this.wanted = { key, field };
    const target = key < 0 ? key : selectable(this.store.tree, key);
    if (target === this.store.selected) this.tell();
    else this.store.select(target);
  }

  takeWanted(): Wanted | null {
    const { wanted } = this;
    this.wanted = null;
    return wanted;
  }

  edit(what: string, change: (tree: Node) => Node, options: { field?: string; select?: number } = {}): void {
    const before = this.store.tree;
    this.store.edit(what, change, options);
    if (!options.field && this.store.tree !== before) this.announce(this.say("done_step", { what }));
  }

  undo(): void {
    const what = this.store.undoes;
    this.store.undo();
    this.announce(what ? this.say("undone", { what }) : this.say("nothing_to_undo"));
  }

  redo(): void {
    const what = this.store.redoes;
    this.store.redo();
    this.announce(what ? this.say("redone", { what }) : this.say("nothing_to_redo"));
  }

  ask(question: Question): void {
    this.question = question;
    this.setOpen("question");
  }

  setOpen(open: Open): void {
    this.open = open;
    this.tell();
  }

  toggleProblems(show = !this.showProblems): void {
    this.showProblems = show;
    this.tell();
  }

  /** Puts away the notice about a failed save. */
  dismiss(): void {
    this.trouble = null;
    this.tell();
  }

  replaceTree(what: string, tree: Node): void {
    const first = scenesOf(tree).find((scene) => scene.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
    this.edit(what, () => tree, { select: first?.key ?? sectionKey("about") });
  }

  // --- unsaved work --------------------------------------------------------------------------------------------------

  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keepNow(), keepAfter);
  }

  /** Keeps the work in the browser, or forgets what was kept once there is nothing unsaved. */
  keepNow(): void {
    clearTimeout(this.keepTimer);
    const before = this.keeping;
    if (this.offered) this.keeping = this.store.dirty ? "waiting" : "kept";
    else if (this.store.dirty) this.keeping = this.keep.write(this.base, bare(this.store.tree), this.clock().toISOString());
    else this.keep.drop();
    const limit = this.loaded.limits?.save_bytes ?? 0;
    const filled = limit ? byteLength(toXml(this.store.tree)) / limit : 0;
    const warns = filled >= nearLimit !== this.filled >= nearLimit;
    this.filled = filled;
    if (warns || this.keeping !== before) this.tell();
  }

  /** The sentence on unsaved work, with what becomes of it. */
  get unsavedWords(): string {
    return this.say(this.keeping === "kept" ? "unsaved" : this.keeping === "waiting" ? "unsaved_waiting" : "unsaved_unkept");
  }

  get nearlyFull(): boolean {
    return this.filled >= nearLimit;
  }

  private offerKept(): void {
    const kept = this.keep.read();
    if (!kept) return;
    if (JSON.stringify(kept.tree) === JSON.stringify(bare(this.store.tree))) {
      this.keep.drop(true);
      return;
    }
    this.offered = { ...kept, changes: null };
    void this.server.post<{ changes: string[] }>("editor_compare", { document: { tree: kept.tree } }).then((answer) => {
      if (!this.offered) return;
      this.offered = { ...this.offered, changes: answer.kind === "done" ? answer.data.changes : [] };
      this.tell();
    });
  }

  /** Goes on with the work that was kept (one step, so it can be undone), or throws it away. */
  settleKept(take: boolean): void {
    const { offered } = this;
    if (!offered) return;
    this.offered = null;
    if (take) {
      // What the work began from stays what it was: a save then sees whether somebody else saved since.
      this.base = offered.base;
      this.replaceTree(this.say("step_kept_work"), keyed(offered.tree));
    } else {
      this.keep.drop(true);
      if (this.beginsEmpty) this.open = "templates";
    }
    this.keepNow();
    this.tell();
  }

  // --- saving --------------------------------------------------------------------------------------------------------

  /** Saves; with `close`, tells Studio afterwards, which closes the editor. Gives whether it went through. */
  async save(close = false): Promise<boolean> {
    if (this.saving) return false;
    const tree = this.store.tree;
    this.saving = true;
    this.trouble = null;
    this.keepNow();
    this.tell();
    if (close) this.notify("save", { state: "start" });
    const answer = await this.server.post<SaveAnswer>("editor_save", { document: { tree: bare(tree), base: this.base } });
    this.saving = false;
    if (answer.kind === "done") {
      this.saved(tree, answer.data);
      if (close) this.notify("save", { state: "end" });
      return true;
    }
    const why = this.failed(tree, answer);
    // Studio shows a bar from "start" on until it hears of an end or an error.
    if (close) this.notify("error", { title: this.say("not_saved"), message: why });
    return false;
  }

  private saved(tree: Node, answer: SaveAnswer): void {
    this.base = answer.base;
    this.savedAt = this.clock();
    this.savedHere = true;
    this.store.markSaved(tree);
    if (this.store.tree === tree) this.check.take(tree, answer);
    this.keepNow();
    this.announce(this.say("saved"));
  }

  private failed(tree: Node, answer: Exclude<Answer<SaveAnswer>, { kind: "done" }>): string {
    if (answer.kind === "refused" && answer.status === 409 && answer.data.tree) {
      this.conflict = answer.data as unknown as ConflictAnswer;
      this.open = "conflict";
      this.tell();
      return this.say("conflict_title");
    }
    if (answer.kind === "refused" && Array.isArray(answer.data.problems) && this.store.tree === tree) {
      this.check.take(tree, answer.data as unknown as SaveAnswer);
    }
    this.trouble = this.troubleOf(answer);
    this.tell();
    return this.trouble.sentence;
  }

  private troubleOf(answer: Exclude<Answer<SaveAnswer>, { kind: "done" }>): Trouble {
    if (answer.kind === "refused") return { kind: "refused", sentence: answer.error };
    const kind = answer.kind === "stopped" ? "network" : answer.kind;
    const words = { network: "trouble_network", "signed-out": "trouble_signed_out", server: "trouble_server", "too-large": "trouble_too_large" } as const;
    return { kind, sentence: this.say(words[kind]) };
  }

  /** Ends a conflict: mine is saved over theirs, theirs is taken (mine stays a step back), or the author goes on editing. */
  async settleConflict(how: "mine" | "theirs" | "later"): Promise<void> {
    const { conflict } = this;
    this.conflict = null;
    this.open = null;
    if (!conflict || how === "later") return this.tell();
    this.base = conflict.base;
    if (how === "mine") {
      await this.save();
      return;
    }
    const theirs = keyed(conflict.tree);
    this.replaceTree(this.say("step_theirs"), theirs);
    this.store.markSaved(theirs);
  }

  // --- leaving -------------------------------------------------------------------------------------------------------

  /** Whether there is a Studio around that closes the editor. */
  get closes(): boolean {
    return typeof this.runtime.notify === "function";
  }

  /** Closes the editor. What is unsaved stays kept in this browser, or is thrown away. */
  leave(throwAway = false): void {
    if (throwAway) {
      this.keep.drop();
      this.store.markSaved(this.store.tree);
      clearTimeout(this.keepTimer);
    } else this.keepNow();
    this.open = null;
    if (this.savedHere) {
      // Only this makes Studio draw the component anew.
      this.notify("save", { state: "start" });
      this.notify("save", { state: "end" });
    } else this.notify("cancel", {});
    this.tell();
  }

  private notify(name: string, data: object): void {
    try {
      this.runtime.notify?.(name, data);
    } catch (error) {
      console.error(error);
    }
  }
}
