// Copies of scenes, endings and choices, and how they are inserted with ids of their own.

import { defaultMeters } from "../../contracts/constants";
import type { TreeData } from "../../contracts/tree";
import { child, children, isTreeData, pathTo, type TreeNode, toTreeData, updateNode, withKeys } from "../tree";
import { freshId, personIds, usedIds } from "./ids";
import { insertAmong } from "./insertion";
import { referencedIds, renameReferencedIds, walkTree } from "./links";
import { mapPositionOf, setMapPosition } from "./map-positions";

/** What is on the clipboard. People are included for scenarios that lack them. */
export interface Clip {
  powerstruggle: "clip";
  kind: "places" | "choice";
  nodes: TreeData[];
  people: TreeData[];
  meters: string[];
}

/** Create a clip of some elements. */
export function createClip(root: TreeNode, picked: readonly TreeNode[], kind: Clip["kind"]): Clip {
  const used = new Set(picked.flatMap((node) => [...walkTree(node)].map((inner) => inner.attrs.by ?? "")));
  const people = children(root, "person").filter((person) => used.has(person.attrs.id ?? ""));
  return {
    powerstruggle: "clip",
    kind,
    nodes: picked.map(toTreeData),
    people: people.map(toTreeData),
    meters: meterIds(root),
  };
}

/** Return the ids of the meters in use. */
function meterIds(root: TreeNode): string[] {
  const own = children(child(root, "meters") ?? root, "meter");
  const dropped = new Set(own.filter((meter) => meter.attrs.drop === "true").map((meter) => meter.attrs.id));
  return [...new Set([...defaultMeters, ...own.map((meter) => meter.attrs.id ?? "")])].filter((id) => !dropped.has(id));
}

/** Parse the text of a clipboard; null when it is no clip. */
export function parseClip(text: string): Clip | null {
  try {
    const found = JSON.parse(text) as Clip;
    if (found?.powerstruggle !== "clip" || !["places", "choice"].includes(found.kind)) return null;
    const lists = [found.nodes, found.people].every((list) => Array.isArray(list) && list.every(isTreeData));
    return lists && found.nodes.length > 0 && Array.isArray(found.meters) ? found : null;
  } catch {
    return null;
  }
}

/** What the clip refers to and the scenario lacks. */
export interface MissingReferences {
  /** Names of people that were added. */
  addedPeople: string[];
  /** People with the same id and another name. */
  others: Array<{ id: string; there: string; here: string }>;
  /** Missing targets. */
  ways: string[];
  /** Missing choices and scenes of conditions. */
  conditions: string[];
  meters: string[];
}

/** The new tree, the keys of what was inserted, and what is missing. */
export interface PasteResult {
  tree: TreeNode;
  key: number;
  keys: number[];
  missing: MissingReferences;
}

/**
 * Insert scenes and endings after a place. Ids that exist get new ones, and references inside the clip follow; missing
 * targets are removed and reported.
 */
export function pasteClip(root: TreeNode, clip: Clip, after?: number): PasteResult {
  const { nodes, missing, addedPeople } = fitClip(root, clip);
  let tree = addedPeople.length ? insertAmong(root, "person", addedPeople) : root;
  for (const tag of ["scene", "ending"]) {
    const added = nodes.filter((node) => node.tag === tag).map(besideOnMap);
    if (added.length) tree = insertAmong(tree, tag, added, after);
  }
  return { tree, key: nodes[0]?.key ?? root.key, keys: nodes.map((node) => node.key), missing };
}

/** How far from the original a copy stands on the map, in map units. */
const copyOffset = 48;

/** Return a copied scene or ending that does not stand on the map where its original stands. */
function besideOnMap(place: TreeNode): TreeNode {
  const at = mapPositionOf(place);
  return at ? setMapPosition(place, { x: at.x + copyOffset, y: at.y + copyOffset }) : place;
}

/** Insert a choice into a scene. */
export function pasteChoice(root: TreeNode, clip: Clip, scene: number, after?: number): PasteResult {
  const { nodes, missing, addedPeople } = fitClip(root, clip);
  const before = addedPeople.length ? insertAmong(root, "person", addedPeople) : root;
  const tree = updateNode(before, scene, (found) => insertAmong(found, "choice", nodes, after));
  return { tree, key: nodes[0]?.key ?? scene, keys: nodes.map((node) => node.key), missing };
}

