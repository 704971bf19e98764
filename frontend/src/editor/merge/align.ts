// Finds which child elements of two versions are the same: by key, by what names them, else by what they say.

import { continuumOnce, reflectionOnce, scenarioOnce } from "../../contracts/constants";
import { ownValue } from "../../ui/own-value";
import { plainText } from "../text/markup";
import type { TreeNode } from "../tree";

/** Elements that stand once in their parent, by parent: two of them are always two versions of one. */
const onceOnly: Record<string, readonly string[]> = { ...scenarioOnce, ...continuumOnce, ...reflectionOnce };

/** Two texts are versions of one when they share this part of their words. */
const leastAlike = 0.4;
/** Beyond this many pairs texts are compared by place only, so that time grows in step with the size. */
const maxPairs = 40_000;

/** Return what names an element among its siblings; null when only its content tells it from others. */
export function nameOf(parent: TreeNode, { tag, attrs }: TreeNode): string | null {
  if (attrs.id) return `${tag}#${attrs.id}`;
  if (tag === "level") return `level?${attrs.if ?? ""}`;
  if (tag === "goal") return `goal#${attrs.skill ?? ""}`;
  if (tag === "term") return attrs.name ? `term#${attrs.name}` : null;
  return ownValue(onceOnly, parent.tag)?.includes(tag) ? tag : null;
}

const contents = new WeakMap<TreeNode, string>();

/** Return the value of an element without keys, for comparing; white space at its ends and in runs does not count. */
export function contentOf(node: TreeNode): string {
  const known = contents.get(node) ?? writeContent(node);
  contents.set(node, known);
  return known;
}

/** Write the value of an element. */
function writeContent(node: TreeNode): string {
  const attrs = Object.entries(node.attrs)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const own = JSON.stringify([node.tag, attrs, (node.text ?? "").replace(/\s+/g, " ").trim()]);
  // What is inside is JSON already; as a string in JSON its quotation marks would double with each level.
  return `[${[own, ...(node.nodes ?? []).map(contentOf)].join()}]`;
}

/** Return the partner in `other` of each child of `base`, by the child. */
export function matchChildren(base: TreeNode, other: TreeNode): Map<TreeNode, TreeNode> {
  const pairs = new Map<TreeNode, TreeNode>();
  const taken = new Set<TreeNode>();
  const pair = (one: TreeNode, two: TreeNode | undefined) => {
    if (!two || taken.has(two) || pairs.has(one)) return;
    pairs.set(one, two);
    taken.add(two);
  };
  const left = () => (base.nodes ?? []).filter((node) => !pairs.has(node));
  const free = () => (other.nodes ?? []).filter((node) => !taken.has(node));

  const byKey = new Map((other.nodes ?? []).map((node) => [node.key, node]));
  for (const node of left()) if (byKey.get(node.key)?.tag === node.tag) pair(node, byKey.get(node.key));
  pairEqual(left(), free(), (parent, node) => nameOf(parent, node), [base, other], pair);
  pairEqual(left(), free(), (parent, node) => (nameOf(parent, node) ? null : contentOf(node)), [base, other], pair);
  for (const tag of new Set(left().map((node) => node.tag))) {
    const ofTag = (parent: TreeNode) => (node: TreeNode) => node.tag === tag && nameOf(parent, node) === null;
    pairAlike(left().filter(ofTag(base)), free().filter(ofTag(other)), pair);
  }
  return pairs;
}

/** Add a value to the list under a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Pair elements with the same name, in order; names come from `name`, and null pairs with nothing. */
function pairEqual(
  ones: readonly TreeNode[],
  twos: readonly TreeNode[],
  name: (parent: TreeNode, node: TreeNode) => string | null,
  [base, other]: readonly [TreeNode, TreeNode],
  pair: (one: TreeNode, two: TreeNode | undefined) => void,
): void {
  const waiting = new Map<string, TreeNode[]>();
  for (const node of twos) {
    const said = name(other, node);
    if (said !== null) addTo(waiting, said, node);
  }
  for (const those of waiting.values()) those.reverse();
  for (const node of ones) pair(node, waiting.get(name(base, node) ?? "\u0000")?.pop());
}

/** Pair elements of one tag that say something alike, the most alike first; those left over one to one by their place. */
function pairAlike(
  ones: readonly TreeNode[],
  twos: readonly TreeNode[],
  pair: (one: TreeNode, two: TreeNode) => void,
): void {
  const found: Array<{ one: number; two: number; alike: number }> = [];
  if (ones.length * twos.length <= maxPairs) {
    const [first, second] = [ones.map(wordsOf), twos.map(wordsOf)];
    first.forEach((words, one) => {
      second.forEach((others, two) => {
        const alike = shareOfWords(words, others);
        if (alike >= leastAlike) found.push({ one, two, alike });
      });
    });
  }
  found.sort((a, b) => b.alike - a.alike || a.one - b.one || a.two - b.two);
  const [usedOnes, usedTwos] = [new Set<number>(), new Set<number>()];
  for (const { one, two } of found) {
    if (usedOnes.has(one) || usedTwos.has(two)) continue;
    usedOnes.add(one);
    usedTwos.add(two);
    pair(ones[one]!, twos[two]!);
  }
  const restOnes = ones.filter((_, at) => !usedOnes.has(at));
  const restTwos = twos.filter((_, at) => !usedTwos.has(at));
  // As many as before: they were written anew. Fewer or more: some went and others came.
  if (restOnes.length !== restTwos.length) return;
  restOnes.forEach((one, at) => {
    pair(one, restTwos[at]!);
  });
}

/** Return all words of an element and of what is inside it. */
function wordsOf(node: TreeNode): string[] {
  const own = [node.text === undefined ? "" : plainText(node.text), ...Object.values(node.attrs)].join(" ");
  return [...own.split(/\s+/).filter(Boolean), ...(node.nodes ?? []).flatMap(wordsOf)];
}

/** Return the share of words that two lists have in common, from 0 to 1. */
function shareOfWords(ones: readonly string[], twos: readonly string[]): number {
  if (!ones.length && !twos.length) return 1;
  const counts = new Map<string, number>();
  for (const word of ones) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of twos) {
    const count = counts.get(word) ?? 0;
    if (count > 0) common += 1;
    counts.set(word, count - 1);
  }
  return (2 * common) / (ones.length + twos.length);
}
