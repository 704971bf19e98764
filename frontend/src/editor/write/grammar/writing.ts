// What all writers of lines share: names, attributes in braces, and words that read back as what they were.

import { firstWording, variantsOf } from "../../operations/variants";
import { toXmlLine } from "../../text/xml";
import { children, type TreeNode } from "../../tree";
import { guardAll, unguard, writeEscapes } from "./escapes";
import { isName, keywordsOf, readLine, type ScriptLine, type Zone } from "./lines";
import { fromMarkup } from "./words";

/** A line of the script and what it says in the tree. */
export interface LineOf {
  typed: string;
  /** Where the line stands; that of a heading is "head". */
  zone: Zone;
  /** The element that the line makes; that of a move is the choice. */
  node: TreeNode;
  /** Further elements that the line says. */
  also?: readonly TreeNode[];
}

/** The words of the catalogues that the script knows. */
export interface Vocabulary {
  moves: ReadonlySet<string>;
  skills: ReadonlySet<string>;
  moods: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  roles: ReadonlySet<string>;
}

/** What places and people are called in the script, by id, and the words that it knows. */
export interface Names {
  place(id: string): string;
  person(id: string | undefined): string;
  words: Vocabulary;
}

const allKeywords = new Set((["head", "scene", "choice", "ending"] as const).flatMap(keywordsOf));

/** Return what places and people of a scenario are called: by title or name, where that is unmistakable. */
export function namesOf(root: TreeNode, words: Vocabulary): Names {
  const titles = countNames(children(root, "scene", "ending").map((place) => place.attrs.title ?? ""));
  const people = countNames(children(root, "person").map((person) => person.attrs.name ?? ""));
  const places = new Map<string, string>();
  for (const { attrs } of children(root, "scene", "ending")) {
    const { id = "", title = "" } = attrs;
    if (!places.has(id))
      places.set(id, isPlainTitle(title) && titles.get(title.toLowerCase()) === 1 ? title : `#${id}`);
  }
  const persons = new Map<string, string>();
  for (const { attrs } of children(root, "person")) {
    const { id = "", name = "" } = attrs;
    const usable =
      isName(name) &&
      !/^[?@]/.test(name) &&
      !allKeywords.has(name.toLowerCase()) &&
      people.get(name.toLowerCase()) === 1;
    if (!persons.has(id)) persons.set(id, usable ? name : `@${id}`);
  }
  return {
    place: (id) => places.get(id) ?? `#${id}`,
    person: (id) => (id === undefined ? "?" : (persons.get(id) ?? `@${id}`)),
    words,
  };
}

/** Return how often each name is used, in small letters. */
function countNames(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return counts;
}

/** Tell whether a title or a name is one line without blanks at its ends. */
export const fitsLine = (name: string): boolean => !/^[ \ufeff]|[ \ufeff]$|[\t\r\n]/.test(name);

/** Tell whether a title can stand behind an arrow. */
const isPlainTitle = (title: string): boolean =>
  /^[^ \t\r\n\\*<>#=[\]{}→-](?:[^\\*<>#=[\]{}→\r\n\t]*[^ \t\r\n\\*<>#=[\]{}→])?$/.test(title) &&
  !title.includes("->") &&
  !/ {2}/.test(title);

const entities: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "<": "&lt;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
  "\\": "&#92;",
};

/** Return an element's attributes in braces, but for those that the line itself says; nothing in the pane. */
export function otherAttributes(node: TreeNode, said: readonly string[], whole: boolean): string {
  if (!whole) return "";
  const parts = Object.entries(node.attrs)
    .filter(([name]) => !said.includes(name))
    .map(([name, value]) =>
      name === "id" && /^[a-z][a-z0-9_-]*$/.test(value)
        ? `#${value}`
        : `${name}="${value.replace(/["&<\n\r\t\\]/g, (found) => entities[found]!)}"`,
    );
  const id = parts.filter((part) => part.startsWith("#"));
  return parts.length ? ` {${[...id, ...parts.filter((part) => !part.startsWith("#"))].join(" ")}}` : "";
}

