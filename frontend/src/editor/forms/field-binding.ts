// A spot is where a form writes: an element, or the place where one will stand once there is something to say.
//
// Every form works on spots, so that a missing <about> or an absent hint is an empty field like any other and appears in the
// tree with its first word.

import { useEditor, type EditorContext } from "../context";
import {
  updateNode,
  child,
  elementData,
  insertChildren,
  withKeys,
  withAttribute,
  type TreeData,
  type TreeNode,
} from "../tree";

export interface FieldBinding {
  readonly editor: EditorContext;
  readonly node: TreeNode | undefined;
  readonly tag: string;
  /** The same for as long as the form is open: names the field for undo and for the page. */
  readonly id: string;
  /** Where the server's problems about a missing element point: the element around it, and this one's tag. */
  readonly parent: FieldBinding | null;
  /** The tree with the element made anew, or gone where `change` gives null. */
  apply(tree: TreeNode, change: (node: TreeNode) => TreeNode | null): TreeNode;
  /** The same as one step of the author's. */
  change(
    what: string,
    change: (node: TreeNode) => TreeNode | null,
    options?: { field?: string; select?: number },
  ): void;
}

/** The order in which elements stand in the file, by what is around them; others come last. Small editors add their own. */
export const elementOrders: Record<string, readonly string[]> = {
  powerstruggle_scenario: [
    "about",
    "scoring",
    "meters",
    "person",
    "start",
    "when",
    "scene",
    "ending",
    "note",
    "sign-off",
  ],
  about: ["setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "goal", "source"],
  scene: ["cue", "line", "image", "audio", "video", "shift", "check-in", "rehearse", "hint", "choice", "note"],
  choice: ["do", "say", "wait", "level", "shift", "reply", "cue", "image", "audio", "video", "feedback", "go", "note"],
  feedback: ["effect", "why", "instead"],
  ending: ["cue", "line", "image", "audio", "video", "later", "their-view", "ask", "note"],
};
/** What is told in turn, in whatever order the author gives it. */
export const contentTags: readonly string[] = ["cue", "line", "reply", "image", "audio", "video"];

/** Where a new element of this tag stands: after those of its kind, before those that come later. */
export function insertionIndex(parent: TreeNode, tag: string): number {
  const order = elementOrders[parent.tag] ?? [];
  const rank = (name: string) => {
    const kind = contentTags.includes(name) ? (order.find((known) => contentTags.includes(known)) ?? name) : name;
    const found = order.indexOf(kind);
    return found < 0 ? order.length : found;
  };
  const nodes = parent.nodes ?? [];
  let at = nodes.length;
  while (at > 0 && rank(nodes[at - 1]!.tag) > rank(tag)) at -= 1;
  return at;
}

export function insertInOrder(parent: TreeNode, node: TreeNode): TreeNode {
  return insertChildren(parent, [node], insertionIndex(parent, node.tag));
}

export function createBinding(parts: Omit<FieldBinding, "change">): FieldBinding {
  return {
    ...parts,
    change: (what, change, options) => parts.editor.edit(what, (tree) => parts.apply(tree, change), options),
  };
}

export function bindNode(editor: EditorContext, node: TreeNode, parent: FieldBinding | null = null): FieldBinding {
  return createBinding({
    editor,
    node,
    parent,
    tag: node.tag,
    id: String(node.key),
    apply: (tree, change) => updateNode(tree, node.key, change),
  });
}

export function useBinding(node: TreeNode, parent: FieldBinding | null = null): FieldBinding {
  return bindNode(useEditor(), node, parent);
}

/** The one child of a tag, there or not yet. */
export function bindChild(parent: FieldBinding, tag: string, first: TreeData = elementData(tag, {}, [])): FieldBinding {
  return createBinding({
    editor: parent.editor,
    node: parent.node && child(parent.node, tag),
    parent,
    tag,
    id: `${parent.id}.${tag}`,
    apply: (tree, change) =>
      parent.apply(tree, (around) => {
        const now = child(around, tag);
        if (now) {
          const after = change(now);
          return {
            ...around,
            nodes: (around.nodes ?? []).flatMap((one) => (one !== now ? [one] : after ? [after] : [])),
          };
        }
        const created = change(withKeys(first));
        return created ? insertInOrder(around, created) : around;
      }),
  });
}

export const attributeOf = (binding: FieldBinding, name: string): string => binding.node?.attrs[name] ?? "";

/** What an element is there for is gone once nothing is said in it. */
const nullIfEmpty = (node: TreeNode, leave: boolean): TreeNode | null =>
  leave && !Object.keys(node.attrs).length && !node.text && !node.nodes?.length ? null : node;

export function setAttribute(binding: FieldBinding, name: string, value: string, what: string, optional = false): void {
  binding.change(what, (node) => nullIfEmpty(withAttribute(node, name, value), optional), {
    field: `${binding.id}@${name}`,
  });
}

export function setText(binding: FieldBinding, text: string, what: string, optional = false): void {
  binding.change(what, (node) => (node.text === text ? node : nullIfEmpty({ ...node, text }, optional)), {
    field: `${binding.id}#text`,
  });
}

export function addElement(
  binding: FieldBinding,
  what: string,
  bare: TreeData,
  options: { select?: boolean } = {},
): TreeNode {
  const created = withKeys(bare);
  binding.change(what, (node) => insertInOrder(node, created), options.select ? { select: created.key } : {});
  return created;
}

export function removeElement(binding: FieldBinding, what: string): void {
  binding.change(what, () => null);
}

/** Swaps an element with the one of its kind before (-1) or after it (+1); false where there is none. */
export function moveElement(
  parent: FieldBinding,
  node: TreeNode,
  by: -1 | 1,
  kin: readonly string[],
  what: string,
): boolean {
  const nodes = parent.node?.nodes ?? [];
  const mates = nodes.filter((one) => kin.includes(one.tag));
  const other = mates[mates.indexOf(node) + by];
  if (!other) return false;
  parent.change(what, (parent) => {
    const all = [...(parent.nodes ?? [])];
    const [a, b] = [all.findIndex((one) => one.key === node.key), all.findIndex((one) => one.key === other.key)];
    if (a < 0 || b < 0) return parent;
    [all[a], all[b]] = [all[b]!, all[a]!];
    return { ...parent, nodes: all };
  });
  return true;
}

/** Puts a copy of an element behind it. */
export function duplicateElement(parent: FieldBinding, node: TreeNode, copy: TreeData, what: string): TreeNode {
  const created = withKeys(copy);
  parent.change(what, (parent) =>
    insertChildren(parent, [created], (parent.nodes ?? []).findIndex((one) => one.key === node.key) + 1),
  );
  return created;
}
