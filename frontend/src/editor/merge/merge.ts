// Joins the changes of two authors to one text: a three-way merge of trees.
//
// What only one of them changed is taken. What both changed to the same is taken. What both changed differently is a
// conflict: it is asked about, and only about it. Nothing is lost in silence.

import { contentTags } from "../operations/insertion";
import type { TreeNode } from "../tree";
import { addTo, contentOf, matchChildren, nameOf } from "./align";

/** A side of a conflict. */
export type Side = "mine" | "theirs";

/** One thing that both changed differently. */
export interface Conflict {
  /** Tells it from all others; the same in each merge of the same three trees. */
  id: string;
  /** The elements from the root to the one that it is about, as far as mine, else theirs, has them. */
  path: readonly TreeNode[];
  /** An attribute; "" for the text, "order" for the order of what is inside, "gone" where one deleted it. */
  field: string;
  /** The values; null where it was deleted. */
  mine: string | null;
  theirs: string | null;
}

/** The joined tree, what is asked about, and how many things of the other author's came in. */
export interface Merged {
  tree: TreeNode;
  conflicts: Conflict[];
  taken: number;
}

/** What a merge knows on its way. */
interface Run {
  conflicts: Conflict[];
  taken: number;
  decide: (id: string) => Side;
}

/**
 * Return a tree with the changes of both. A conflict is settled by `decide`, for mine without it. Elements keep the keys
 * that they have in mine.
 */
export function mergeTrees(
  base: TreeNode,
  mine: TreeNode,
  theirs: TreeNode,
  decide: (id: string) => Side = () => "mine",
): Merged {
  const run: Run = { conflicts: [], taken: 0, decide };
  const tree = mergeNode(run, base, mine, theirs, [], "");
  return { tree, conflicts: run.conflicts, taken: run.taken };
}

const sameText = (one: string | undefined, other: string | undefined): boolean =>
  (one ?? "").replace(/\s+/g, " ").trim() === (other ?? "").replace(/\s+/g, " ").trim();

/** Return the value after both changes of one field; note a conflict. */
function mergeField(
  run: Run,
  about: { id: string; path: readonly TreeNode[]; field: string },
  base: string | undefined,
  mine: string | undefined,
  theirs: string | undefined,
): string | undefined {
  if (sameText(theirs, base) || sameText(mine, theirs)) return mine;
  if (sameText(mine, base)) {
    run.taken += 1;
    return theirs;
  }
  run.conflicts.push({ ...about, mine: mine ?? "", theirs: theirs ?? "" });
  return run.decide(about.id) === "mine" ? mine : theirs;
}

/** Return an element after both changes. */
function mergeNode(
  run: Run,
  base: TreeNode,
  mine: TreeNode,
  theirs: TreeNode,
  above: readonly TreeNode[],
  place: string,
): TreeNode {
  if (contentOf(theirs) === contentOf(base)) return mine;
  const path = [...above, mine];
  const attrs: Record<string, string> = {};
  const names = new Set([...Object.keys(mine.attrs), ...Object.keys(theirs.attrs)]);
  for (const name of names) {
    const about = { id: `${place}@${name}`, path, field: name };
    const value = mergeField(run, about, base.attrs[name], mine.attrs[name], theirs.attrs[name]);
    if (value !== undefined) attrs[name] = value;
  }
  const about = { id: `${place}@`, path, field: "" };
  const text = mergeField(run, about, base.text, mine.text, theirs.text);
  const hasNodes = mine.nodes !== undefined || theirs.nodes !== undefined;
  const nodes = hasNodes ? mergeChildren(run, base, mine, theirs, path, place) : undefined;
  return {
    tag: mine.tag,
    attrs,
    key: mine.key,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined || (text !== undefined && !nodes.length) ? {} : { nodes }),
  };
}

