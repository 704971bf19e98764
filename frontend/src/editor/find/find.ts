// Finds and replaces text. Only text is changed: no markup, ids, addresses or conditions.

import { updateChildren } from "../operations/edits";
import { joinMarkup, splitMarkup } from "../text/texts";
import type { TreeNode } from "../tree";

/** What to look for, and where. */
export interface Query {
  words: string;
  matchCase: boolean;
  wholeWord: boolean;
  scope: "all" | "here" | "learners";
}

/** One hit. */
export interface Hit {
  /** Key of the element with the text, and of the top-level element around it. */
  key: number;
  top: number;
  tag: string;
  /** The attribute, or null for the element's text. */
  attr: string | null;
  /** Index of the hit within that text. */
  nth: number;
  before: string;
  found: string;
  after: string;
}

/** Attributes that contain text for people. */
const textAttributes: Record<string, readonly string[]> = {
  powerstruggle_scenario: ["display_name"],
  scene: ["title"],
  ending: ["title"],
  person: ["name"],
  meter: ["name"],
  choice: ["closed"],
  image: ["alt"],
};
/** Number of characters shown before and after a hit. */
const contextLength = 32;
/** Elements that learners never read. */
const authorOnlyTags = new Set(["note", "sign-off"]);

/** Return the pattern of a query; null when it is empty. */
function queryPattern({ words, matchCase, wholeWord }: Query): RegExp | null {
  if (!words) return null;
  const plain = words
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s+/g, "\\s+")
    .replace(/['’]/g, "['’]");
  const flags = matchCase ? "gu" : "giu";
  try {
    return new RegExp(wholeWord ? `(^|[^\\p{L}\\p{N}_])(${plain})(?![\\p{L}\\p{N}_])` : `()(${plain})`, flags);
  } catch {
    return null;
  }
}

/** Return the positions of all matches. */
function matchesIn(words: string, sought: RegExp): Array<{ from: number; to: number }> {
  const hits = [];
  sought.lastIndex = 0;
  for (let found = sought.exec(words); found; found = sought.exec(words)) {
    const from = found.index + (found[1]?.length ?? 0);
    const to = from + (found[2]?.length ?? 0);
    hits.push({ from, to });
    // The character before a word may end the previous match: it is looked at again.
    sought.lastIndex = Math.max(to, found.index + 1);
  }
  return hits;
}

/** Return the number of matches in a text. */
export function countMatches(words: string, query: Query): number {
  const sought = queryPattern(query);
  return sought ? matchesIn(words, sought).length : 0;
}

/** Return all hits in the tree; `here` is the key of the selected top-level element. */
export function findHits(root: TreeNode, query: Query, here: number): Hit[] {
  const sought = queryPattern(query);
  if (!sought) return [];
  const hits: Hit[] = [];
  const look = (node: TreeNode, top: number, attr: string | null, parts: readonly string[]) => {
    let nth = 0;
    parts.forEach((words, index) => {
      if (index % 2) return;
      for (const { from, to } of matchesIn(words, sought)) {
        hits.push({
          key: node.key,
          top,
          tag: node.tag,
          attr,
          nth: nth++,
          found: words.slice(from, to),
          before: words.slice(Math.max(0, from - contextLength), from),
          after: words.slice(to, to + contextLength),
        });
      }
    });
  };
  const walk = (node: TreeNode, top: number) => {
    if (query.scope === "learners" && authorOnlyTags.has(node.tag)) return;
    for (const attr of textAttributes[node.tag] ?? []) if (node.attrs[attr]) look(node, top, attr, [node.attrs[attr]]);
    if (node.text) look(node, top, null, splitMarkup(node.text));
    for (const inner of node.nodes ?? []) walk(inner, top);
  };
  if (query.scope !== "here")
    for (const attr of textAttributes[root.tag] ?? [])
      if (root.attrs[attr]) look(root, root.key, attr, [root.attrs[attr]]);
  for (const top of root.nodes ?? []) if (query.scope !== "here" || top.key === here) walk(top, top.key);
  return hits;
}

/** Return the tree with these hits replaced; hits that don't exist any more are ignored. */
export function replaceHits(root: TreeNode, query: Query, hits: readonly Hit[], by: string): TreeNode {
  const sought = queryPattern(query);
  if (!sought || !hits.length) return root;
  const wanted = new Map<number, Hit[]>();
  for (const hit of hits) wanted.set(hit.key, [...(wanted.get(hit.key) ?? []), hit]);
  const change = (node: TreeNode): TreeNode => {
    const inner = node.nodes?.length ? updateChildren(node, change) : node;
    const mine = wanted.get(node.key);
    return mine ? replaceInNode(inner, mine, sought, by) : inner;
  };
  return change(root);
}

/** Replace hits in one element. */
function replaceInNode(node: TreeNode, hits: readonly Hit[], sought: RegExp, by: string): TreeNode {
  let after = node;
  for (const attr of new Set(hits.map((hit) => hit.attr))) {
    const nths = new Set(hits.filter((hit) => hit.attr === attr).map((hit) => hit.nth));
    if (attr !== null)
      after = {
        ...after,
        attrs: { ...after.attrs, [attr]: replaceInParts([after.attrs[attr] ?? ""], sought, nths, by)[0] ?? "" },
      };
    else after = { ...after, text: joinMarkup(replaceInParts(splitMarkup(after.text ?? ""), sought, nths, by)) };
  }
  return after;
}

/** Replace matches with these indexes; every second part is markup and is not changed. */
function replaceInParts(parts: readonly string[], sought: RegExp, nths: ReadonlySet<number>, by: string): string[] {
  let nth = 0;
  return parts.map((words, index) => {
    if (index % 2) return words;
    let done = "";
    let at = 0;
    for (const { from, to } of matchesIn(words, sought)) {
      if (nths.has(nth++)) {
        done += words.slice(at, from) + by;
        at = to;
      }
    }
    return done + words.slice(at);
  });
}
