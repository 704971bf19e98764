// Ids that two authors gave to different new elements: mine get others, and what refers to them follows.

import { freshId, personIds, usedIds } from "../operations/ids";
import { renameReferencedIds } from "../operations/links";
import { children, type TreeNode } from "../tree";
import { contentOf } from "./align";

/** Return mine with other ids where both versions gave the same one to different new elements. */
export function separateIds(base: TreeNode, mine: TreeNode, theirs: TreeNode): TreeNode {
  const differ = (ones: ReadonlyMap<string, Named>, twos: ReadonlyMap<string, Named>) => (id: string) =>
    !isSame(ones.get(id), twos.get(id));
  const places = newNames(
    usedIds(base),
    usedIds(mine),
    usedIds(theirs),
    differ(namedPlaces(mine), namedPlaces(theirs)),
  );
  const people = newNames(
    personIds(base),
    personIds(mine),
    personIds(theirs),
    differ(namedPeople(mine), namedPeople(theirs)),
  );
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

/** A scene, ending or choice, and the id of the scene that it is in, "" where it is in none. */
interface Named {
  node: TreeNode;
  within: string;
}

/** Return the scenes, endings and choices by id; the first one of each id. */
function namedPlaces(tree: TreeNode): Map<string, Named> {
  const found = new Map<string, Named>();
  const add = (node: TreeNode, within: string) => {
    const id = node.attrs.id ?? "";
    if (!found.has(id)) found.set(id, { node, within });
  };
  for (const place of children(tree, "scene", "ending")) {
    add(place, "");
    for (const choice of children(place, "choice")) add(choice, place.attrs.id ?? "");
  }
  return found;
}

/** Return the people by id; the first one of each id. */
const namedPeople = (tree: TreeNode): Map<string, Named> =>
  new Map([...children(tree, "person")].reverse().map((node) => [node.attrs.id ?? "", { node, within: "" }]));

/** Tell whether both versions have the same thing under an id, in the same scene. */
const isSame = (one: Named | undefined, two: Named | undefined): boolean =>
  !!one && !!two && one.within === two.within && contentOf(one.node) === contentOf(two.node);

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
