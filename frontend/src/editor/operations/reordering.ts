// Moves an element to another place among those of its kind.

import { children, pathTo, type TreeNode, updateNode } from "../tree";

/** Return the elements with one of them at place `to` among those that `isKin`; all others keep their places. */
export function placeAmong(
  nodes: readonly TreeNode[],
  key: number,
  to: number,
  isKin: (node: TreeNode) => boolean,
): readonly TreeNode[] {
  const kin = nodes.filter(isKin);
  const moved = kin.find((node) => node.key === key);
  if (!moved) return nodes;
  const others = kin.filter((node) => node !== moved);
  others.splice(to, 0, moved);
  if (others.every((node, at) => node === kin[at])) return nodes;
  return nodes.map((node) => (isKin(node) ? others.shift()! : node));
}

/** Return the tree with a scene, ending or choice at place `to` among those beside it. */
export function moveNodeTo(root: TreeNode, key: number, to: number): TreeNode {
  const [node, parent] = pathTo(root, key).slice(-2).reverse();
  if (!node || !parent || children(parent, node.tag).length < 2) return root;
  return updateNode(root, parent.key, (found) => {
    const nodes = placeAmong(found.nodes ?? [], key, to, ({ tag }) => tag === node.tag);
    return nodes === found.nodes ? found : { ...found, nodes };
  });
}
