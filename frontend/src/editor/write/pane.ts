// The Write pane: the scenario as a play that one types, in step with the tree.

import { autocompletion, closeCompletion, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { moveLineDown, moveLineUp, standardKeymap } from "@codemirror/commands";
import { Annotation, type ChangeSpec, EditorState, type Extension, Prec, type Text } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap, type ViewUpdate } from "@codemirror/view";
import type { TreeData } from "../../contracts/tree";
import type { EditorController } from "../controller";
import { endingsOf, scenesOf } from "../selection";
import { child, type TreeNode } from "../tree";
import { completionsOf } from "./completions";
import { type Decorating, decorations, refreshDecorations } from "./decorations";
import { finishLine, readScript, type Script, type ScriptTools, scriptOf } from "./grammar/script";
import type { SyncedLine } from "./grammar/sources";
import type { Vocabulary } from "./grammar/writing";
import { writeKeys } from "./keys";
import { understandPaste } from "./paste";
import { rewrittenLines } from "./rewritten-lines";

const moveLineKeys: readonly KeyBinding[] = [
  { key: "Alt-ArrowUp", run: moveLineUp },
  { key: "Alt-ArrowDown", run: moveLineDown },
];

/** After this time without a key the tree follows, in milliseconds: typing waits for nothing but the text itself. */
const pauseMs = 120;

/** Marks changes that only follow the tree. */
const following = Annotation.define<boolean>();

/** One open Write pane. */
export class WritePane implements Decorating {
  script: Script;
  readonly view: EditorView;
  private readonly tools: ScriptTools;
  /** Where the line begins in which somebody is typing; -1 for none. */
  private openAt = -1;
  /** The editor's tree as this pane last saw it; `script.tree` is ahead of it while somebody types. */
  private seen: TreeNode;
  /** The text as it was when the pane was opened. */
  private readonly opened: Text;
  private pushTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly onLeave = () => this.push();
  private readonly unwatch: () => void;

  constructor(
    readonly controller: EditorController,
    root: HTMLElement,
    withKeys: (data: TreeData) => TreeNode,
  ) {
    this.tools = { words: vocabularyOf(controller), withKeys };
    this.seen = controller.store.tree;
    this.script = withBeginning(scriptOf(this.seen, this.tools));
    this.view = new EditorView({
      parent: root,
      state: EditorState.create({ doc: this.text(), extensions: this.extensions() }),
    });
    this.opened = this.view.state.doc;
    this.unwatch = controller.onChange(() => this.follow());
    window.addEventListener("beforeunload", this.onLeave, true);
    if (scenesOf(this.script.tree).length) this.goToSelection();
    else this.offerTitle();
  }

  /** Select the title that a component brings along, so that typing replaces it. */
  private offerTitle(): void {
    const { from, to, text } = this.opened.line(1);
    const selection = { anchor: from + /^title:[ \t]*/.exec(text)![0].length, head: to };
    this.view.dispatch({ selection, annotations: following.of(true) });
  }

  /** Read what is being typed, as if its line were left. */
  flush(): void {
    this.finish();
    this.push();
  }

  focus(): void {
    this.view.focus();
  }

  close(): void {
    this.flush();
    window.removeEventListener("beforeunload", this.onLeave, true);
    this.unwatch();
    this.view.destroy();
  }

  /** The words of the catalogues that the script knows. */
  get words(): Vocabulary {
    return this.tools.words;
  }

  private text(): string {
    return this.script.lines.map(({ typed }) => typed).join("\n");
  }

  private extensions(): Extension[] {
    const { t, loaded, store } = this.controller;
    const { author } = loaded.languages;
    const lang = store.tree.attrs["xml:lang"] || author;
    return [
      EditorView.lineWrapping,
      EditorState.tabSize.of(2),
      EditorView.contentAttributes.of({
        "aria-label": t("write_label"),
        "aria-describedby": this.controller.id("write-hint"),
        tabindex: "0",
        spellcheck: "true",
        autocapitalize: "sentences",
        ...(lang ? { lang } : {}),
      }),
      Prec.high(keymap.of(writeKeys(this))),
      keymap.of([...completionKeymap, ...moveLineKeys, ...standardKeymap]),
      autocompletion({
        override: [(context) => completionsOf(this, context)],
        icons: false,
        interactionDelay: 0,
        selectOnOpen: false,
      }),
      decorations(this),
      EditorView.updateListener.of((update) => this.onUpdate(update)),
      EditorView.domEventHandlers({
        paste: (event, view) => {
          const pasted = event.clipboardData?.getData("text/plain") ?? "";
          if (!pasted.includes("\n")) return false;
          const at = view.state.doc.lineAt(view.state.selection.main.from);
          const added = understandPaste(pasted, at.text.trim() === "");
          view.dispatch(view.state.replaceSelection(added), { userEvent: "input.paste", scrollIntoView: true });
          event.preventDefault();
          return true;
        },
        blur: () => {
          this.flush();
          return false;
        },
        beforeinput: (event) => {
          if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return false;
          event.preventDefault();
          if (event.inputType === "historyUndo") this.controller.undo();
          else this.controller.redo();
          return true;
        },
      }),
    ];
  }

