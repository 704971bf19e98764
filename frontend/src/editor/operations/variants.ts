// A text in several wordings: an element holds its text, or a <variant> for each wording in its place.

import { scenarioOrders } from "../../contracts/constants";
import { children, insertChildren, type TreeNode } from "../tree";

/** Return the variants of an element; none when it holds its text itself. */
export const variantsOf = (node: TreeNode | undefined): readonly TreeNode[] => (node ? children(node, "variant") : []);

/** Tell whether an element of this tag may hold variants in the place of its text. */
export const canVary = (tag: string): boolean => !!scenarioOrders[tag]?.includes("variant");

/** Return the text of an element, the first one when it has variants. */
export const firstWording = (node: TreeNode | undefined): string => node?.text ?? variantsOf(node)[0]?.text ?? "";

/** Return an element with another variant at its end; the text that it holds becomes the first one. */
export function addVariant(node: TreeNode, first: TreeNode, added: TreeNode): TreeNode {
  const { text, ...rest } = node;
  if (variantsOf(node).length) return insertChildren(node, [added]);
  return { ...rest, nodes: [{ ...first, text: text ?? "" }, added] };
}

/** Return an element without a variant; the text of the last one that is left becomes its own again. */
export function removeVariant(node: TreeNode, key: number): TreeNode {
  const nodes = (node.nodes ?? []).filter((inner) => inner.key !== key);
  const [left] = nodes;
  if (nodes.length !== 1 || left?.tag !== "variant") return { ...node, nodes };
  const { nodes: _gone, ...rest } = node;
  return { ...rest, text: left.text ?? "" };
}
