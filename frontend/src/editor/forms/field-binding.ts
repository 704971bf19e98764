// A field binding is the element that a form writes to, or the place of an element that does not exist yet.
//
// All forms use bindings, so that a missing element is an empty field like any other and is added with its first text.

import type { TreeData } from "../../contracts/tree";
import { type EditorContext, useEditor } from "../context";
import { insertInOrder } from "../operations/insertion";
import { placeAmong } from "../operations/reordering";
import { child, elementData, insertChildren, type TreeNode, updateNode, withAttribute, withKeys } from "../tree";

/** An element of the tree, existing or not yet, and how to change it. */
export interface FieldBinding {
  readonly editor: EditorContext;
  readonly node: TreeNode | undefined;
  readonly tag: string;
  /** An id that stays the same while the form is open, for undo and for the DOM. */
  readonly id: string;
  /** The binding of the parent element. Problems about a missing element refer to the parent and this tag. */
  readonly parent: FieldBinding | null;
  /** Return the tree with the element replaced, or removed when `change` returns null. */
  apply(tree: TreeNode, change: (node: TreeNode) => TreeNode | null): TreeNode;
  /** Do the same as one undoable step. */
  change(
    what: string,
    change: (node: TreeNode) => TreeNode | null,
    options?: { field?: string; select?: number },
  ): void;
}

/** Create a binding. */
export function createBinding(parts: Omit<FieldBinding, "change">): FieldBinding {
  return {
    ...parts,
    change: (what, change, options) => parts.editor.edit(what, (tree) => parts.apply(tree, change), options),
  };
}

/** Return the binding of an existing element. */
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

/** Return the binding of an existing element, with the current editor. */
export function useBinding(node: TreeNode, parent: FieldBinding | null = null): FieldBinding {
  return bindNode(useEditor(), node, parent);
}

/** Return the binding of the only child with a tag, existing or not yet. */
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

/** Return an attribute's value; empty when it is missing. */
export const attributeOf = (binding: FieldBinding, name: string): string => binding.node?.attrs[name] ?? "";

/** Return null for an element that has become empty, when it may be removed. */
const nullIfEmpty = (node: TreeNode, leave: boolean): TreeNode | null =>
  leave && !Object.keys(node.attrs).length && !node.text && !node.nodes?.length ? null : node;

/** Set an attribute. Edits of one field are joined to one undoable step. */
export function setAttribute(binding: FieldBinding, name: string, value: string, what: string, optional = false): void {
  binding.change(what, (node) => nullIfEmpty(withAttribute(node, name, value), optional), {
    field: `${binding.id}@${name}`,
  });
}

/** Set the text. Edits of one field are joined to one undoable step. */
export function setText(binding: FieldBinding, text: string, what: string, optional = false): void {
  binding.change(what, (node) => (node.text === text ? node : nullIfEmpty({ ...node, text }, optional)), {
    field: `${binding.id}#text`,
  });
}

/** Add a child element; return it. */
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

/** Remove the element. */
export function removeElement(binding: FieldBinding, what: string): void {
  binding.change(what, () => null);
}

/** Swap an element with its neighbor of the same kind; return false when there is none. */
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

/** Move an element to place `to` among its parent's elements of the same kind. */
export function placeElement(
  parent: FieldBinding,
  node: TreeNode,
  to: number,
  kin: readonly string[],
  what: string,
): void {
  parent.change(what, (found) => {
    const nodes = placeAmong(found.nodes ?? [], node.key, to, ({ tag }) => kin.includes(tag));
    return nodes === found.nodes ? found : { ...found, nodes };
  });
}

/** Insert a copy after an element; return it. */
export function duplicateElement(parent: FieldBinding, node: TreeNode, copy: TreeData, what: string): TreeNode {
  const created = withKeys(copy);
  parent.change(what, (parent) =>
    insertChildren(parent, [created], (parent.nodes ?? []).findIndex((one) => one.key === node.key) + 1),
  );
  return created;
}