/** Return the first line that reads back as it should; null without one. */
export function firstThat(
  candidates: readonly string[],
  line: (words: string) => string,
  zone: Zone,
  expected: (line: ScriptLine) => boolean,
): string | null {
  for (const words of candidates) {
    const typed = writeEscapes(line(words));
    if (expected(readLine(typed, zone))) return typed;
  }
  return null;
}

const tagPattern = /(<\/?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>)/;

/** Return guarded words, plainly first, then with ever more characters that lose their meaning. */
export function candidatesOf(words: string): string[] {
  const outside = (change: (part: string) => string) =>
    words
      .split(tagPattern)
      .map((part, index) => (index % 2 ? part : change(part)))
      .join("");
  const first = words
    .replace(/^[#=\-@!<?]/, (found) => guardAll(found, "#=-@!<?"))
    .replace(/[})\]]$/, (found) => guardAll(found, "})]"));
  return [
    words,
    first,
    first.replace(":", (found) => guardAll(found, ":")),
    outside((part) => guardAll(part, ":[]{}()→-")),
    outside((part) => guardAll(part, "#=-@!<>:[]{}()→?")),
  ];
}

/** Tell whether a line can say what an element holds: its words, and in the pane also the first of its variants. */
export const hasWords = (node: TreeNode, whole: boolean): boolean =>
  !node.nodes?.length || (!whole && variantsOf(node).length === node.nodes.length);

/** Return the line of a text, behind a word of the script or by itself; null where it can't be said. */
export function text(node: TreeNode, zone: Zone, keyword: string, whole: boolean): LineOf | null {
  if (!hasWords(node, whole)) return null;
  const words = fromMarkup(firstWording(node));
  const rest = otherAttributes(node, [], whole);
  const indent = zone === "choice" ? "  " : "";
  const expected = (line: ScriptLine) => line.tag === node.tag && line.words === words && line.kind !== "blank";
  const typed = firstThat(
    candidatesOf(words),
    (found) => `${indent}${keyword ? `${keyword}:${found ? " " : ""}` : ""}${found}${rest}`,
    zone,
    (line) => expected({ ...line, words: sameWords(line.words, words) }),
  );
  return typed === null ? null : { typed, zone, node };
}

/** Return the wanted words where these say the same. */
export const sameWords = (found: string, wanted: string): string =>
  unguard(found) === unguard(wanted) && sameMarks(found, wanted) ? wanted : found;

/** Tell whether the characters with a meaning are the same in both. */
const sameMarks = (found: string, wanted: string): boolean => {
  const marks = (words: string) => (words.match(/[*<]/g) ?? []).length;
  return marks(found) === marks(wanted);
};

/** Return the line of somebody who speaks. */
export function writeHead(node: TreeNode, zone: Zone, names: Names, whole: boolean): LineOf | null {
  if (!hasWords(node, whole)) return null;
  const words = fromMarkup(firstWording(node));
  const { by, mood } = node.attrs;
  const view = node.tag === "their-view";
  const name = names.person(by);
  const sayMood = !view && mood !== undefined && names.words.moods.has(mood);
  const rest = otherAttributes(node, ["by", ...(sayMood ? ["mood"] : [])], whole);
  const before = view ? `view${by === undefined ? "" : ` (${name})`}` : `${name}${sayMood ? ` (${mood})` : ""}`;
  const indent = zone === "choice" ? "  " : "";
  const typed = firstThat(
    candidatesOf(words),
    (found) => `${indent}${before}:${found ? " " : ""}${found}${rest}`,
    zone,
    (line) => line.kind === "speech" && line.tag === node.tag && sameWords(line.words, words) === words,
  );
  return typed === null ? null : { typed, zone, node };
}

/** Return an element as one line of XML. */
export function writeRaw(node: TreeNode, zone: Zone): LineOf {
  return { typed: `${zone === "choice" ? "  " : ""}${toXmlLine(node)}`, zone, node };
}
