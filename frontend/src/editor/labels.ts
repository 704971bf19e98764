// What scenes, endings and choices are called wherever they are listed.

import { placesById } from "./operations/links";
import { endingsOf, scenesOf } from "./selection";
import { choiceText, shorten } from "./text/texts";
import type { TreeNode } from "./tree";
import type { EditorTranslate } from "./words";

const numberCache = new WeakMap<TreeNode, ReadonlyMap<number, number>>();

/** The number of each scene in the order of the file, by key. */
export function sceneNumbers(root: TreeNode): ReadonlyMap<number, number> {
  let known = numberCache.get(root);
  if (!known) numberCache.set(root, (known = new Map(scenesOf(root).map((scene, index) => [scene.key, index + 1]))));
  return known;
}

export const titleOf = (place: TreeNode, t: EditorTranslate): string =>
  place.attrs.title || t("untitled", { id: place.attrs.id ?? "" });

/** "2 The taped jar", or "Ending: door left open". */
export function placeLabel(root: TreeNode, place: TreeNode, t: EditorTranslate): string {
  const title = titleOf(place, t);
  if (place.tag === "ending") return t("ending_label", { title });
  return t("scene_label", { number: sceneNumbers(root).get(place.key) ?? 0, title });
}

export const choiceLabel = (choice: TreeNode, t: EditorTranslate, most = 60): string =>
  shorten(choiceText(choice), most) || t("choice_empty");

/** Labels of all places by id, for lists of where things lead; kept with the tree. */
const labelCache = new WeakMap<TreeNode, Map<string, string>>();

export function labelsById(root: TreeNode, t: EditorTranslate): Map<string, string> {
  let known = labelCache.get(root);
  if (!known) {
    known = new Map();
    for (const [id, place] of placesById(root)) known.set(id, placeLabel(root, place, t));
    labelCache.set(root, known);
  }
  return known;
}

/** Where something leads, in words; says so where it leads nowhere yet. */
export const targetLabel = (root: TreeNode, id: string, t: EditorTranslate): string =>
  !id ? t("to_nowhere") : (labelsById(root, t).get(id) ?? t("to_unknown", { id }));

export const allPlaces = (root: TreeNode): readonly TreeNode[] => [...scenesOf(root), ...endingsOf(root)];
