// Removes scenes, endings and choices, and tells beforehand what depends on them.

import { children, pathTo, type TreeNode, withAttribute } from "../tree";
import { updateChildren } from "./edits";
import { allLinks, type Link, referencedIds, walkTree } from "./links";

/** What depends on the places to be removed. */
export interface RemovalConsequences {
  /** Links from what stays to what is removed: it has to be said where they lead instead. */
  ways: readonly Link[];
  /** Conditions in what stays that refer to what is removed. */
  conditions: ReadonlyArray<{ node: TreeNode; place: TreeNode }>;
  start: boolean;
}

/** Return what depends on the places with these ids. */
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

/** Return the elements whose condition refers to one of these ids, with the top-level element around them. */
function conditionsReferencing(root: TreeNode, ids: ReadonlySet<string>): Array<{ node: TreeNode; place: TreeNode }> {
  const found: Array<{ node: TreeNode; place: TreeNode }> = [];
  for (const place of root.nodes ?? []) {
    for (const node of walkTree(place)) {
      if (node.attrs.if && referencedIds(node.attrs.if).some(({ id }) => ids.has(id))) found.push({ node, place });
    }
  }
  return found;
}

/** Return the tree without these scenes and endings. Links to them lose their target, which the check reports. */
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

/** Remove an element's target when it is one of these ids. */
const clearTarget = (node: TreeNode, ids: ReadonlySet<string>): TreeNode =>
  ids.has(node.attrs.to ?? "") ? withAttribute(node, "to", null) : node;

/** Return the key to select after an element is removed: the next, the previous, or the parent. */
export function selectionAfterRemoval(root: TreeNode, key: number): number {
  const way = pathTo(root, key);
  const parent = way.at(-2);
  const node = way.at(-1);
  if (!parent || !node) return root.key;
  const alike = children(parent, ...(node.tag === "choice" ? ["choice"] : ["scene", "ending"]));
  const at = alike.findIndex((one) => one.key === key);
  return (alike[at + 1] ?? alike[at - 1] ?? parent).key;
}
