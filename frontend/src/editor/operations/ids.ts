// Ids of new elements. They are made from the title once and never changed: learners' progress depends on them.

import { reservedNames, reservedWords } from "../../contracts/constants";
import { children, type TreeNode } from "../tree";

/** Words that can't be ids, and "if", the attribute beside those that name meters. */
const notForIds: ReadonlySet<string> = new Set([...reservedWords, "if"]);
/** Words that can't be the id of a person or meter. */
export const notForNames: ReadonlySet<string> = new Set(reservedNames);
const maxLength = 40;

/** Return the ids of all scenes, choices and endings; no two may be equal. */
export function usedIds(root: TreeNode): Set<string> {
  const ids = new Set<string>();
  for (const place of children(root, "scene", "ending")) {
    if (place.attrs.id) ids.add(place.attrs.id);
    for (const choice of children(place, "choice")) if (choice.attrs.id) ids.add(choice.attrs.id);
  }
  return ids;
}

/** Return the ids of all people. */
export function personIds(root: TreeNode): Set<string> {
  return new Set(children(root, "person").map((person) => person.attrs.id ?? ""));
}

/**
 * Return an id made from a title, with a number when it is taken or `reserved`; made from `otherwise` when the title
 * has no usable letter. The server makes ids by the same rule (exchange/ids.py).
 */
export function freshId(
  taken: ReadonlySet<string>,
  title: string,
  otherwise: string,
  reserved: ReadonlySet<string> = notForIds,
): string {
  const stem = slug(title) || otherwise;
  if (!taken.has(stem) && !reserved.has(stem)) return stem;
  for (let number = 2; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}

/** Return a title as an id. */
function slug(title: string): string {
  const plain = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/['’]/g, "");
  let id = "";
  for (const word of plain
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .split("-")) {
    if (id && id.length + word.length >= maxLength) break;
    if (word) id = id ? `${id}-${word}` : word.slice(0, maxLength);
  }
  return id;
}
