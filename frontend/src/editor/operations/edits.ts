// Small changes of the structure. Each takes a tree and returns a tree.

import { endingKinds } from "../../contracts/constants";
import type { TreeData } from "../../contracts/tree";
import { escapeText } from "../text/markup";
import { children, elementData, pathTo, type TreeNode, updateNode, withAttribute, withKeys } from "../tree";
import { freshId, usedIds } from "./ids";
import { insertAmong } from "./insertion";

/**
 * Return the element with all children replaced, or removed when `change` returns null; the same element when nothing
 * changed.
 */
export function updateChildren(node: TreeNode, change: (child: TreeNode) => TreeNode | null): TreeNode {
  let touched = false;
  const nodes = (node.nodes ?? []).flatMap((inner) => {
    const after = change(inner);
    touched ||= after !== inner;
    return after ? [after] : [];
  });
  return touched ? { ...node, nodes } : node;
}

/** The new tree, and key and id of what was added. */
export interface AddedElement {
  tree: TreeNode;
  key: number;
  id: string;
}

/** Add an empty scene after another one, or after the last. */
export function addScene(root: TreeNode, title: string, after?: number): AddedElement {
  return addPlace(root, elementData("scene", { id: freshId(usedIds(root), title, "scene"), title }), after);
}

/** Add an ending after another one, or after the last. */
export function addEnding(root: TreeNode, title: string, kind = endingKinds[0]!, after?: number): AddedElement {
  return addPlace(
    root,
    elementData("ending", { id: freshId(usedIds(root), title, "ending"), kind, title }, [
      elementData("their-view", {}, ""),
    ]),
    after,
  );
}

/** Add a scene or ending. */
function addPlace(root: TreeNode, created: TreeData, after?: number): AddedElement {
  const node = withKeys(created);
  return { tree: insertAmong(root, created.tag, [node], after), key: node.key, id: created.attrs.id ?? "" };
}

/** Add a choice to a scene. Its id is made from its first words; from the scene's id while it has none. */
export function addChoice(root: TreeNode, scene: number, words: string, after?: number): AddedElement {
  const first = words.trim().split(/\s+/).slice(0, 5).join(" ");
  const id = freshId(usedIds(root), first || `${pathTo(root, scene).at(-1)?.attrs.id ?? ""} choice`, "choice");
  const node = withKeys(elementData("choice", { id }, [elementData("say", {}, escapeText(words.trim()))]));
  return { tree: updateNode(root, scene, (found) => insertAmong(found, "choice", [node], after)), key: node.key, id };
}

/** Move a scene, ending or choice up (-1) or down (1); return the same tree at either end. */
export function moveNode(root: TreeNode, key: number, by: -1 | 1): TreeNode {
  const path = pathTo(root, key);
  const parent = path.at(-2);
  const node = path.at(-1);
  if (!parent?.nodes || !node) return root;
  const alike = children(parent, node.tag);
  const other = alike[alike.indexOf(node) + by];
  if (!other) return root;
  const nodes = parent.nodes.map((one) => (one === node ? other : one === other ? node : one));
  return updateNode(root, parent.key, (found) => ({ ...found, nodes }));
}

/** Set the title of an element. */
export const setTitle = (root: TreeNode, key: number, title: string): TreeNode =>
  updateNode(root, key, (node) => withAttribute(node, "title", title));

/** Set the target of a choice. */
export const setTarget = (root: TreeNode, choice: number, to: string): TreeNode =>
  updateNode(root, choice, (node) => withAttribute(node, "to", to));
