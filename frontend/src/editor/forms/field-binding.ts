// A spot is where a form writes: an element, or the place where one will stand once there is something to say.
//
// Every form works on spots, so that a missing <about> or an absent hint is an empty field like any other and appears in the
// tree with its first word.

import { useStudio, type Studio } from "../context";
import { changed, child, element, inserted, keyed, withAttr, type Bare, type Node } from "../tree";

export interface Spot {
  readonly studio: Studio;
  readonly node: Node | undefined;
  readonly tag: string;
  /** The same for as long as the form is open: names the field for undo and for the page. */
  readonly id: string;
  /** Where the server's problems about a missing element point: the element around it, and this one's tag. */
  readonly outer: Spot | null;
  /** The tree with the element made anew, or gone where `change` gives null. */
  apply(tree: Node, change: (node: Node) => Node | null): Node;
  /** The same as one step of the author's. */
  change(what: string, change: (node: Node) => Node | null, options?: { field?: string; select?: number }): void;
}

/** The order in which elements stand in the file, by what is around them; others come last. Small editors add their own. */
export const orders: Record<string, readonly string[]> = {
  powerstruggle_scenario: ["about", "scoring", "meters", "person", "start", "when", "scene", "ending", "note", "sign-off"],
  about: ["setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "goal", "source"],
  scene: ["cue", "line", "image", "audio", "video", "shift", "check-in", "rehearse", "hint", "choice", "note"],
  choice: ["do", "say", "wait", "level", "shift", "reply", "cue", "image", "audio", "video", "feedback", "go", "note"],
  feedback: ["effect", "why", "instead"],
  ending: ["cue", "line", "image", "audio", "video", "later", "their-view", "ask", "note"],
};
/** What is told in turn, in whatever order the author gives it. */
export const beatTags: readonly string[] = ["cue", "line", "reply", "image", "audio", "video"];

/** Where a new element of this tag stands: after those of its kind, before those that come later. */
export function placeFor(parent: Node, tag: string): number {
  const order = orders[parent.tag] ?? [];
  const rank = (name: string) => {
    const kind = beatTags.includes(name) ? order.find((known) => beatTags.includes(known)) ?? name : name;
    const found = order.indexOf(kind);
    return found < 0 ? order.length : found;
  };
  const nodes = parent.nodes ?? [];
  let at = nodes.length;
  while (at > 0 && rank(nodes[at - 1]!.tag) > rank(tag)) at -= 1;
  return at;
}

export function added(parent: Node, node: Node): Node {
  return inserted(parent, [node], placeFor(parent, node.tag));
}

export function makeSpot(parts: Omit<Spot, "change">): Spot {
  return { ...parts, change: (what, change, options) => parts.studio.edit(what, (tree) => parts.apply(tree, change), options) };
}

export function spotOf(studio: Studio, node: Node, outer: Spot | null = null): Spot {
  return makeSpot({ studio, node, outer, tag: node.tag, id: String(node.key), apply: (tree, change) => changed(tree, node.key, change) });
}

export function useSpot(node: Node, outer: Spot | null = null): Spot {
  return spotOf(useStudio(), node, outer);
}

/** The one child of a tag, there or not yet. */
export function inner(outer: Spot, tag: string, first: Bare = element(tag, {}, [])): Spot {
  return makeSpot({
    studio: outer.studio, node: outer.node && child(outer.node, tag), outer, tag, id: `${outer.id}.${tag}`,
    apply: (tree, change) => outer.apply(tree, (parent) => {
      const now = child(parent, tag);
      if (now) {
        const after = change(now);
        return { ...parent, nodes: (parent.nodes ?? []).flatMap((one) => (one !== now ? [one] : after ? [after] : [])) };
      }
      const made = change(keyed(first));
      return made ? added(parent, made) : parent;
    }),
  });
}

export const attr = (spot: Spot, name: string): string => spot.node?.attrs[name] ?? "";

/** What an element is there for is gone once nothing is said in it. */
const gone = (node: Node, leave: boolean): Node | null =>
  leave && !Object.keys(node.attrs).length && !node.text && !node.nodes?.length ? null : node;

export function setAttr(spot: Spot, name: string, value: string, what: string, optional = false): void {
  spot.change(what, (node) => gone(withAttr(node, name, value), optional), { field: `${spot.id}@${name}` });
}

export function setText(spot: Spot, text: string, what: string, optional = false): void {
  spot.change(what, (node) => (node.text === text ? node : gone({ ...node, text }, optional)), { field: `${spot.id}#text` });
}

export function add(spot: Spot, what: string, bare: Bare, options: { select?: boolean } = {}): Node {
  const made = keyed(bare);
  spot.change(what, (node) => added(node, made), options.select ? { select: made.key } : {});
  return made;
}

export function remove(spot: Spot, what: string): void {
  spot.change(what, () => null);
}

/** Swaps an element with the one of its kind before (-1) or after it (+1); false where there is none. */
export function move(outer: Spot, node: Node, by: -1 | 1, kin: readonly string[], what: string): boolean {
  const nodes = outer.node?.nodes ?? [];
  const mates = nodes.filter((one) => kin.includes(one.tag));
  const other = mates[mates.indexOf(node) + by];
  if (!other) return false;
  outer.change(what, (parent) => {
    const all = [...(parent.nodes ?? [])];
    const [a, b] = [all.findIndex((one) => one.key === node.key), all.findIndex((one) => one.key === other.key)];
    if (a < 0 || b < 0) return parent;
    [all[a], all[b]] = [all[b]!, all[a]!];
    return { ...parent, nodes: all };
  });
  return true;
}

/** Puts a copy of an element behind it. */
export function duplicate(outer: Spot, node: Node, copy: Bare, what: string): Node {
  const made = keyed(copy);
  outer.change(what, (parent) => inserted(parent, [made], (parent.nodes ?? []).findIndex((one) => one.key === node.key) + 1));
  return made;
}