/** Return the clip's elements with ids and references that fit the scenario. */
function fitClip(
  root: TreeNode,
  clip: Clip,
): { nodes: TreeNode[]; missing: MissingReferences; addedPeople: TreeNode[] } {
  const wanted = clip.kind === "choice" ? ["choice"] : ["scene", "ending"];
  const given = clip.nodes.filter((node) => wanted.includes(node.tag));
  const ids = assignIds(root, given);
  const known = usedIds(root);
  for (const id of ids.values()) known.add(id);
  const missing: MissingReferences = { addedPeople: [], others: [], ways: [], conditions: [], meters: [] };
  const nodes = given.map((node) => withKeys(renameReferences(node, ids, known, missing)));
  missing.meters = [...new Set(nodes.flatMap((node) => metersUsed(node, clip.meters)))].filter(
    (id) => !meterIds(root).includes(id),
  );
  const addedPeople = peopleToAdd(root, clip, missing);
  return { nodes, missing, addedPeople };
}

/** Return the meters that conditions of an element use. */
function metersUsed(node: TreeNode, meters: readonly string[]): string[] {
  const words = [...walkTree(node)].flatMap((inner) =>
    `${inner.attrs.if ?? ""} ${inner.attrs.needs ?? ""}`.split(/\s+/),
  );
  return meters.filter((id) => words.includes(id));
}

/** Return the new ids of all elements, by old id. */
function assignIds(root: TreeNode, given: readonly TreeData[]): Map<string, string> {
  const taken = usedIds(root);
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

/** Return an element with new ids; references to missing elements are collected in `missing`. */
function renameReferences(
  node: TreeData,
  ids: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
  missing: MissingReferences,
): TreeData {
  const attrs = { ...node.attrs };
  if (attrs.id !== undefined && ["scene", "ending", "choice"].includes(node.tag))
    attrs.id = ids.get(attrs.id) ?? attrs.id;
  if (attrs.to !== undefined) {
    const to = ids.get(attrs.to) ?? attrs.to;
    if (known.has(to)) attrs.to = to;
    else {
      addOnce(missing.ways, attrs.to);
      delete attrs.to;
    }
  }
  for (const name of ["if", "needs"]) {
    const condition = attrs[name];
    if (condition === undefined) continue;
    attrs[name] = renameReferencedIds(condition, ids);
    for (const { id } of referencedIds(attrs[name])) if (!known.has(id)) addOnce(missing.conditions, id);
  }
  const nodes = node.nodes?.map((inner) => renameReferences(inner, ids, known, missing));
  return { ...node, attrs, ...(nodes ? { nodes } : {}) };
}

/** Return the people of the clip that the scenario lacks. */
function peopleToAdd(root: TreeNode, clip: Clip, missing: MissingReferences): TreeNode[] {
  const here = personIds(root);
  const addedPeople: TreeNode[] = [];
  for (const person of clip.people) {
    const { id = "", name = id } = person.attrs;
    const same = children(root, "person").find((found) => found.attrs.id === id);
    if (same && (same.attrs.name ?? id) !== name) missing.others.push({ id, there: name, here: same.attrs.name ?? id });
    if (here.has(id)) continue;
    missing.addedPeople.push(name);
    addedPeople.push(withKeys(person));
  }
  return addedPeople;
}

/** Add an id to a list unless it is there. */
function addOnce(list: string[], id: string): void {
  if (id && !list.includes(id)) list.push(id);
}

/** Duplicate scenes and endings after the last of them; links among them lead to the copies. */
export function duplicatePlaces(root: TreeNode, ids: ReadonlySet<string>): PasteResult {
  const picked = children(root, "scene", "ending").filter((place) => ids.has(place.attrs.id ?? ""));
  return pasteClip(root, createClip(root, picked, "places"), picked.at(-1)?.key);
}

/** Duplicate a choice after itself. */
export function duplicateChoice(root: TreeNode, key: number): PasteResult {
  const path = pathTo(root, key);
  const choice = path.at(-1);
  const scene = path.at(-2);
  if (!choice || !scene) throw new Error("no such choice");
  return pasteChoice(root, createClip(root, [choice], "choice"), scene.key, key);
}
