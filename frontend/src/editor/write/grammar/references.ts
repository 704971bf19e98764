// What names in the script stand for.

import { staffNames } from "../../../contracts/constants";
import { insertAmong } from "../../operations/insertion";
import { children, elementData, type TreeNode } from "../../tree";
import { trimBlanks, unguard } from "./escapes";
import type { ScriptTools } from "./script";

/** Return what stands behind an arrow: an id, or the title of a scene or an ending. */
export function resolvePlace(target: string): { id?: string; title: string; isEnding: boolean } {
  const words = trimBlanks(unguard(target)).replace(/[ \t]+/g, " ");
  if (/^#[a-z][a-z0-9_-]*$/.test(words)) return { id: words.slice(1), title: "", isEnding: false };
  const isEnding = words.startsWith("=");
  return { title: isEnding ? trimBlanks(words.slice(1)) : words, isEnding };
}

/** Return the id of the person with a name or "@id"; undefined where there is none. */
export function resolvePerson(tree: TreeNode, name: string): string | undefined {
  if (name.startsWith("@")) return name.slice(1);
  const wanted = name.toLowerCase();
  return children(tree, "person").find(({ attrs }) => (attrs.name ?? "").toLowerCase() === wanted)?.attrs.id;
}

/** Return the tree with people whom lines have named. */
export function addMissingPeople(
  tree: TreeNode,
  people: ReadonlyMap<string, string>,
  { withKeys }: ScriptTools,
): TreeNode {
  let root = tree;
  for (const [id, name] of people) {
    const isStaff = staffNames.includes(name.toLowerCase());
    const hasClient = children(root, "person").some(({ attrs }) => (attrs.role ?? "client") === "client");
    const role = isStaff ? "colleague" : hasClient ? "other" : "client";
    root = insertAmong(root, "person", [withKeys(elementData("person", { id, name, role }, ""))]);
  }
  return root;
}
