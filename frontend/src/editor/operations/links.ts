// Where everything leads: ways between places, and the few places in the file that name an id.

import { children, child, type TreeNode } from "../tree";

export interface Link {
  /** Id of the scene it starts from; empty for a safety gate, which may take over anywhere. */
  from: string;
  to: string;
  kind: "choice" | "go" | "gate";
  /** The choice, <go> or <when> that says so. */
  node: TreeNode;
  choice: TreeNode | null;
}

const linkCache = new WeakMap<TreeNode, readonly Link[]>();

/** The ways out of one scene; kept with the scene, since most scenes stay the same from edit to edit. */
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

export const gateLinks = (root: TreeNode): readonly Link[] =>
  children(root, "when").map((node) => ({ from: "", to: node.attrs.to ?? "", kind: "gate", node, choice: null }));

export function allLinks(root: TreeNode): readonly Link[] {
  return [...gateLinks(root), ...children(root, "scene").flatMap(linksFrom)];
}

export function placesById(root: TreeNode): Map<string, TreeNode> {
  return new Map(children(root, "scene", "ending").map((place) => [place.attrs.id ?? "", place]));
}

/** The ids that can be reached from these, these among them, without passing through `not`. */
export function reachableIds(
  root: TreeNode,
  from: readonly string[],
  not: ReadonlySet<string> = new Set(),
): Set<string> {
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

/** A scene with all that can be reached through it alone: what would be left hanging without it. */
export function exclusiveBranch(root: TreeNode, id: string): Set<string> {
  const begin = [child(root, "start")?.attrs.scene ?? "", ...gateLinks(root).map((gate) => gate.to)];
  const without = reachableIds(root, begin, new Set([id]));
  const within = reachableIds(root, [id]);
  return new Set([...within].filter((found) => found === id || !without.has(found)));
}

/** The ids that a condition names, by what it says about them. */
const referencePattern = /\b(chose|visited)\s+([a-z][a-z0-9_-]*)/g;

export const referencedIds = (condition: string): Array<{ kind: "chose" | "visited"; id: string }> =>
  Array.from(condition.matchAll(referencePattern), ([, kind, id]) => ({
    kind: kind as "chose" | "visited",
    id: id ?? "",
  }));

export const renameReferencedIds = (condition: string, ids: ReadonlyMap<string, string>): string =>
  condition.replace(referencePattern, (whole, kind: string, id: string) =>
    ids.has(id) ? `${kind} ${ids.get(id)}` : whole,
  );

/** Every element of a tree, from the top down. */
export function* walkTree(node: TreeNode): Generator<TreeNode> {
  yield node;
  for (const inner of node.nodes ?? []) yield* walkTree(inner);
}
