// How elements follow from what lines say: unchanged parts stay the same objects, and what the script does not say stays
// beside what it says.

import type { TreeData } from "../../../contracts/tree";
import { canVary } from "../../operations/variants";
import type { TreeNode } from "../../tree";
import type { ScriptLine } from "./lines";
import type { SourceLine } from "./sources";
import { fromMarkup, toMarkup } from "./words";
import { hasWords, type Vocabulary } from "./writing";

/** What reading needs to know of the rest of the scenario. */
export interface Reading {
  words: Vocabulary;
  /** Return a new element with a key of its own. */
  make(data: TreeData): TreeNode;
  /** Return the id of the place behind an arrow; undefined where there is none and none is to be made. */
  placeId(target: string, open: boolean): string | undefined;
  /** Return the id of the person with a name; undefined where there is none and none is to be made. */
  personId(name: string, open: boolean): string | undefined;
  /** Return the id for an element: its own, or a new one made of words as long as it is being written. */
  idFor(base: TreeNode | null, words: string, otherwise: string): string;
  /** Tell whether the script says this child of an element. */
  says(parent: TreeNode, child: TreeNode): boolean;
}

/** Return an element with these attributes and children; the same one where nothing has changed. */
export function withParts(
  reading: Reading,
  base: TreeNode | null,
  tag: string,
  attrs: Record<string, string>,
  inside: string | readonly TreeNode[],
): TreeNode {
  const isText = typeof inside === "string";
  const node = base ?? reading.make(isText ? { tag, attrs, text: inside } : { tag, attrs, nodes: [] });
  const sameInside = isText
    ? (node.text ?? "") === inside && !node.nodes
    : node.text === undefined && isSameList(node.nodes ?? [], inside);
  if (node.tag === tag && sameInside && isSameAttributes(node.attrs, attrs)) return node;
  return isText ? { tag, attrs, key: node.key, text: inside } : { tag, attrs, key: node.key, nodes: inside };
}

/** Tell whether two lists hold the same elements. */
const isSameList = (one: readonly TreeNode[], other: readonly TreeNode[]): boolean =>
  one.length === other.length && one.every((node, index) => node === other[index]);

/** Tell whether attributes are the same. */
const isSameAttributes = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);

/** Return attributes with changes; undefined removes one. */
export function changed(
  attrs: Readonly<Record<string, string>> | undefined,
  changes: Record<string, string | undefined>,
): Record<string, string> {
  const after: Record<string, string> = { ...attrs };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete after[name];
    else after[name] = value;
  }
  return after;
}

/** Return the markup of a line's words; that of the element where they say the same. */
export const markupOf = (words: string, base: TreeNode | null): string =>
  base?.text !== undefined && fromMarkup(base.text) === words ? base.text : toMarkup(words);

/** Return what the element of a line holds: its words, or with the first of its variants changed all of these. */
export function insideOf(tag: string, words: string, base: TreeNode | null): string | readonly TreeNode[] {
  const [first, ...others] = base?.nodes ?? [];
  if (!base?.nodes || !first || !canVary(tag)) return markupOf(words, base);
  const text = markupOf(words, first);
  return text === first.text ? base.nodes : [{ ...first, text }, ...others];
}

/** Return children in their new order, with what the script does not say behind what it stood behind. */
export function rejoin(reading: Reading, base: TreeNode | null, said: readonly TreeNode[]): readonly TreeNode[] {
  if (!base?.nodes?.length) return said;
  const keys = new Map(said.map((node) => [node.key, node]));
  const before = base.nodes.filter((node) => reading.says(base, node));
  if (before.length === said.length && before.every((node) => keys.has(node.key)) && isSameOrder(before, said))
    return base.nodes.map((node) => keys.get(node.key) ?? node);
  const behind = new Map<number, TreeNode[]>();
  let anchor = 0;
  for (const node of base.nodes) {
    if (keys.has(node.key)) anchor = node.key;
    else if (!reading.says(base, node)) behind.set(anchor, [...(behind.get(anchor) ?? []), node]);
  }
  return [...(behind.get(0) ?? []), ...said.flatMap((node) => [node, ...(behind.get(node.key) ?? [])])];
}

const deedTags = ["do", "say", "wait"];

/** Tell whether elements are in the same order; what is said and done stands first in the script wherever it is. */
function isSameOrder(before: readonly TreeNode[], said: readonly TreeNode[]): boolean {
  const others = (nodes: readonly TreeNode[]) =>
    nodes.filter(({ tag }) => !deedTags.includes(tag)).map(({ key }) => key);
  const deeds = (nodes: readonly TreeNode[]) => nodes.filter(({ tag }) => deedTags.includes(tag)).map(({ key }) => key);
  return `${others(before)}` === `${others(said)}` && `${deeds(before)}` === `${deeds(said)}`;
}

/** Return the element of a text. */
export function textNode(reading: Reading, source: SourceLine, words = source.line.words): TreeNode {
  const { line } = source;
  const base = simpleBase(source);
  // Words of somebody have become something else. A note keeps who wrote it.
  const spoken = base && ["line", "reply", "their-view"].includes(base.tag) ? { by: undefined, mood: undefined } : {};
  const attrs = changed(base?.attrs, { ...spoken, ...line.attrs });
  if (["check-in", "rehearse"].includes(line.tag) && !words && !base?.text)
    return withParts(reading, base, line.tag, attrs, base?.nodes ?? "");
  return withParts(reading, base, line.tag, attrs, insideOf(line.tag, words, base));
}

/** Return the element that a line was, where it holds words. */
const simpleBase = ({ node, line }: SourceLine): TreeNode | null =>
  node &&
  hasWords(node, false) &&
  !["choice", "scene", "ending", "level", "person", "start"].includes(node.tag) &&
  line.kind !== "blank"
    ? node
    : null;

/** Return the element of somebody who speaks. */
export function speechNode(reading: Reading, source: SourceLine): TreeNode {
  const { line, open } = source;
  const base = simpleBase(source);
  const isView = line.tag === "their-view";
  const { moods } = reading.words;
  const isMood = !isView && moods.has(line.detail);
  const words = line.detail && !isMood && !isView ? `(${line.detail}) ${line.words}`.trim() : line.words;
  const hiddenMood = base?.attrs.mood !== undefined && !moods.has(base.attrs.mood) ? base.attrs.mood : undefined;
  const by = line.name === null || line.name === "?" ? undefined : reading.personId(line.name, open);
  const attrs = changed(base?.attrs, {
    by: by ?? (open && line.name !== null && line.name !== "?" ? base?.attrs.by : undefined),
    mood: isMood ? line.detail : hiddenMood,
    ...line.attrs,
  });
  return withParts(reading, base, line.tag, attrs, insideOf(line.tag, words, base));
}

/** Return the attributes that a line says in braces, but for the id. */
export const bracesWithoutId = ({ attrs }: ScriptLine): Record<string, string> => {
  const { id: _id, ...others } = attrs;
  return others;
};
