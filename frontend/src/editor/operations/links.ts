// Links between scenes and endings, and references to ids in conditions.

import { child, children, type TreeNode } from "../tree";

/** A link to a scene or ending. */
export interface Link {
  /** Id of the scene where it begins; empty for a safety gate, which applies everywhere. */
  from: string;
  to: string;
  kind: "choice" | "go" | "gate";
  /** The choice, go or when element with the target. */
  node: TreeNode;
  choice: TreeNode | null;
}

const linkCache = new WeakMap<TreeNode, readonly Link[]>();

/** Return the links of a scene. They are cached: most scenes stay the same between edits. */
export function linksFrom(scene: TreeNode): readonly Link[] {
  const known = linkCache.get(scene);
  if (known) return known;
  const found: Link[] = [];
  const from = scene.attrs.id ?? "";
  for (const choice of children(scene, "choice")) {
    found.push({ from, to: choice.attrs.to ?? "", kind: "choice", node: choice, choice });
    for (const go of children(choice, "go")) found.push({ from, to: go.attrs.to ?? "", kind: "go", node: go, choice });
  }
  linkCache.set(scene, found);
  return found;
}

/** Return the links of all safety gates. */
export const gateLinks = (root: TreeNode): readonly Link[] =>
  children(root, "when").map((node) => ({ from: "", to: node.attrs.to ?? "", kind: "gate", node, choice: null }));

/** Return all links. */
export function allLinks(root: TreeNode): readonly Link[] {
  return [...gateLinks(root), ...children(root, "scene").flatMap(linksFrom)];
}

/** Return all scenes and endings by id. */
export function placesById(root: TreeNode): Map<string, TreeNode> {
  return new Map(children(root, "scene", "ending").map((place) => [place.attrs.id ?? "", place]));
}

/** Return the ids that can be reached from these, including them, without passing through `not`. */
function reachableIds(root: TreeNode, from: readonly string[], not: ReadonlySet<string> = new Set()): Set<string> {
  const places = placesById(root);
  const seen = new Set<string>();
  const open = [...from];
  while (open.length) {
    const id = open.pop()!;
    const place = places.get(id);
    if (!place || seen.has(id) || not.has(id)) continue;
    seen.add(id);
    for (const link of linksFrom(place)) open.push(link.to);
  }
  return seen;
}

/** Return a scene's id and all ids that can be reached through it only. */
export function exclusiveBranch(root: TreeNode, id: string): Set<string> {
  const begin = [child(root, "start")?.attrs.scene ?? "", ...gateLinks(root).map((gate) => gate.to)];
  const without = reachableIds(root, begin, new Set([id]));
  const within = reachableIds(root, [id]);
  return new Set([...within].filter((found) => found === id || !without.has(found)));
}

/** Matches the ids in a condition. */
const referencePattern = /\b(chose|visited)\s+([a-z][a-z0-9_-]*)/g;

/** Return the ids that a condition refers to. */
export const referencedIds = (condition: string): Array<{ kind: "chose" | "visited"; id: string }> =>
  Array.from(condition.matchAll(referencePattern), ([, kind, id]) => ({
    kind: kind as "chose" | "visited",
    id: id ?? "",
  }));

/** Return a condition with renamed ids. */
export const renameReferencedIds = (condition: string, ids: ReadonlyMap<string, string>): string =>
  condition.replace(referencePattern, (whole, kind: string, id: string) =>
    ids.has(id) ? `${kind} ${ids.get(id)}` : whole,
  );

/** Iterate over all elements of a tree, parents first. */
export function* walkTree(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const inner of node.nodes ?? []) yield* walkTree(inner);
}
