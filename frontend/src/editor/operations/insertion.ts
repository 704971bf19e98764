// Where a new element belongs among its parent's children.

import { scenarioOrders } from "../../contracts/constants";
import { ownValue } from "../../ui/own-value";
import { insertChildren, type TreeNode } from "../tree";

/**
 * The order of child elements in the notation, by parent element; other elements come last. The form editors add
 * theirs.
 */
export const elementOrders: Record<string, readonly string[]> = { ...scenarioOrders };

/** Tags of content items, whose order the author decides. */
export const contentTags: readonly string[] = ["cue", "line", "reply", "image", "audio", "video"];

/**
 * Return where a new element belongs: after the element with the key `after`, if it has the same tag; else after the
 * last of its kind; else before those that come later in the notation. Content items are one kind.
 */
export function insertionIndex(parent: TreeNode, tag: string, after?: number): number {
  const nodes = parent.nodes ?? [];
  const given = nodes.findIndex((node) => node.key === after && node.tag === tag);
  if (given >= 0) return given + 1;
  const kin = contentTags.includes(tag) ? contentTags : [tag];
  const last = nodes.map((node) => kin.includes(node.tag)).lastIndexOf(true);
  if (last >= 0) return last + 1;
  const order = ownValue(elementOrders, parent.tag) ?? [];
  const rank = (name: string) => {
    const found = order.findIndex(
      (known) => known === name || (contentTags.includes(known) && contentTags.includes(name)),
    );
    return found < 0 ? order.length : found;
  };
  let index = nodes.length;
  while (index > 0 && rank(nodes[index - 1]!.tag) > rank(tag)) index -= 1;
  return index;
}

/** Insert an element where it belongs. */
export function insertInOrder(parent: TreeNode, node: TreeNode): TreeNode {
  return insertChildren(parent, [node], insertionIndex(parent, node.tag));
}

/** Insert elements of one tag where they belong; after the element with the key `after`, if it has the same tag. */
export function insertAmong(parent: TreeNode, tag: string, added: readonly TreeNode[], after?: number): TreeNode {
  return insertChildren(parent, added, insertionIndex(parent, tag, after));
}
