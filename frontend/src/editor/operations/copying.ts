// Scenes, endings and choices as text that can be carried elsewhere, and put in again with ids of their own.

import { placed } from "./edits";
import { freshId, idsOf, personIds } from "./ids";
import { everyNode, namedIn, renamedIn } from "./links";
import { bare, changed, child, children, keyed, wayTo, type Bare, type Node } from "../tree";

/** What is on the clipboard. People are carried along for a scenario that does not have them. */
export interface Clip {
  powerstruggle: "clip";
  kind: "places" | "choice";
  nodes: Bare[];
  people: Bare[];
  meters: string[];
}

export const usualMeters = ["tension", "trust", "autonomy", "readiness"];

export function clipOf(root: Node, picked: readonly Node[], kind: Clip["kind"]): Clip {
  const used = new Set(picked.flatMap((node) => [...everyNode(node)].map((inner) => inner.attrs.by ?? "")));
  const people = children(root, "person").filter((person) => used.has(person.attrs.id ?? ""));
  return { powerstruggle: "clip", kind, nodes: picked.map(bare), people: people.map(bare), meters: metersOf(root) };
}

export function metersOf(root: Node): string[] {
  const own = children(child(root, "meters") ?? root, "meter");
  const dropped = new Set(own.filter((meter) => meter.attrs.drop === "true").map((meter) => meter.attrs.id));
  return [...new Set([...usualMeters, ...own.map((meter) => meter.attrs.id ?? "")])].filter((id) => !dropped.has(id));
}

/** Reads a clipboard's text; null where it is no clip of ours, whatever else it is. */
export function clipFrom(text: string): Clip | null {
  try {
    const found = JSON.parse(text) as Clip;
    if (found?.powerstruggle !== "clip" || !["places", "choice"].includes(found.kind)) return null;
    const lists = [found.nodes, found.people].every((list) => Array.isArray(list) && list.every(isBare));
    return lists && found.nodes.length > 0 && Array.isArray(found.meters) ? found : null;
  } catch {
    return null;
  }
}

function isBare(node: unknown): node is Bare {
  if (!node || typeof node !== "object") return false;
  const { tag, attrs, text, nodes } = node as Bare;
  return typeof tag === "string" && !!attrs && typeof attrs === "object" && Object.values(attrs).every((value) => typeof value === "string")
    && (text === undefined || typeof text === "string") && (nodes === undefined || (Array.isArray(nodes) && nodes.every(isBare)));
}

/** What is not in the scenario that something was put into; empty lists where all of it fits. */
export interface Missing {
  /** People that were brought along. */
  brought: string[];
  /** People of that id who are called otherwise here. */
  others: Array<{ id: string; there: string; here: string }>;
  /** Places that ways led to. */
  ways: string[];
  /** Choices and scenes that conditions ask for. */
  conditions: string[];
  meters: string[];
}

export interface Pasted { tree: Node; key: number; keys: number[]; missing: Missing }

/**
 * Puts scenes and endings in, behind the selected place. Ids that are taken get fresh ones, and what is put in refers to its own
 * by those; ways that lead to nothing here are taken off and named.
 */
export function pasted(root: Node, clip: Clip, after?: number): Pasted {
  const { nodes, missing, brought } = fitted(root, clip);
  let tree = brought.length ? placed(root, "person", brought) : root;
  for (const tag of ["scene", "ending"]) {
    const added = nodes.filter((node) => node.tag === tag);
    if (added.length) tree = placed(tree, tag, added, after);
  }
  return { tree, key: nodes[0]?.key ?? root.key, keys: nodes.map((node) => node.key), missing };
}

/** Puts a choice into a scene. */
export function pastedChoice(root: Node, clip: Clip, scene: number, after?: number): Pasted {
  const { nodes, missing, brought } = fitted(root, clip);
  const before = brought.length ? placed(root, "person", brought) : root;
  const tree = changed(before, scene, (found) => placed(found, "choice", nodes, after));
  return { tree, key: nodes[0]?.key ?? scene, keys: nodes.map((node) => node.key), missing };
}

