// Taking scenes, endings and choices away, and saying beforehand what hangs on them.

import { childrenChanged } from "./edits";
import { everyNode, namedIn, waysOf, type Way } from "./links";
import { children, wayTo, withAttr, type Node } from "../tree";

export interface Consequences {
  /** Ways from what stays to what goes: they will lead nowhere until the author sets them. */
  ways: readonly Way[];
  /** Conditions in what stays that ask for what goes. */
  conditions: ReadonlyArray<{ node: Node; place: Node }>;
  start: boolean;
}

/** What becomes of the rest when the places with these ids go. */
export function consequences(root: Node, ids: ReadonlySet<string>): Consequences {
  const gone = new Set(ids);
  for (const place of children(root, "scene")) {
    if (ids.has(place.attrs.id ?? "")) for (const choice of children(place, "choice")) gone.add(choice.attrs.id ?? "");
  }
  const start = children(root, "start").some((found) => ids.has(found.attrs.scene ?? ""));
  return {
    ways: waysOf(root).filter((way) => ids.has(way.to) && !ids.has(way.from)),
    conditions: asking(root, gone).filter(({ place }) => !ids.has(place.attrs.id ?? "")),
    start,
  };
}

/** The elements whose condition names one of these ids, with the scene, ending or gate they stand in. */
export function asking(root: Node, ids: ReadonlySet<string>): Array<{ node: Node; place: Node }> {
  const found: Array<{ node: Node; place: Node }> = [];
  for (const place of root.nodes ?? []) {
    for (const node of everyNode(place)) {
      if (node.attrs.if && namedIn(node.attrs.if).some(({ id }) => ids.has(id))) found.push({ node, place });
    }
  }
  return found;
}

/** The tree without these scenes and endings. What led there stays and leads nowhere, which the review then tells. */
export function withoutPlaces(root: Node, ids: ReadonlySet<string>): Node {
  const left = childrenChanged(root, (node) => {
    if ((node.tag === "scene" || node.tag === "ending") && ids.has(node.attrs.id ?? "")) return null;
    if (node.tag === "start") return ids.has(node.attrs.scene ?? "") ? withAttr(node, "scene", null) : node;
    if (node.tag === "when") return unset(node, ids);
    if (node.tag !== "scene") return node;
    return childrenChanged(node, (choice) =>
      choice.tag === "choice" ? childrenChanged(unset(choice, ids), (inner) => (inner.tag === "go" ? unset(inner, ids) : inner)) : choice);
  });
  return left;
}

const unset = (node: Node, ids: ReadonlySet<string>): Node => (ids.has(node.attrs.to ?? "") ? withAttr(node, "to", null) : node);

/** What is selected after an element goes: the one after it, the one before it, or what it stood in. */
export function besides(root: Node, key: number): number {
  const way = wayTo(root, key);
  const parent = way.at(-2);
  const node = way.at(-1);
  if (!parent || !node) return root.key;
  const alike = children(parent, ...(node.tag === "choice" ? ["choice"] : ["scene", "ending"]));
  const at = alike.findIndex((one) => one.key === key);
  return (alike[at + 1] ?? alike[at - 1] ?? parent).key;
}
