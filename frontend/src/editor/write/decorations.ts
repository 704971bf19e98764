// How the script looks: lines as bubbles, cards and headings, faces before them, and grey chips for what is missing.

import { type Extension, type Range, StateEffect } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@codemirror/view";
import type { EditorController } from "../controller";
import { faceAddress } from "../faces";
import { choicePlaceholder } from "../labels";
import { child, children, type TreeNode } from "../tree";
import { unguard } from "./grammar/escapes";
import { readLine, type ScriptLine, type Zone } from "./grammar/lines";
import { ratingWords, readMarks } from "./grammar/marks";
import { resolvePerson, resolvePlace } from "./grammar/references";
import type { Script } from "./grammar/script";
import type { SyncedLine } from "./grammar/sources";
import type { Vocabulary } from "./grammar/writing";
import { slipOf } from "./slips";

/** What decorations need of the pane. */
export interface Decorating {
  readonly controller: EditorController;
  readonly script: Script;
  /** The words of the catalogues that the script knows. */
  readonly words: Vocabulary;
}

const refresh = StateEffect.define<null>();

/** Draw the lines anew. */
export const refreshDecorations = (view: EditorView): void => view.dispatch({ effects: refresh.of(null) });

/** Return the extension that draws the lines. */
export function decorations(pane: Decorating): Extension {
  return ViewPlugin.fromClass(
    class {
      shown: DecorationSet;
      constructor(view: EditorView) {
        this.shown = draw(pane, view);
      }
      update(update: ViewUpdate) {
        const isTold = update.transactions.some((transaction) =>
          transaction.effects.some((effect) => effect.is(refresh)),
        );
        if (update.docChanged || update.viewportChanged || update.selectionSet || isTold)
          this.shown = draw(pane, update.view);
      }
    },
    { decorations: (plugin) => plugin.shown },
  );
}

/** Draw all lines in sight. */
function draw(pane: Decorating, view: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  const cursor = view.state.doc.lineAt(view.state.selection.main.head).number;
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const zone = zoneOf(pane.script.lines, line.number - 1, line.text);
      drawLine(
        pane,
        found,
        { from: line.from, to: line.to, text: line.text, index: line.number - 1, isOpen: line.number === cursor },
        readLine(line.text, zone),
        zone,
      );
      at = line.to + 1;
    }
  }
  return Decoration.set(found, true);
}

/** Return the zone of a line that may just be typed. */
function zoneOf(lines: readonly SyncedLine[], index: number, text: string): SyncedLine["zone"] {
  const known = lines[index];
  if (known?.typed === text)
    return known.zone === "head" && index > 0 && known.node && known.node.tag === "choice" ? "scene" : known.zone;
  for (let at = Math.min(index, lines.length) - 1; at >= 0; at -= 1) {
    const { zone, node } = lines[at]!;
    if (zone === "choice" || node?.tag === "choice") return /^[ \t]/.test(text) ? "choice" : "scene";
    if (node && ["scene", "ending"].includes(node.tag)) return node.tag as "scene";
    if (zone !== "head") return zone;
  }
  return "head";
}

interface ShownLine {
  from: number;
  to: number;
  text: string;
  index: number;
  isOpen: boolean;
}

/** Draw one line. */
function drawLine(pane: Decorating, found: Range<Decoration>[], at: ShownLine, line: ScriptLine, zone: Zone): void {
  const { script, controller } = pane;
  const node = script.lines[at.index]?.node ?? null;
  const isInside = /^[ \t]/.test(at.text);
  const speaker = line.kind === "speech" && line.tag !== "their-view" ? speakerOf(script.tree, line) : null;
  const classes = ["ps-write-line", `ps-write-${line.kind === "text" ? line.tag : line.kind}`];
  if (isInside) classes.push("ps-write-inside");
  if (line.kind === "marks") classes.push("ps-write-quiet");
  found.push(Decoration.line({ class: classes.join(" ") }).range(at.from));
  if (speaker) found.push(Decoration.widget({ widget: faceOf(controller, speaker, line), side: -1 }).range(at.from));
  markParts(pane, found, at, line);
  const chips =
    line.kind === "blank" && at.isOpen
      ? hintOf(pane, zone)
      : [...slipChips(pane, at, line, zone), ...chipsOf(pane, at, line, node)];
  if (chips.length) found.push(Decoration.widget({ widget: new Chips(chips), side: 1 }).range(at.to));
}

// --- faces ---

const speakerOf = (tree: TreeNode, { name }: ScriptLine): TreeNode | { name: string } => {
  const id = resolvePerson(tree, unguard(name ?? ""));
  return children(tree, "person").find(({ attrs }) => attrs.id === id) ?? { name: unguard(name ?? "") };
};

/** Return the face of somebody who speaks. */
function faceOf(controller: EditorController, speaker: TreeNode | { name: string }, line: ScriptLine): WidgetType {
  const { moods } = controller.loaded.catalogue;
  const attrs = "attrs" in speaker ? speaker.attrs : { name: speaker.name };
  const mood = moods.some(({ id }) => id === line.detail) ? line.detail : (moods[0]?.id ?? "");
  return new Face(faceAddress(controller.loaded, attrs.portrait ?? "", mood) || null, attrs.name ?? "");
}

