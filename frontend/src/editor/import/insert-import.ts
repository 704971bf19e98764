// Inserts an imported scenario: instead of the current one, or as a branch.

import type { ImportEntry } from "../../contracts/editor";
import { createClip, pasteClip } from "../operations/copying";
import { insertInOrder } from "../operations/insertion";
import { elementAtPath } from "../selection";
import { child, children, insertChildren, type TreeNode, updateNode, withAttribute, withKeys } from "../tree";

/** The new tree, and a function that finds the place of a report's entry in it. */
export interface InsertResult {
  tree: TreeNode;
  findKey: (at: ImportEntry["at"]) => number | null;
}

/** Replace the tree; the component's own settings stay. */
export function replaceWithImport(root: TreeNode, imported: TreeNode, settings: readonly string[]): InsertResult {
  const attrs = { ...imported.attrs };
  for (const name of settings) if (root.attrs[name]) attrs[name] = root.attrs[name];
  const tree = { ...imported, attrs };
  return { tree, findKey: (at) => keyAt(tree, at, elementAtPath) };
}

/**
 * Append scenes and endings as a branch, with new ids where needed, together with missing people, missing meters and
 * notes. The choice with key `choice` leads there; null for none.
 */
export function appendImport(root: TreeNode, imported: TreeNode, choice: number | null): InsertResult {
  const places = children(imported, "scene", "ending");
  const put = pasteClip(root, createClip(imported, places, "places"));
  const moved = new Map(places.map((place, n) => [place.key, put.keys[n] ?? 0]));
  let { tree } = put;
  for (const meter of children(child(imported, "meters") ?? imported, "meter")) {
    if (put.missing.meters.includes(meter.attrs.id ?? "")) tree = addMeter(tree, meter);
  }
  tree = children(imported, "note").reduce(
    (all, note) => insertInOrder(all, withKeys({ tag: "note", attrs: { ...note.attrs }, text: note.text ?? "" })),
    tree,
  );
  const begins = child(imported, "start")?.attrs.scene;
  const first = places.find((place) => place.attrs.id === begins) ?? places[0];
  const there = first && children(tree, "scene", "ending").find(({ key }) => key === moved.get(first.key));
  if (choice !== null && there)
    tree = updateNode(tree, choice, (node) => withAttribute(node, "to", there.attrs.id ?? ""));
  const findKey: InsertResult["findKey"] = (at) =>
    keyAt(imported, at, (node, path) => {
      const key = moved.get(node.key);
      const now = key === undefined ? undefined : children(tree, "scene", "ending").find((place) => place.key === key);
      return now && elementAtPath(now, path);
    });
  return { tree, findKey };
}

/** Add a meter to the tree. */
function addMeter(tree: TreeNode, meter: TreeNode): TreeNode {
  const created = withKeys({ tag: "meter", attrs: { ...meter.attrs }, nodes: [] });
  const meters = child(tree, "meters");
  if (!meters) return insertInOrder(tree, { ...withKeys({ tag: "meters", attrs: {}, nodes: [] }), nodes: [created] });
  return updateNode(tree, meters.key, (node) => insertChildren(node, [created]));
}

/** Return the key of the place that a report's entry refers to. */
function keyAt(
  imported: TreeNode,
  at: ImportEntry["at"],
  now: (top: TreeNode, path: readonly number[]) => TreeNode | undefined,
): number | null {
  if (!at?.length) return null;
  const top = imported.nodes?.[at[0]!];
  return (top && now(top, at.slice(1))?.key) ?? null;
}
