// Names of scenes, endings and choices in lists.

import { placesById } from "./operations/links";
import { endingsOf, scenesOf } from "./selection";
import { choiceText, shorten } from "./text/texts";
import { child, type TreeNode } from "./tree";
import type { EditorTranslate } from "./words";

const numberCache = new WeakMap<TreeNode, ReadonlyMap<number, number>>();

/** Return the number of each scene, by key. */
export function sceneNumbers(root: TreeNode): ReadonlyMap<number, number> {
  const known = numberCache.get(root) ?? new Map(scenesOf(root).map((scene, index) => [scene.key, index + 1]));
  numberCache.set(root, known);
  return known;
}

/** Return the title of a scene or ending. */
export const titleOf = (place: TreeNode, t: EditorTranslate): string =>
  place.attrs.title || place.attrs["placeholder-title"] || t("untitled", { id: place.attrs.id ?? "" });

/** Return a name such as "2 The taped jar" or "Ending: door left open". */
export function placeLabel(root: TreeNode, place: TreeNode, t: EditorTranslate): string {
  const title = titleOf(place, t);
  if (place.tag === "ending") return t("ending_label", { title });
  return t("scene_label", { number: sceneNumbers(root).get(place.key) ?? 0, title });
}

/** Return the short text of a choice. */
export const choiceLabel = (choice: TreeNode, t: EditorTranslate, most = 60): string =>
  shorten(choiceText(choice) || choicePlaceholder(choice), most) || t("choice_empty");

/** Return what belongs in a choice that came from a scaffold and has no words yet. */
export const choicePlaceholder = (choice: TreeNode): string =>
  ["say", "do", "wait"].map((tag) => child(choice, tag)?.attrs.placeholder ?? "").find(Boolean) ?? "";

/** Names of all scenes and endings by id, by tree. */
const labelCache = new WeakMap<TreeNode, Map<string, string>>();

/** Return the names of all scenes and endings by id. */
function labelsById(root: TreeNode, t: EditorTranslate): Map<string, string> {
  let known = labelCache.get(root);
  if (!known) {
    known = new Map();
    for (const [id, place] of placesById(root)) known.set(id, placeLabel(root, place, t));
    labelCache.set(root, known);
  }
  return known;
}

/** Return the name of a target, also when it is missing. */
export const targetLabel = (root: TreeNode, id: string, t: EditorTranslate): string =>
  !id ? t("to_nowhere") : (labelsById(root, t).get(id) ?? t("to_unknown", { id }));

/** Return all scenes and endings. */
export const allPlaces = (root: TreeNode): readonly TreeNode[] => [...scenesOf(root), ...endingsOf(root)];