/** A child that is in both versions, or in one of them, and what it becomes; null where it is deleted. */
interface Slot {
  mine: TreeNode | undefined;
  theirs: TreeNode | undefined;
  result: TreeNode | null;
}

/** Return the child elements after both changes, in an order that keeps what each of them moved. */
function mergeChildren(
  run: Run,
  base: TreeNode,
  mine: TreeNode,
  theirs: TreeNode,
  path: readonly TreeNode[],
  place: string,
): TreeNode[] {
  const [toMine, toTheirs] = [matchChildren(base, mine), matchChildren(base, theirs)];
  const slots = (base.nodes ?? []).map((node, at): Slot => {
    const pair = { mine: toMine.get(node), theirs: toTheirs.get(node) };
    return { ...pair, result: mergeChild(run, node, pair, path, `${place}/${at}`) };
  });
  slots.push(...addedByBoth(run, mine, theirs, slots, path, place));
  const known = new Set(slots.flatMap(({ mine: one, theirs: two }) => [one, two]));
  const added = (side: TreeNode) => (side.nodes ?? []).filter((node) => !known.has(node));
  const [fromMine, fromTheirs] = [added(mine), added(theirs)];
  run.taken += fromTheirs.length;
  const kept = orderSlots(run, mine, theirs, slots, path, place);
  return insertAdded(kept, [
    { side: mine, added: fromMine, of: (slot) => slot.mine },
    { side: theirs, added: fromTheirs, of: (slot) => slot.theirs },
  ]);
}

/** Return what becomes of a child of the base; null where it is deleted. */
function mergeChild(
  run: Run,
  base: TreeNode,
  { mine, theirs }: { mine: TreeNode | undefined; theirs: TreeNode | undefined },
  path: readonly TreeNode[],
  place: string,
): TreeNode | null {
  if (mine && theirs) return mergeNode(run, base, mine, theirs, path, place);
  const left = mine ?? theirs;
  if (!left) return null;
  if (contentOf(left) === contentOf(base)) {
    if (mine) run.taken += 1;
    return null;
  }
  const id = `${place}!`;
  const [said, gone] = [contentOf(left), null];
  const values = mine ? { mine: said, theirs: gone } : { mine: gone, theirs: said };
  run.conflicts.push({ id, path: [...path, left], field: "gone", ...values });
  return (run.decide(id) === "mine") === !!mine ? left : null;
}

/** Pair what both added in the same place of the notation, such as the first hint of a scene, and merge it. */
function addedByBoth(
  run: Run,
  mine: TreeNode,
  theirs: TreeNode,
  slots: readonly Slot[],
  path: readonly TreeNode[],
  place: string,
): Slot[] {
  const known = new Set(slots.flatMap((slot) => [slot.mine, slot.theirs]));
  const only = (side: TreeNode) => ({ ...side, nodes: (side.nodes ?? []).filter((node) => !known.has(node)) });
  const [added, others] = [only(mine), only(theirs)];
  const pairs = [...matchChildren(added, others)].filter(([one, two]) => isOneElement(added, others, one, two));
  return pairs.map(([one, two], at) => {
    const empty: TreeNode = { tag: one.tag, attrs: {}, key: -1, ...(one.nodes ? { nodes: [] } : {}) };
    return { mine: one, theirs: two, result: mergeNode(run, empty, one, two, path, `${place}/+${at}`) };
  });
}

/** Tell whether two added elements are one: they are equal, or the notation has one place for them. */
function isOneElement(added: TreeNode, others: TreeNode, one: TreeNode, two: TreeNode): boolean {
  const name = nameOf(added, one);
  return contentOf(one) === contentOf(two) || (name !== null && name === nameOf(others, two));
}

/** Return what has an order of its own: all content together, and every other kind by itself. */
const groupOf = ({ tag }: TreeNode): string => (contentTags.includes(tag) ? "content" : tag);