  // --- from the text to the tree ---

  private onUpdate(update: ViewUpdate): void {
    if (update.transactions.some((transaction) => transaction.annotation(following))) return;
    const { state } = update;
    const cursor = state.doc.lineAt(state.selection.main.head);
    if (update.docChanged) {
      const left = this.openAt < 0 ? -1 : state.doc.lineAt(update.changes.mapPos(this.openAt, -1)).from;
      this.openAt = cursor.from;
      let script = readScript(this.script, state.doc.toJSON(), cursor.number - 1, this.tools);
      if (left >= 0 && left !== cursor.from) {
        script = finishLine(script, state.doc.lineAt(left).number - 1, this.tools);
      }
      this.take(script);
      if (left >= 0 && left !== cursor.from) queueMicrotask(() => this.refreshNames());
    } else if (update.selectionSet && this.openAt >= 0 && this.openAt !== cursor.from) this.finish();
    if (update.selectionSet || update.docChanged) this.selectAt(cursor.number - 1);
  }

  /** Read the line in which somebody was typing once more: what it names is created now. */
  private finish(): void {
    if (this.openAt < 0) return;
    const { doc } = this.view.state;
    const line = doc.lineAt(Math.min(this.openAt, doc.length));
    this.openAt = -1;
    this.take(finishLine(this.script, line.number - 1, this.tools));
    this.refreshNames();
  }

  /** Take a script that was read from the text: its tree is the editor's as soon as somebody pauses. */
  private take(script: Script): void {
    this.script = script;
    if (script.lines.length > this.view.state.doc.lines || script.isBehind) queueMicrotask(() => this.refreshNames());
    clearTimeout(this.pushTimer);
    if (script.tree !== this.seen) this.pushTimer = setTimeout(() => this.push(), pauseMs);
  }

  /** Give the tree to the editor: a step that can be undone, joined with the one before as long as somebody types. */
  private push(): void {
    clearTimeout(this.pushTimer);
    const { store, t } = this.controller;
    const { tree } = this.script;
    if (tree === this.seen || store.tree !== this.seen) return;
    this.seen = tree;
    const { doc, selection } = this.view.state;
    const place = this.placeAt(doc.lineAt(selection.main.head).number - 1);
    this.controller.edit(t("step_write"), () => tree, { field: "write", select: place?.key ?? store.selected });
  }

  /** Append the lines of scenes that a choice has named. */
  private appendNewLines(): void {
    const { doc } = this.view.state;
    const missing = this.script.lines.slice(doc.lines).map(({ typed }) => typed);
    if (missing.length) this.dispatch({ from: doc.length, insert: `\n${missing.join("\n")}` });
  }

  // --- from the tree to the text ---

  /** Follow a tree that was changed elsewhere, and a selection that was made elsewhere. */
  private follow(): void {
    const { tree } = this.controller.store;
    if (tree !== this.seen) {
      this.seen = tree;
      this.openAt = -1;
      this.appendNewLines();
      this.rewrite(scriptOf(tree, this.tools), this.view.hasFocus);
    }
    if (!this.view.hasFocus) this.goToSelection();
  }

  /** Call places and people what they are called now. */
  private refreshNames(): void {
    this.appendNewLines();
    this.rewrite(scriptOf(this.script.tree, this.tools), false);
  }

  /** Bring the text in step with a script, where it differs. */
  private rewrite(script: Script, moveCursor: boolean): void {
    const { lines, changes } = rewrittenLines(this.script, script);
    const { doc } = this.view.state;
    const specs = changes.map(({ from, to, texts }): ChangeSpec => {
      const insert = texts.join("\n");
      if (from >= doc.lines) return { from: doc.length, insert: `${doc.length ? "\n" : ""}${insert}` };
      const begin = doc.line(from + 1).from;
      if (to > from) {
        if (texts.length) return { from: begin, to: doc.line(to).to, insert };
        return to < doc.lines
          ? { from: begin, to: doc.line(to + 1).from }
          : { from: Math.max(0, begin - 1), to: doc.length };
      }
      return { from: begin, insert: `${insert}\n` };
    });
    this.script = { ...script, lines };
    if (specs.length) this.dispatch(specs, moveCursor);
    else refreshDecorations(this.view);
  }

