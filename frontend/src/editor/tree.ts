// The data that editors change: a notation file as a tree of plain values, the same as on the server
// (authoring/tree.py).
//
// Trees never change: an edit returns a new tree that shares all unchanged parts. So undo keeps the old tree, and
// unchanged parts are recognized by identity.

import type { TreeData } from "../contracts/tree";

/** One element. It has text (`text`, with the notation's markup) or child elements (`nodes`), never both. */
export interface TreeNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly nodes?: readonly TreeNode[];
  /** A key that is never sent and stays the same through all edits. */
  readonly key: number;
}

let lastKey = 0;

/** Return the key of the element that was made last; all others have smaller ones. */
export const newestKey = (): number => lastKey;

/** Return a tree from the server with keys. */
export function withKeys({ tag, attrs, text, nodes }: TreeData): TreeNode {
  return {
    tag,
    attrs,
    key: ++lastKey,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(withKeys) }),
  };
}

/** Return a tree without keys, for sending. */
export function toTreeData({ tag, attrs, text, nodes }: TreeNode): TreeData {
  return {
    tag,
    attrs,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(toTreeData) }),
  };
}

/** Return a new element. */
export function elementData(
  tag: string,
  attrs: Record<string, string> = {},
  inside: string | TreeData[] = [],
): TreeData {
  return typeof inside === "string" ? { tag, attrs, text: inside } : { tag, attrs, nodes: inside };
}

/** Return the child elements with these tags; all without tags. */
export function children(node: TreeNode, ...tags: string[]): readonly TreeNode[] {
  const nodes = node.nodes ?? [];
  return tags.length ? nodes.filter((child) => tags.includes(child.tag)) : nodes;
}

/** Return the first child element with this tag. */
export function child(node: TreeNode, tag: string): TreeNode | undefined {
  return node.nodes?.find((found) => found.tag === tag);
}

/** The parent of each element, by tree and key. */
const parentCache = new WeakMap<TreeNode, ReadonlyMap<number, TreeNode>>();

/** Return the parent of each element, by key. */
function parentMap(root: TreeNode): ReadonlyMap<number, TreeNode> {
  const known = parentCache.get(root);
  if (known) return known;
  const found = new Map<number, TreeNode>();
  const note = (node: TreeNode) => {
    for (const inner of node.nodes ?? []) {
      found.set(inner.key, node);
      if (inner.nodes?.length) note(inner);
    }
  };
  note(root);
  parentCache.set(root, found);
  return found;
}

/** Return the elements from the root to the element with this key; empty when there is none. */
export function pathTo(root: TreeNode, key: number): readonly TreeNode[] {
  if (root.key === key) return [root];
  const known = parentMap(root);
  const parent = known.get(key);
  const node = parent?.nodes?.find((inner) => inner.key === key);
  if (!parent || !node) return [];
  const path = [node, parent];
  for (let above = known.get(parent.key); above; above = known.get(above.key)) path.push(above);
  return path.reverse();
}

/** Return the tree with one element replaced, or removed when `change` returns null. */
export function updateNode(root: TreeNode, key: number, change: (node: TreeNode) => TreeNode | null): TreeNode {
  if (root.key === key) return change(root) ?? root;
  let touched = false;
  const nodes = (root.nodes ?? []).flatMap((inner) => {
    const after = inner.key === key ? change(inner) : inner.nodes?.length ? updateNode(inner, key, change) : inner;
    touched ||= after !== inner;
    return after ? [after] : [];
  });
  return touched ? { ...root, nodes } : root;
}

/** Return an element with an attribute set, or removed when the value is empty. */
export function withAttribute(node: TreeNode, name: string, value: string | null): TreeNode {
  if ((node.attrs[name] ?? "") === (value ?? "")) return node;
  const { [name]: _gone, ...others } = node.attrs;
  return { ...node, attrs: value ? { ...node.attrs, [name]: value } : others };
}

/** Return an element with children inserted at `index`, at the end by default. */
export function insertChildren(node: TreeNode, added: readonly TreeNode[], index = node.nodes?.length ?? 0): TreeNode {
  const nodes = node.nodes ?? [];
  return { ...node, nodes: [...nodes.slice(0, index), ...added, ...nodes.slice(index)] };
}

/** Tell whether an unknown value, such as one from the clipboard, has the shape of a tree. */
export function isTreeData(node: unknown): node is TreeData {
  if (!node || typeof node !== "object") return false;
  const { tag, attrs, text, nodes } = node as TreeData;
  return (
    typeof tag === "string" &&
    !!attrs &&
    typeof attrs === "object" &&
    Object.values(attrs).every((value) => typeof value === "string") &&
    (text === undefined || typeof text === "string") &&
    (nodes === undefined || (Array.isArray(nodes) && nodes.every(isTreeData)))
  );
}
