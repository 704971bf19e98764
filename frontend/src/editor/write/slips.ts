// What a line says that its author most likely did not mean: it is valid, and learners would read it so.

import { children, type TreeNode } from "../tree";
import { unguard } from "./grammar/escapes";
import { keywordsOf, type ScriptLine, type Zone } from "./grammar/lines";
import type { SyncedLine } from "./grammar/sources";
import type { Vocabulary } from "./grammar/writing";

const misplacedTexts = {
  head: "write_misplaced_head",
  scene: "write_misplaced_scene",
  choice: "write_misplaced_choice",
  ending: "write_misplaced_ending",
} as const;

/** A slip, as a key of the editor's texts and what is put into it. */
export interface Slip {
  text:
    | (typeof misplacedTexts)[Zone]
    | "write_no_mood"
    | "write_mood_behind"
    | "write_same_title"
    | "write_before_choices";
  values?: Record<string, string>;
}

/** Return the slip of a line, if it has one. */
export function slipOf(
  line: ScriptLine,
  zone: Zone,
  index: number,
  script: { lines: readonly SyncedLine[]; tree: TreeNode },
  words: Vocabulary,
): Slip | null {
  const misplaced = misplacedWord(line, zone);
  if (misplaced) return { text: misplacedTexts[misplaced.home], values: { word: misplaced.word } };
  if (line.kind === "scene" || line.kind === "ending") return repeatsTitle(script, index);
  if (zone === "scene" && isRead(line) && followsChoice(script.lines, index)) return { text: "write_before_choices" };
  return line.kind === "speech" && line.tag !== "their-view" ? moodSlip(line, words) : null;
}

/** Tell whether learners read a line where it stands. */
const isRead = ({ kind, tag }: ScriptLine): boolean => kind === "speech" || (kind === "text" && tag === "cue");

/** Return the slip of words in parentheses that are no mood, or stand behind the colon. */
function moodSlip({ detail, words }: ScriptLine, { moods }: Vocabulary): Slip | null {
  const behind = /^\(([^()]+)\)/.exec(words)?.[1] ?? "";
  const found = unguard(detail && !moods.has(detail) ? detail : behind);
  if (!found) return null;
  return { text: moods.has(found) ? "write_mood_behind" : "write_no_mood", values: { words: found } };
}

/** Return the word of the script with which a line begins, and where it belongs, if that is elsewhere. */
function misplacedWord(line: ScriptLine, zone: Zone): { word: string; home: Zone } | null {
  if (!isRead(line) && !(zone === "head" && line.kind === "text")) return null;
  if (zone !== "choice" && line.kind === "text" && /^!\p{L}/u.test(line.words)) return { word: "!", home: "choice" };
  const word = (line.name ?? /^([\p{L} ]+):(?:\s|$)/u.exec(line.words)?.[1] ?? "").trim().toLowerCase();
  if (!word || keywordsOf(zone).includes(word)) return null;
  const home = (Object.keys(misplacedTexts) as Zone[]).find((other) => keywordsOf(other).includes(word));
  return home ? { word: `${word}:`, home } : null;
}

/** Tell whether a choice stands between a line and the heading above it. */
function followsChoice(lines: readonly SyncedLine[], index: number): boolean {
  for (let at = Math.min(index, lines.length) - 1; at >= 0; at -= 1) {
    const { zone, node } = lines[at]!;
    if (zone === "choice" || node?.tag === "choice") return true;
    if (node && ["scene", "ending"].includes(node.tag)) return false;
  }
  return false;
}

/** Return the slip of a heading whose title stands at a scene or an ending before it. */
function repeatsTitle({ lines, tree }: { lines: readonly SyncedLine[]; tree: TreeNode }, index: number): Slip | null {
  const own = lines[index]?.node;
  const titleOf = ({ attrs }: TreeNode) => (attrs.title ?? "").trim().toLowerCase();
  if (!own || !titleOf(own)) return null;
  const first = children(tree, "scene", "ending").find((node) => titleOf(node) === titleOf(own));
  return first && first.key !== own.key ? { text: "write_same_title" } : null;
}