  private dispatch(changes: ChangeSpec, moveCursor = false): void {
    const transaction = this.view.state.update({ changes, annotations: following.of(true) });
    if (this.openAt >= 0) this.openAt = transaction.changes.mapPos(this.openAt, 1);
    let last = -1;
    transaction.changes.iterChangedRanges((_fromA, _toA, _fromB, toB) => {
      last = toB;
    });
    this.view.dispatch(transaction);
    if (moveCursor && last >= 0)
      this.view.dispatch({ selection: { anchor: last }, scrollIntoView: true, annotations: following.of(true) });
  }

  // --- selection ---

  /** Return the element that a line belongs to: a choice, a scene or an ending. */
  placeAt(index: number): TreeNode | null {
    for (let at = Math.min(index, this.script.lines.length - 1); at >= 0; at -= 1) {
      const { node } = this.script.lines[at]!;
      if (node && ["choice", "scene", "ending"].includes(node.tag)) return node;
    }
    return null;
  }

  /** Select what the cursor is in, so that outline and form show it. */
  private selectAt(index: number): void {
    const place = this.placeAt(index);
    if (place && this.view.hasFocus && this.script.tree === this.seen) this.controller.select(place.key);
  }

  /** Put the cursor where the selection is, unless it is there. */
  private goToSelection(): void {
    const { store } = this.controller;
    const { state } = this.view;
    const here = this.placeAt(state.doc.lineAt(state.selection.main.head).number - 1);
    if (here?.key === store.selected) return;
    const at = this.script.lines.findIndex(({ node }) => node?.key === store.selected);
    if (at < 0 || at >= state.doc.lines) return;
    const line = state.doc.line(at + 1);
    this.view.dispatch({
      selection: { anchor: line.to },
      effects: EditorView.scrollIntoView(line.from, { y: "start", yMargin: 12 }),
      annotations: following.of(true),
    });
  }

  // --- what keys do ---

  /** Tell whether nothing has been typed since the pane was opened. */
  get isUntouched(): boolean {
    return this.view.state.doc === this.opened;
  }

  /** Tell whether a list of completions is open. */
  get isCompleting(): boolean {
    return completionStatus(this.view.state) === "active";
  }

  /** Close the list of completions; tell whether there was one. */
  closeCompletions(): boolean {
    return closeCompletion(this.view);
  }

  /** Tell whether a line stands in an ending, and something is left to be written elsewhere. */
  isInEnding(index: number): boolean {
    return this.placeAt(index)?.tag === "ending" && this.nextUnwritten(index) >= 0;
  }

  /** Return the index of the heading of the next scene or ending that nobody has written, after a line if there is one. */
  nextUnwritten(after: number): number {
    const { tree } = this.script;
    const empty = new Set(
      scenesOf(tree)
        .filter(({ nodes = [] }) => !nodes.length)
        .map(({ key }) => key),
    );
    if (!empty.size)
      for (const ending of endingsOf(tree)) if (!child(ending, "their-view")?.text) empty.add(ending.key);
    const found = this.script.lines.flatMap(({ node }, index) => (node && empty.has(node.key) ? [index] : []));
    return found.find((index) => index > after) ?? found[0] ?? -1;
  }
}

/** Words with which somebody begins who has nothing yet: they are in the text, and in the tree once something is typed. */
const beginnings = ["title", "where", "you need"];

/** Return a script with the words to begin with, where a scenario has no scene yet. */
function withBeginning(script: Script): Script {
  if (scenesOf(script.tree).length || endingsOf(script.tree).length) return script;
  const known = script.lines.map(({ typed }) => typed);
  const first = beginnings.map((word) => known.find((line) => line.startsWith(`${word}:`)) ?? `${word}: `);
  const texts = [...first, ...known.filter((line) => !first.includes(line)), "", "# "];
  const lines = texts.map(
    (typed): SyncedLine =>
      script.lines.find((line) => line.typed === typed) ?? { typed, zone: "head", node: null, also: [] },
  );
  return { ...script, lines };
}

/** Return the words that the script knows. */
function vocabularyOf({ loaded }: EditorController): Vocabulary {
  const { moves, skills, moods, kinds, roles } = loaded.catalogue;
  const ids = (items: readonly { id: string }[]) => new Set(items.map(({ id }) => id));
  return { moves: ids(moves), skills: ids(skills), moods: ids(moods), kinds: ids(kinds), roles: ids(roles) };
}
