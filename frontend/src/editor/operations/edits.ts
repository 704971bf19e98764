// Small edits of structure: each takes a tree and gives a tree.

import { escaped } from "../text/markup";
import { freshId, idsOf } from "./ids";
import { changed, children, element, keyed, wayTo, withAttr, type Bare, type Node } from "../tree";

/** The node with each child made anew, or without those for which `change` gives null; itself where nothing changed. */
export function childrenChanged(node: Node, change: (child: Node) => Node | null): Node {
  let touched = false;
  const nodes = (node.nodes ?? []).flatMap((inner) => {
    const after = change(inner);
    touched ||= after !== inner;
    return after ? [after] : [];
  });
  return touched ? { ...node, nodes } : node;
}

/** The order of the notation, for what stands directly in the scenario. */
const order = ["about", "scoring", "meters", "person", "start", "when", "scene", "ending"];

/** Where a new element of this kind goes among its siblings: after `after`, else behind the last of its kind, else where the notation has it. */
function insertion(parent: Node, tag: string, after?: number): number {
  const nodes = parent.nodes ?? [];
  const behind = nodes.findIndex((node) => node.key === after);
  if (behind >= 0 && nodes[behind]?.tag === tag) return behind + 1;
  for (let index = nodes.length - 1; index >= 0; index--) if (nodes[index]?.tag === tag) return index + 1;
  const later = order.slice(order.indexOf(tag) + 1);
  const next = nodes.findIndex((node) => later.includes(node.tag));
  return order.includes(tag) && next >= 0 ? next : nodes.length;
}

export function placed(parent: Node, tag: string, added: readonly Node[], after?: number): Node {
  const nodes = parent.nodes ?? [];
  const index = insertion(parent, tag, after);
  return { ...parent, nodes: [...nodes.slice(0, index), ...added, ...nodes.slice(index)] };
}

export interface Made { tree: Node; key: number; id: string }

/** A new scene behind the selected one, or behind the last. It begins with nothing said: the form shows what to fill in. */
export function addScene(root: Node, title: string, after?: number): Made {
  return add(root, element("scene", { id: freshId(idsOf(root), title, "scene"), title }), after);
}

export function addEnding(root: Node, title: string, kind = "agreement", after?: number): Made {
  return add(root, element("ending", { id: freshId(idsOf(root), title, "ending"), kind, title }, [element("their-view", {}, "")]), after);
}

function add(root: Node, made: Bare, after?: number): Made {
  const node = keyed(made);
  return { tree: placed(root, made.tag, [node], after), key: node.key, id: made.attrs.id ?? "" };
}

/** A new choice of a scene, behind the selected one or behind its last; its id comes from the first words that are said. */
export function addChoice(root: Node, scene: number, words: string, after?: number): Made {
  const id = freshId(idsOf(root), words.split(/\s+/).slice(0, 5).join(" "), "choice");
  const node = keyed(element("choice", { id }, [element("say", {}, escaped(words.trim()))]));
  return { tree: changed(root, scene, (found) => placed(found, "choice", [node], after)), key: node.key, id };
}

/** The tree with a scene, ending or choice one place up (-1) or down (1) among its like; the same tree at either end. */
export function moved(root: Node, key: number, by: -1 | 1): Node {
  const way = wayTo(root, key);
  const parent = way.at(-2);
  const node = way.at(-1);
  if (!parent?.nodes || !node) return root;
  const alike = children(parent, node.tag);
  const other = alike[alike.indexOf(node) + by];
  if (!other) return root;
  const nodes = parent.nodes.map((one) => (one === node ? other : one === other ? node : one));
  return changed(root, parent.key, (found) => ({ ...found, nodes }));
}

export const retitled = (root: Node, key: number, title: string): Node => changed(root, key, (node) => withAttr(node, "title", title));

export const connected = (root: Node, choice: number, to: string): Node => changed(root, choice, (node) => withAttr(node, "to", to));
