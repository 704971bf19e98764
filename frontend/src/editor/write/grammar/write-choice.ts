// Writes a choice as lines of the script.

import { firstWording } from "../../operations/variants";
import type { TreeNode } from "../../tree";
import { type Deed, readDeed } from "./deeds";
import { guardAll } from "./escapes";
import type { ScriptLine } from "./lines";
import { ratingWords } from "./marks";
import { fromMarkup } from "./words";
import {
  candidatesOf,
  firstThat,
  hasWords,
  type LineOf,
  type Names,
  otherAttributes,
  sameWords,
  text,
  writeHead,
  writeRaw,
} from "./writing";

const parts = ["effect", "why", "instead"];

/** Return the lines of a choice. */
export function choiceLines(choice: TreeNode, names: Names, whole: boolean): LineOf[] {
  const first = firstLine(choice, names, whole);
  const lines = [first.line];
  const move = choice.attrs.move;
  if (move !== undefined && names.words.moves.has(move))
    lines.push({ typed: `  !${move}`, zone: "choice", node: choice });
  let previous = "";
  for (const inner of choice.nodes ?? []) {
    if (first.said.includes(inner)) continue;
    const written = innerLines(inner, names, whole, previous);
    if (written) lines.push(...written);
    else if (whole) lines.push(writeRaw(inner, "choice"));
    if (written || whole) previous = written ? inner.tag : "";
  }
  return lines;
}

/** Return the first line of a choice and what it says: what is said and done, or a pause. */
function firstLine(choice: TreeNode, names: Names, whole: boolean): { line: LineOf; said: TreeNode[] } {
  const { to } = choice.attrs;
  const hidden = names.words.moves.has(choice.attrs.move ?? "") ? ["to", "move"] : ["to"];
  const rest = otherAttributes(choice, hidden, whole);
  const arrow = to === undefined ? "" : ` -> ${to ? names.place(to) : ""}`;
  const said = leadingDeeds(choice, whole);
  const wanted = said.map(deedOf);
  const typed = said.length
    ? firstThat(
        [0, 1, 2].map((level) => wanted.map((deed) => writeDeed(deed, level)).join(" ")),
        (words) => `-${words ? ` ${words}` : ""}${arrow.trimEnd()}${rest}`,
        "scene",
        (line) => isSame(line, wanted),
      )
    : null;
  if (typed !== null) return { line: { typed, zone: "scene", node: choice, also: said }, said };
  return { line: { typed: `-${arrow.trimEnd()}${rest}`, zone: "scene", node: choice }, said: [] };
}

/** Return what is said and done, where the first line can say it. */
function leadingDeeds(choice: TreeNode, whole: boolean): TreeNode[] {
  const nodes = choice.nodes ?? [];
  const tags = nodes.map(({ tag }) => tag);
  const few = nodes.filter(({ tag }) => ["do", "say", "wait"].includes(tag));
  const fits = few.every(
    (node, index) => (!whole || nodes[index] === node) && hasWords(node, whole) && canSay(node, whole),
  );
  const known = ["do say", "say do", "do", "say", "wait"].includes(few.map(({ tag }) => tag).join(" "));
  return fits && known && tags.length ? few : [];
}

/** Tell whether an element has nothing but its words, and seconds of a pause. */
const canSay = (node: TreeNode, whole: boolean): boolean =>
  (!whole || Object.keys(node.attrs).every((name) => node.tag === "wait" && name === "seconds")) &&
  (node.tag !== "wait" || /^\d*$/.test(node.attrs.seconds ?? "")) &&
  (!whole || node.tag === "wait" || !!node.text);

/** Return a deed of the tree. */
const deedOf = (node: TreeNode): Deed => ({
  tag: node.tag as Deed["tag"],
  words: fromMarkup(firstWording(node)),
  ...(node.attrs.seconds === undefined ? {} : { seconds: node.attrs.seconds }),
});

/** Write a deed with ever more characters that lose their meaning. */
function writeDeed({ tag, words, seconds }: Deed, level: number): string {
  const guardedWords =
    level === 2
      ? candidatesOf(words).at(-1)!
      : level
        ? guardAll(words, "[]→")
            .replace(/-(?=>)/g, (found) => guardAll(found, "-"))
            .replace(/\}$/, (found) => guardAll(found, "}"))
        : words;
  if (tag === "say") return guardedWords;
  if (tag === "do") return `[${guardedWords}]`;
  return `[wait${seconds === undefined ? "" : ` ${seconds}`}${words ? `: ${guardedWords}` : ""}]`;
}

/** Tell whether a line says these deeds. */
function isSame(line: ScriptLine, wanted: readonly Deed[]): boolean {
  const found = readDeed(line.words);
  return (
    line.kind === "choice" &&
    found.length === wanted.length &&
    found.every((deed, index) => {
      const other = wanted[index]!;
      return (
        deed.tag === other.tag && deed.seconds === other.seconds && sameWords(deed.words, other.words) === other.words
      );
    })
  );
}

/** Return the lines of a child of a choice; null where the script has no form for it. */
function innerLines(node: TreeNode, names: Names, whole: boolean, previous: string): LineOf[] | null {
  if (node.tag === "level") return levelLine(node, names, whole);
  if (node.tag === "feedback") return feedbackLines(node, whole, previous === "feedback");
  const line =
    node.tag === "reply"
      ? writeHead(node, "choice", names, whole)
      : node.tag === "cue" && firstWording(node)
        ? text(node, "choice", "", whole)
        : node.tag === "note"
          ? text(node, "choice", "note", whole)
          : null;
  return line && [line];
}

/** Return the line of a rating. */
function levelLine(node: TreeNode, names: Names, whole: boolean): LineOf[] | null {
  const skills = Object.entries(node.attrs).filter(([name]) => !["if", "only"].includes(name));
  if (!skills.length || node.nodes?.length || node.text) return null;
  if (!skills.every(([name, value]) => names.words.skills.has(name) && /^[0-3]$/.test(value))) return null;
  const groups: string[] = [];
  let last = "";
  for (const [name, value] of skills) {
    if (value === last) groups[groups.length - 1] += ` ${name}`;
    else groups.push(`${ratingWords[Number(value)]} ${name}`);
    last = value;
  }
  const rest = otherAttributes(
    node,
    skills.map(([name]) => name),
    whole,
  );
  return [{ typed: `  !${groups.join(", ")}${rest}`, zone: "choice", node }];
}

/** Return the lines of a feedback: one for each part. */
function feedbackLines(node: TreeNode, whole: boolean, follows: boolean): LineOf[] | null {
  const inner = node.nodes ?? [];
  const simple = inner.every((part) => parts.includes(part.tag) && (!whole || !Object.keys(part.attrs).length));
  if (!simple || node.text) return null;
  const rest = otherAttributes(node, [], whole);
  const lines: LineOf[] =
    follows || Object.keys(node.attrs).length || !inner.length
      ? [{ typed: `  feedback:${rest}`, zone: "choice", node }]
      : [];
  for (const part of inner) {
    const line = text(part, "choice", part.tag, whole);
    if (!line) return null;
    lines.push({ ...line, also: [node] });
  }
  return lines;
}
