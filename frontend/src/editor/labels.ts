// What scenes, endings and choices are called wherever they are listed.

import { placesById } from "./operations/links";
import { endingsOf, scenesOf } from "./selection";
import { choiceWords, shortened } from "./text/texts";
import type { Node } from "./tree";
import type { Say } from "./words";

const numbered = new WeakMap<Node, ReadonlyMap<number, number>>();

/** The number of each scene in the order of the file, by key. */
export function numbersOf(root: Node): ReadonlyMap<number, number> {
  let known = numbered.get(root);
  if (!known) numbered.set(root, (known = new Map(scenesOf(root).map((scene, index) => [scene.key, index + 1]))));
  return known;
}

export const titleOf = (place: Node, say: Say): string => place.attrs.title || say("untitled", { id: place.attrs.id ?? "" });

/** "2 The taped jar", or "Ending: door left open". */
export function placeLabel(root: Node, place: Node, say: Say): string {
  const title = titleOf(place, say);
  if (place.tag === "ending") return say("ending_label", { title });
  return say("scene_label", { number: numbersOf(root).get(place.key) ?? 0, title });
}

export const choiceLabel = (choice: Node, say: Say, most = 60): string => shortened(choiceWords(choice), most) || say("choice_empty");

/** Labels of all places by id, for lists of where things lead; kept with the tree. */
const labelled = new WeakMap<Node, Map<string, string>>();

export function labelsById(root: Node, say: Say): Map<string, string> {
  let known = labelled.get(root);
  if (!known) {
    known = new Map();
    for (const [id, place] of placesById(root)) known.set(id, placeLabel(root, place, say));
    labelled.set(root, known);
  }
  return known;
}

/** Where something leads, in words; says so where it leads nowhere yet. */
export const targetLabel = (root: Node, id: string, say: Say): string =>
  !id ? say("to_nowhere") : labelsById(root, say).get(id) ?? say("to_unknown", { id });

export const allPlaces = (root: Node): readonly Node[] => [...scenesOf(root), ...endingsOf(root)];