/** A face before a line. The name stands in the line, so nobody needs to be told of the face. */
class Face extends WidgetType {
  constructor(
    private readonly url: string | null,
    private readonly name: string,
  ) {
    super();
  }

  override eq(other: Face): boolean {
    return this.url === other.url && this.name === other.name;
  }

  override toDOM(): HTMLElement {
    const node = document.createElement(this.url ? "img" : "span");
    node.className = "ps-write-face";
    node.setAttribute("aria-hidden", "true");
    if (this.url) {
      (node as HTMLImageElement).src = this.url;
      (node as HTMLImageElement).alt = "";
    } else node.textContent = Array.from(this.name.trim())[0]?.toUpperCase() ?? "?";
    return node;
  }
}

// --- marks inside a line ---

/** Mark names, words of the script, arrows and what stands behind "!". */
function markParts(pane: Decorating, found: Range<Decoration>[], at: ShownLine, line: ScriptLine): void {
  const mark = (from: number, to: number, name: string) => {
    if (to > from) found.push(Decoration.mark({ class: name }).range(at.from + from, at.from + to));
  };
  const indent = /^[ \t]*/.exec(at.text)![0].length;
  const { text } = at;
  if (line.kind === "scene" || line.kind === "ending" || line.kind === "choice") mark(0, 1, "ps-write-sign");
  if (line.kind === "ending" && line.detail) mark(text.lastIndexOf("("), text.length, "ps-write-detail");
  if (line.kind === "choice") {
    const arrow = Math.max(text.lastIndexOf("->"), text.lastIndexOf("→"));
    if (line.target !== null && arrow >= 0) mark(arrow, text.length, "ps-write-to");
    const end = text.indexOf("]");
    if (/^-\s*\[/.test(text) && end > 0) mark(text.indexOf("["), end + 1, "ps-write-does");
  } else if (line.kind === "marks") {
    markRatings(pane, mark, text, line, indent);
    if (!at.isOpen) nameSkillsAndMoves(pane, found, at, indent);
  } else if (line.kind === "person")
    mark(0, text.indexOf(":") < 0 ? text.length : text.indexOf(":") + 1, "ps-write-name");
  else if (line.name !== null || (line.kind !== "text" && line.kind !== "raw") || !["cue", "note"].includes(line.tag)) {
    const colon = text.indexOf(":");
    if (colon >= 0) mark(indent, colon + 1, line.kind === "speech" ? "ps-write-name" : "ps-write-key");
  }
}

/** Mark what stands behind "!" as a chip, by strength. */
function markRatings(
  { controller }: Decorating,
  mark: (from: number, to: number, name: string) => void,
  text: string,
  line: ScriptLine,
  indent: number,
): void {
  const { skills, moves } = controller.loaded.catalogue;
  let from = indent;
  for (const item of text.slice(indent).split(",")) {
    const { ratings, move, open } = readMarks(
      item.replace(/^!/, ""),
      new Set(skills.map(({ id }) => id)),
      new Set(moves.map(({ id }) => id)),
    );
    const rating = Object.values(ratings)[0];
    const kind = open.length ? "open" : move ? "move" : rating === undefined ? "open" : ratingWords[Number(rating)];
    const start = from + (/^\s*/.exec(item)?.[0].length ?? 0);
    if (line.words) mark(start, from + item.trimEnd().length, `ps-write-mark ps-write-mark-${kind}`);
    from += item.length + 1;
  }
}

/** Show skills and moves by the names that the forms have for them; the line that is being written keeps its words. */
function nameSkillsAndMoves(
  { controller }: Decorating,
  found: Range<Decoration>[],
  at: ShownLine,
  indent: number,
): void {
  const { skills, moves } = controller.loaded.catalogue;
  const names = new Map([...moves, ...skills].map(({ id, name }) => [id, name]));
  for (const { 0: word, index } of at.text.slice(indent).matchAll(/[^\s,!]+/g)) {
    const name = names.get(word.toLowerCase());
    const from = at.from + indent + index;
    if (name) found.push(Decoration.replace({ widget: new PlainName(name) }).range(from, from + word.length));
  }
}

/** The name of a skill or move, in the place of its word in the file. */
class PlainName extends WidgetType {
  constructor(private readonly name: string) {
    super();
  }

  override eq(other: PlainName): boolean {
    return this.name === other.name;
  }

  override toDOM(): HTMLElement {
    const node = document.createElement("span");
    node.textContent = this.name;
    return node;
  }
}

// --- chips ---

/** A few words behind a line; "missing" is grey, "kept" says what is not in the script. */
interface Chip {
  words: string;
  kind: "missing" | "kept";
}

class Chips extends WidgetType {
  constructor(private readonly chips: readonly Chip[]) {
    super();
  }

  override eq(other: Chips): boolean {
    return JSON.stringify(this.chips) === JSON.stringify(other.chips);
  }

  override toDOM(): HTMLElement {
    const node = document.createElement("span");
    node.className = "ps-write-chips";
    node.setAttribute("aria-hidden", "true");
    for (const { words, kind } of this.chips) {
      const chip = document.createElement("span");
      chip.className = `ps-write-chip ps-write-${kind}`;
      chip.textContent = words;
      node.append(chip);
    }
    return node;
  }
}

/** Return what its author most likely did not mean in a line that nobody is typing in. */
function slipChips({ controller, script, words }: Decorating, at: ShownLine, line: ScriptLine, zone: Zone): Chip[] {
  const { t } = controller;
  const slip = at.isOpen ? null : slipOf(line, zone, at.index, script, words);
  return slip ? [{ words: t(slip.text, slip.values), kind: "missing" }] : [];
}

/** Return what is missing in a line, and what is kept that the script does not say. */
function chipsOf(
  { controller, script, words }: Decorating,
  at: ShownLine,
  line: ScriptLine,
  node: TreeNode | null,
): Chip[] {
  const { t } = controller;
  const missing = (words: string): Chip => ({ words, kind: "missing" });
  const kept = keptOf(controller, line, node);
  if (line.kind === "choice") return [...choiceChips(controller, script, at, line, node).map(missing), ...kept];
  if (line.kind === "scene" && !line.words) return [missing(t("write_no_title")), ...kept];
  if (line.kind === "scene" && node && !children(node, "choice").length)
    return [missing(t("write_no_choices")), ...kept];
  if (line.kind === "ending" && !words.kinds.has(line.detail)) return [missing(t("write_no_kind")), ...kept];
  if (line.kind === "speech" && line.name !== null && line.name !== "?" && line.tag !== "their-view") {
    const person = speakerOf(script.tree, line);
    if (!("attrs" in person)) return [missing(t("write_new_person")), ...kept];
  }
  if (line.kind === "person" && node && !node.attrs.portrait) return [missing(t("write_no_face")), ...kept];
  if (line.kind === "marks" && !at.isOpen) {
    const { skills, moves } = controller.loaded.catalogue;
    const { open } = readMarks(line.words, new Set(skills.map(({ id }) => id)), new Set(moves.map(({ id }) => id)));
    if (open.length) return [missing(t("write_unknown", { words: open.join(", ") })), ...kept];
  }
  const placeholder = node && !node.text && !line.words ? (node.attrs.placeholder ?? "") : "";
  if (placeholder) return [missing(placeholder), ...kept];
  if (["speech", "about", "part"].includes(line.kind) && !line.words && !at.isOpen)
    return [missing(t("write_no_words")), ...kept];
  return kept;
}

const hints = {
  head: "write_hint_head",
  scene: "write_hint_scene",
  choice: "write_hint_choice",
  ending: "write_hint_ending",
} as const;

/** Return what may stand in an empty line. */
const hintOf = ({ controller }: Decorating, zone: Zone): Chip[] => [
  { words: controller.t(hints[zone]), kind: "missing" },
];

/** Return what is missing in a choice. */
function choiceChips(
  controller: EditorController,
  script: Script,
  at: ShownLine,
  line: ScriptLine,
  node: TreeNode | null,
): string[] {
  const { t } = controller;
  const found: string[] = [];
  if (!line.words) found.push((node && choicePlaceholder(node)) || t("write_no_words"));
  if (!line.target) {
    // A moment of a drill ends with its choice.
    if (child(script.tree, "start")?.attrs.draw === undefined) found.push(t("write_no_target"));
  } else {
    const { id, title, isEnding } = resolvePlace(line.target);
    const known = children(script.tree, "scene", "ending").some(
      ({ attrs }) => attrs.id === id || (attrs.title ?? "").toLowerCase() === title.toLowerCase(),
    );
    if (!known) found.push(t(isEnding ? "write_becomes_ending" : "write_becomes_scene"));
  }
  if (node && !at.isOpen) {
    if (!children(node, "reply", "cue").length) found.push(t("write_no_reply"));
    if (!children(node, "level").length) found.push(t("write_no_level"));
    if (!child(node, "feedback")) found.push(t("write_no_feedback"));
  }
  return found;
}

/** Return what an element has that the script does not say. */
function keptOf(controller: EditorController, line: ScriptLine, node: TreeNode | null): Chip[] {
  if (!node || line.kind === "blank") return [];
  const { t } = controller;
  const found: string[] = [];
  const owner = line.kind === "marks" && node.tag === "choice" ? null : node;
  if (owner?.attrs.if) found.push(t("write_kept_condition"));
  if (line.kind === "choice" || line.kind === "scene" || line.kind === "ending") {
    const count = (...tags: string[]) => children(node, ...tags).length;
    if (count("image", "audio", "video")) found.push(t("write_kept_media"));
    if (count("shift")) found.push(t("write_kept_shift"));
    if (count("go")) found.push(t("write_kept_ways"));
  }
  return found.map((words) => ({ words, kind: "kept" }));
}
