// What the editors edit: a file of the notation as a tree of plain values, the same on the server (authoring/tree.py).
//
// Nothing in a tree ever changes: an edit gives a new tree that shares with the old one whatever it left alone. So undo is
// keeping the old tree, and what has not changed is told by identity.

/** One element. It holds texts (`text`, the notation's small markup) or elements (`nodes`), never both. */
export interface TreeNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly nodes?: readonly TreeNode[];
  /** Ours alone, never sent: tells an element from its equals through every edit. */
  readonly key: number;
}

/** What travels: an element without its key. */
export interface TreeData {
  tag: string;
  attrs: Record<string, string>;
  text?: string;
  nodes?: TreeData[];
}

let lastKey = 0;

export function withKeys({ tag, attrs, text, nodes }: TreeData): TreeNode {
  return {
    tag,
    attrs,
    key: ++lastKey,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(withKeys) }),
  };
}

export function toTreeData({ tag, attrs, text, nodes }: TreeNode): TreeData {
  return {
    tag,
    attrs,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(toTreeData) }),
  };
}

export function elementData(
  tag: string,
  attrs: Record<string, string> = {},
  inside: string | TreeData[] = [],
): TreeData {
  return typeof inside === "string" ? { tag, attrs, text: inside } : { tag, attrs, nodes: inside };
}

export function children(node: TreeNode, ...tags: string[]): readonly TreeNode[] {
  const nodes = node.nodes ?? [];
  return tags.length ? nodes.filter((child) => tags.includes(child.tag)) : nodes;
}

export function child(node: TreeNode, tag: string): TreeNode | undefined {
  return node.nodes?.find((found) => found.tag === tag);
}

/** Who stands in whom, by key; made once for a tree, since panels ask for many ways at every drawing. */
const parentCache = new WeakMap<TreeNode, ReadonlyMap<number, TreeNode>>();

function parentMap(root: TreeNode): ReadonlyMap<number, TreeNode> {
  let known = parentCache.get(root);
  if (!known) {
    const found = new Map<number, TreeNode>();
    const note = (node: TreeNode) => {
      for (const inner of node.nodes ?? []) {
        found.set(inner.key, node);
        if (inner.nodes?.length) note(inner);
      }
    };
    note(root);
    parentCache.set(root, (known = found));
  }
  return known;
}

/** The elements from the root down to the one with this key; empty where there is none. */
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

/** The tree with one element made anew by `change`, or without it where that gives null. */
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

/** An attribute set, or taken away where the value is empty. */
export function withAttribute(node: TreeNode, name: string, value: string | null): TreeNode {
  if ((node.attrs[name] ?? "") === (value ?? "")) return node;
  const { [name]: _gone, ...others } = node.attrs;
  return { ...node, attrs: value ? { ...node.attrs, [name]: value } : others };
}

/** Elements put before the child that stands at `index`; at the end where it is left out. */
export function insertChildren(node: TreeNode, added: readonly TreeNode[], index = node.nodes?.length ?? 0): TreeNode {
  const nodes = node.nodes ?? [];
  return { ...node, nodes: [...nodes.slice(0, index), ...added, ...nodes.slice(index)] };
}
