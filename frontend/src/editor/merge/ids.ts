// Ids that two authors gave to different new elements: mine get others, and what refers to them follows.

import { freshId, personIds, usedIds } from "../operations/ids";
import { renameReferencedIds } from "../operations/links";
import { children, type TreeNode } from "../tree";
import { contentOf } from "./align";

/** Return mine with other ids where both versions gave the same one to different new elements. */
export function separateIds(base: TreeNode, mine: TreeNode, theirs: TreeNode): TreeNode {
  const places = newNames(usedIds(base), usedIds(mine), usedIds(theirs), (id) => !isSame(mine, theirs, id));
  const people = newNames(personIds(base), personIds(mine), personIds(theirs), (id) => {
    const [one, two] = [mine, theirs].map((tree) => children(tree, "person").find(({ attrs }) => attrs.id === id));
    return !one || !two || contentOf(one) !== contentOf(two);
  });
  return places.size || people.size ? rename(mine, places, people) : mine;
}

/** Return new ids for those that both added and that `differ`. */
function newNames(
  base: ReadonlySet<string>,
  mine: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  differ: (id: string) => boolean,
): Map<string, string> {
  const taken = new Set([...base, ...mine, ...theirs]);
  const names = new Map<string, string>();
  for (const id of mine) {
    if (base.has(id) || !theirs.has(id) || !differ(id)) continue;
    const fresh = freshId(taken, id, "scene");
    taken.add(fresh);
    names.set(id, fresh);
  }
  return names;
}

/** Tell whether both versions have the same scene, ending or choice under an id, at the same place. */
function isSame(mine: TreeNode, theirs: TreeNode, id: string): boolean {
  const [one, two] = [mine, theirs].map((tree) => findPlace(tree, id));
  return !!one && !!two && one.within === two.within && contentOf(one.node) === contentOf(two.node);
}

/** Return the scene, ending or choice of an id, and the id of the scene that it is in, "" where it is in none. */
function findPlace(tree: TreeNode, id: string): { node: TreeNode; within: string } | undefined {
  for (const place of tree.nodes ?? []) {
    if (place.tag !== "scene" && place.tag !== "ending") continue;
    if (place.attrs.id === id) return { node: place, within: "" };
    const choice = children(place, "choice").find(({ attrs }) => attrs.id === id);
    if (choice) return { node: choice, within: place.attrs.id ?? "" };
  }
  return undefined;
}

/** Return an element with new ids of scenes, endings, choices and people, and with everything that refers to them. */
function rename(node: TreeNode, places: ReadonlyMap<string, string>, people: ReadonlyMap<string, string>): TreeNode {
  const attrs = { ...node.attrs };
  const put = (name: string, names: ReadonlyMap<string, string>) => {
    const value = attrs[name];
    if (value !== undefined) attrs[name] = names.get(value) ?? value;
  };
  if (["scene", "ending", "choice"].includes(node.tag)) put("id", places);
  if (node.tag === "person") put("id", people);
  if (node.tag === "start") put("scene", places);
  put("to", places);
  put("by", people);
  for (const name of ["if", "needs"]) {
    const condition = attrs[name];
    if (condition !== undefined) attrs[name] = renameReferencedIds(condition, places);
  }
  return { ...node, attrs, ...(node.nodes && { nodes: node.nodes.map((inner) => rename(inner, places, people)) }) };
}