/** Return the slots that stay, in the order of whoever moved them; a conflict where both moved the same kind. */
function orderSlots(
  run: Run,
  mine: TreeNode,
  theirs: TreeNode,
  slots: readonly Slot[],
  path: readonly TreeNode[],
  place: string,
): Slot[] {
  const placeIn = (side: TreeNode) => new Map((side.nodes ?? []).map((node, at) => [node, at]));
  const [inMine, inTheirs] = [placeIn(mine), placeIn(theirs)];
  const staying = slots.filter(({ result }) => result !== null);
  const mineOrder = (slot: Slot) => inMine.get(slot.mine ?? mine);
  const theirOrder = (slot: Slot) => inTheirs.get(slot.theirs ?? theirs);
  const chosen = new Map<string, Slot[]>();
  for (const group of new Set(staying.map(({ result }) => groupOf(result!)))) {
    const those = staying.filter(({ result }) => groupOf(result!) === group);
    const both = those.filter((slot) => slot.mine && slot.theirs);
    const same = (one: readonly Slot[], two: readonly Slot[]) => one.every((slot, at) => slot === two[at]);
    const [asMine, asTheirs] = [sorted(both, mineOrder), sorted(both, theirOrder)];
    if (same(asTheirs, both) || same(asMine, asTheirs)) chosen.set(group, sorted(those, mineOrder));
    else if (same(asMine, both)) {
      run.taken += 1;
      chosen.set(group, sorted(those, theirOrder));
    } else {
      const id = `${place}~${group}`;
      run.conflicts.push({ id, path, field: "order", mine: orderText(asMine), theirs: orderText(asTheirs) });
      chosen.set(group, sorted(those, run.decide(id) === "mine" ? mineOrder : theirOrder));
    }
  }
  // Each kind keeps the places that it has in mine; which of them stands where is what was chosen.
  return sorted(staying, mineOrder).map(({ result }) => chosen.get(groupOf(result!))!.shift()!);
}

/** Sort slots by an order; one that has no place in it stays behind the one that it stood behind. */
function sorted(list: readonly Slot[], order: (slot: Slot) => number | undefined): Slot[] {
  const followers = new Map<Slot | null, Slot[]>();
  const placed: Slot[] = [];
  for (const slot of list) {
    if (order(slot) === undefined) addTo(followers, placed.at(-1) ?? null, slot);
    else placed.push(slot);
  }
  placed.sort((a, b) => order(a)! - order(b)!);
  return [...(followers.get(null) ?? []), ...placed.flatMap((slot) => [slot, ...(followers.get(slot) ?? [])])];
}

const orderText = (slots: readonly Slot[]): string => slots.map(({ result }) => contentOf(result!)).join("\n");

interface Additions {
  side: TreeNode;
  added: readonly TreeNode[];
  of: (slot: Slot) => TreeNode | undefined;
}

/** Insert what each side added, after what it stands behind there; at one place what reads first comes first. */
function insertAdded(kept: readonly Slot[], sides: readonly Additions[]): TreeNode[] {
  const runs = new Map<Slot | null, TreeNode[][]>();
  for (const { side, added, of } of sides) {
    const bySlot = new Map(kept.map((slot) => [of(slot), slot]));
    const isAdded = new Set(added);
    const own = new Map<Slot | null, TreeNode[]>();
    let behind: Slot | null = null;
    for (const node of side.nodes ?? []) {
      if (isAdded.has(node)) addTo(own, behind, node);
      else behind = bySlot.get(node) ?? behind;
    }
    for (const [slot, nodes] of own) addTo(runs, slot, nodes);
  }
  const at = (slot: Slot | null): TreeNode[] =>
    (runs.get(slot) ?? [])
      .map((nodes) => ({ nodes, said: nodes.map(contentOf).join() }))
      .sort((a, b) => (a.said < b.said ? -1 : 1))
      .flatMap(({ nodes }) => nodes);
  return [...at(null), ...kept.flatMap((slot) => [slot.result!, ...at(slot)])];
}
