// Putting an imported scenario in: in place of what is there, or as a branch of it.

import { clipOf, pasted } from "../operations/copying";
import { elementAt } from "../selection";
import { changed, child, children, inserted, keyed, withAttr, type Node } from "../tree";
import { added } from "../forms/field-binding";

export interface Entry { kind: "imported" | "changed" | "skipped" | "attention"; message: string; at: readonly number[] | string | null }
export interface Brought { tree: Node; find: (at: Entry["at"]) => number | null }

/** In place of what is there; the component's own settings stay. */
export function replaced(root: Node, imported: Node, settings: readonly string[]): Brought {
  const attrs = { ...imported.attrs };
  for (const name of settings) if (root.attrs[name]) attrs[name] = root.attrs[name];
  const tree = { ...imported, attrs };
  return { tree, find: (at) => keyIn(tree, at, elementAt) };
}

/**
 * As a branch: its scenes and endings behind ours, with fresh ids where they clash; its people and meters where ours lack them;
 * its notes as notes. `choice` is the reply that leads there from now on, null for none yet.
 */
export function appended(root: Node, imported: Node, choice: number | null): Brought {
  const places = children(imported, "scene", "ending");
  const put = pasted(root, clipOf(imported, places, "places"));
  const moved = new Map(places.map((place, n) => [place.key, put.keys[n] ?? 0]));
  let { tree } = put;
  for (const meter of children(child(imported, "meters") ?? imported, "meter")) {
    if (put.missing.meters.includes(meter.attrs.id ?? "")) tree = withMeter(tree, meter);
  }
  tree = children(imported, "note").reduce((all, note) => added(all, keyed({ tag: "note", attrs: { ...note.attrs }, text: note.text ?? "" })), tree);
  const begins = child(imported, "start")?.attrs.scene;
  const first = places.find((place) => place.attrs.id === begins) ?? places[0];
  const there = first && children(tree, "scene", "ending").find(({ key }) => key === moved.get(first.key));
  if (choice !== null && there) tree = changed(tree, choice, (node) => withAttr(node, "to", there.attrs.id ?? ""));
  const find: Brought["find"] = (at) => keyIn(imported, at, (node, way) => {
    const key = moved.get(node.key);
    const now = key === undefined ? undefined : children(tree, "scene", "ending").find((place) => place.key === key);
    return now && elementAt(now, way);
  });
  return { tree, find };
}

function withMeter(tree: Node, meter: Node): Node {
  const made = keyed({ tag: "meter", attrs: { ...meter.attrs }, nodes: [] });
  const meters = child(tree, "meters");
  if (!meters) return added(tree, { ...keyed({ tag: "meters", attrs: {}, nodes: [] }), nodes: [made] });
  return changed(tree, meters.key, (node) => inserted(node, [made]));
}

/** The key of what a line of the report is about: a place in the imported tree, or an id in it. */
function keyIn(imported: Node, at: Entry["at"], now: (top: Node, way: readonly number[]) => Node | undefined): number | null {
  if (at === null || at === undefined) return null;
  const way = typeof at === "string" ? wayToId(imported, at) : at;
  if (!way?.length) return null;
  const top = imported.nodes?.[way[0]!];
  return (top && now(top, way.slice(1))?.key) ?? null;
}

function wayToId(root: Node, id: string): number[] | null {
  for (const [n, top] of (root.nodes ?? []).entries()) {
    if (top.attrs.id === id && (top.tag === "scene" || top.tag === "ending")) return [n];
    const inner = (top.nodes ?? []).findIndex((node) => node.tag === "choice" && node.attrs.id === id);
    if (inner >= 0) return [n, inner];
  }
  return null;
}
