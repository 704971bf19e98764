// What the editors edit: a file of the notation as a tree of plain values, the same on the server (authoring/tree.py).
//
// Nothing in a tree ever changes: an edit gives a new tree that shares with the old one whatever it left alone. So undo is
// keeping the old tree, and what has not changed is told by identity.

/** One element. It holds texts (`text`, the notation's small markup) or elements (`nodes`), never both. */
export interface Node {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly nodes?: readonly Node[];
  /** Ours alone, never sent: tells an element from its equals through every edit. */
  readonly key: number;
}

/** What travels: an element without its key. */
export interface Bare {
  tag: string;
  attrs: Record<string, string>;
  text?: string;
  nodes?: Bare[];
}

let keys = 0;

export function keyed({ tag, attrs, text, nodes }: Bare): Node {
  return {
    tag, attrs, key: ++keys,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(keyed) }),
  };
}

export function bare({ tag, attrs, text, nodes }: Node): Bare {
  return {
    tag, attrs,
    ...(text === undefined ? {} : { text }),
    ...(nodes === undefined ? {} : { nodes: nodes.map(bare) }),
  };
}

export function element(tag: string, attrs: Record<string, string> = {}, inside: string | Bare[] = []): Bare {
  return typeof inside === "string" ? { tag, attrs, text: inside } : { tag, attrs, nodes: inside };
}

export function children(node: Node, ...tags: string[]): readonly Node[] {
  const nodes = node.nodes ?? [];
  return tags.length ? nodes.filter((child) => tags.includes(child.tag)) : nodes;
}

export function child(node: Node, tag: string): Node | undefined {
  return node.nodes?.find((found) => found.tag === tag);
}

/** Who stands in whom, by key; made once for a tree, since panels ask for many ways at every drawing. */
const parents = new WeakMap<Node, ReadonlyMap<number, Node>>();

function parentsIn(root: Node): ReadonlyMap<number, Node> {
  let known = parents.get(root);
  if (!known) {
    const found = new Map<number, Node>();
    const note = (node: Node) => {
      for (const inner of node.nodes ?? []) {
        found.set(inner.key, node);
        if (inner.nodes?.length) note(inner);
      }
    };
    note(root);
    parents.set(root, (known = found));
  }
  return known;
}

/** The elements from the root down to the one with this key; empty where there is none. */
export function wayTo(root: Node, key: number): readonly Node[] {
  if (root.key === key) return [root];
  const known = parentsIn(root);
  const parent = known.get(key);
  const node = parent?.nodes?.find((inner) => inner.key === key);
  if (!parent || !node) return [];
  const way = [node, parent];
  for (let above = known.get(parent.key); above; above = known.get(above.key)) way.push(above);
  return way.reverse();
}

/** The tree with one element made anew by `change`, or without it where that gives null. */
export function changed(root: Node, key: number, change: (node: Node) => Node | null): Node {
  if (root.key === key) return change(root) ?? root;
  let touched = false;
  const nodes = (root.nodes ?? []).flatMap((inner) => {
    const after = inner.key === key ? change(inner) : inner.nodes?.length ? changed(inner, key, change) : inner;
    touched ||= after !== inner;
    return after ? [after] : [];
  });
  return touched ? { ...root, nodes } : root;
}

/** An attribute set, or taken away where the value is empty. */
export function withAttr(node: Node, name: string, value: string | null): Node {
  if ((node.attrs[name] ?? "") === (value ?? "")) return node;
  const { [name]: _gone, ...others } = node.attrs;
  return { ...node, attrs: value ? { ...node.attrs, [name]: value } : others };
}

/** Elements put before the child that stands at `index`; at the end where it is left out. */
export function inserted(node: Node, added: readonly Node[], index = node.nodes?.length ?? 0): Node {
  const nodes = node.nodes ?? [];
  return { ...node, nodes: [...nodes.slice(0, index), ...added, ...nodes.slice(index)] };
}
