// Taking scenes, endings and choices away, and saying beforehand what hangs on them.

import { updateChildren } from "./edits";
import { walkTree, referencedIds, allLinks, type Link } from "./links";
import { children, pathTo, withAttribute, type TreeNode } from "../tree";

export interface RemovalConsequences {
  /** Ways from what stays to what goes: they will lead nowhere until the author sets them. */
  ways: readonly Link[];
  /** Conditions in what stays that ask for what goes. */
  conditions: ReadonlyArray<{ node: TreeNode; place: TreeNode }>;
  start: boolean;
}

/** What becomes of the rest when the places with these ids go. */
export function removalConsequences(root: TreeNode, ids: ReadonlySet<string>): RemovalConsequences {
  const gone = new Set(ids);
  for (const place of children(root, "scene")) {
    if (ids.has(place.attrs.id ?? "")) for (const choice of children(place, "choice")) gone.add(choice.attrs.id ?? "");
  }
  const start = children(root, "start").some((found) => ids.has(found.attrs.scene ?? ""));
  return {
    ways: allLinks(root).filter((way) => ids.has(way.to) && !ids.has(way.from)),
    conditions: conditionsReferencing(root, gone).filter(({ place }) => !ids.has(place.attrs.id ?? "")),
    start,
  };
}

/** The elements whose condition names one of these ids, with the scene, ending or gate they stand in. */
export function conditionsReferencing(
  root: TreeNode,
  ids: ReadonlySet<string>,
): Array<{ node: TreeNode; place: TreeNode }> {
  const found: Array<{ node: TreeNode; place: TreeNode }> = [];
  for (const place of root.nodes ?? []) {
    for (const node of walkTree(place)) {
      if (node.attrs.if && referencedIds(node.attrs.if).some(({ id }) => ids.has(id))) found.push({ node, place });
    }
  }
  return found;
}

/** The tree without these scenes and endings. What led there stays and leads nowhere, which the review then tells. */
export function removePlaces(root: TreeNode, ids: ReadonlySet<string>): TreeNode {
  const left = updateChildren(root, (node) => {
    if ((node.tag === "scene" || node.tag === "ending") && ids.has(node.attrs.id ?? "")) return null;
    if (node.tag === "start") return ids.has(node.attrs.scene ?? "") ? withAttribute(node, "scene", null) : node;
    if (node.tag === "when") return clearTarget(node, ids);
    if (node.tag !== "scene") return node;
    return updateChildren(node, (choice) =>
      choice.tag === "choice"
        ? updateChildren(clearTarget(choice, ids), (inner) => (inner.tag === "go" ? clearTarget(inner, ids) : inner))
        : choice,
    );
  });
  return left;
}

const clearTarget = (node: TreeNode, ids: ReadonlySet<string>): TreeNode =>
  ids.has(node.attrs.to ?? "") ? withAttribute(node, "to", null) : node;

/** What is selected after an element goes: the one after it, the one before it, or what it stood in. */
export function selectionAfterRemoval(root: TreeNode, key: number): number {
  const way = pathTo(root, key);
  const parent = way.at(-2);
  const node = way.at(-1);
  if (!parent || !node) return root.key;
  const alike = children(parent, ...(node.tag === "choice" ? ["choice"] : ["scene", "ending"]));
  const at = alike.findIndex((one) => one.key === key);
  return (alike[at + 1] ?? alike[at - 1] ?? parent).key;
}