function fitted(root: Node, clip: Clip): { nodes: Node[]; missing: Missing; brought: Node[] } {
  const wanted = clip.kind === "choice" ? ["choice"] : ["scene", "ending"];
  const given = clip.nodes.filter((node) => wanted.includes(node.tag));
  const ids = freshIds(root, given);
  const known = idsOf(root);
  for (const id of ids.values()) known.add(id);
  const missing: Missing = { brought: [], others: [], ways: [], conditions: [], meters: [] };
  const nodes = given.map((node) => keyed(refitted(node, ids, known, missing)));
  missing.meters = [...new Set(nodes.flatMap((node) => metersIn(node, clip.meters)))].filter((id) => !metersOf(root).includes(id));
  const brought = peopleFor(root, clip, missing);
  return { nodes, missing, brought };
}

/** The meters of there that conditions here ask for. */
function metersIn(node: Node, meters: readonly string[]): string[] {
  const words = [...everyNode(node)].flatMap((inner) => (inner.attrs.if ?? "").split(/\s+/));
  return meters.filter((id) => words.includes(id));
}

function freshIds(root: Node, given: readonly Bare[]): Map<string, string> {
  const taken = idsOf(root);
  const ids = new Map<string, string>();
  for (const node of given) {
    for (const one of [node, ...(node.nodes ?? []).filter((inner) => inner.tag === "choice")]) {
      const { id = "" } = one.attrs;
      const fresh = freshId(taken, id, one.tag);
      taken.add(fresh);
      if (!ids.has(id)) ids.set(id, fresh);
    }
  }
  return ids;
}

/** A node by its new ids; what it names that is neither its own nor there goes into `missing`. */
function refitted(node: Bare, ids: ReadonlyMap<string, string>, known: ReadonlySet<string>, missing: Missing): Bare {
  const attrs = { ...node.attrs };
  if (attrs.id !== undefined && ["scene", "ending", "choice"].includes(node.tag)) attrs.id = ids.get(attrs.id) ?? attrs.id;
  if (attrs.to !== undefined) {
    const to = ids.get(attrs.to) ?? attrs.to;
    if (known.has(to)) attrs.to = to;
    else {
      note(missing.ways, attrs.to);
      delete attrs.to;
    }
  }
  if (attrs.if !== undefined) {
    attrs.if = renamedIn(attrs.if, ids);
    for (const { id } of namedIn(attrs.if)) if (!known.has(id)) note(missing.conditions, id);
  }
  const nodes = node.nodes?.map((inner) => refitted(inner, ids, known, missing));
  return { ...node, attrs, ...(nodes ? { nodes } : {}) };
}

function peopleFor(root: Node, clip: Clip, missing: Missing): Node[] {
  const here = personIds(root);
  const brought: Node[] = [];
  for (const person of clip.people) {
    const { id = "", name = id } = person.attrs;
    const same = children(root, "person").find((found) => found.attrs.id === id);
    if (same && (same.attrs.name ?? id) !== name) missing.others.push({ id, there: name, here: same.attrs.name ?? id });
    if (here.has(id)) continue;
    missing.brought.push(name);
    brought.push(keyed(person));
  }
  return brought;
}

function note(list: string[], id: string): void {
  if (id && !list.includes(id)) list.push(id);
}

/** Scenes and endings once more, behind the last of them, with fresh ids; ways among them lead to the copies. */
export function duplicated(root: Node, ids: ReadonlySet<string>): Pasted {
  const picked = children(root, "scene", "ending").filter((place) => ids.has(place.attrs.id ?? ""));
  return pasted(root, clipOf(root, picked, "places"), picked.at(-1)?.key);
}

export function duplicatedChoice(root: Node, key: number): Pasted {
  const way = wayTo(root, key);
  const choice = way.at(-1);
  const scene = way.at(-2);
  if (!choice || !scene) throw new Error("no such choice");
  return pastedChoice(root, clipOf(root, [choice], "choice"), scene.key, key);
}
