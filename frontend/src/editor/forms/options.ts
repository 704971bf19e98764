// What things are called in the menus: people, scenes, endings, replies, meters.

import type { Studio } from "../context";
import { usualMeters } from "../operations/copying";
import { choiceWords, shortened } from "../text/texts";
import { child, children, type Node } from "../tree";


export interface Option { value: string; label: string; group?: string; about?: string }

export const peopleOf = (root: Node): readonly Node[] => children(root, "person");
export const personName = (person: Node): string => person.attrs.name || person.attrs.id || "";

/** The meters in use with their names: the usual four as the author changed them, then the author's own. */
export function metersOf({ store, loaded }: Studio): Option[] {
  const own = children(child(store.tree, "meters") ?? store.tree, "meter");
  const said = new Map(own.map((meter) => [meter.attrs.id ?? "", meter]));
  const usual = new Map(loaded.catalogue.meters.map(({ id, name }) => [id, name]));
  return [...usualMeters, ...[...said.keys()].filter((id) => id && !usualMeters.includes(id))]
    .filter((id) => said.get(id)?.attrs.drop !== "true")
    .map((id) => ({ value: id, label: said.get(id)?.attrs.name || usual.get(id) || id }));
}

/** Scenes and endings to go to, numbered as the outline does. */
export function placesOf({ store, say }: Studio): Option[] {
  const scenes = children(store.tree, "scene").map((scene, n) => ({
    value: scene.attrs.id ?? "", group: say("forms_scenes"),
    label: say("forms_scene_numbered", { number: String(n + 1), title: scene.attrs.title || scene.attrs.id || "" }),
  }));
  const endings = children(store.tree, "ending").map((ending) => ({
    value: ending.attrs.id ?? "", label: ending.attrs.title || ending.attrs.id || "", group: say("forms_endings"),
  }));
  return [...scenes, ...endings];
}

export function choiceLabel(choice: Node, most = 60): string {
  return shortened(choiceWords(choice), most) || choice.attrs.id || "";
}

/** Every reply of the scenario, in the scenes they stand in. */
export function choicesOf({ store, say }: Studio): Option[] {
  return children(store.tree, "scene").flatMap((scene, n) => children(scene, "choice").map((choice) => ({
    value: choice.attrs.id ?? "", label: choiceLabel(choice),
    group: say("forms_scene_numbered", { number: String(n + 1), title: scene.attrs.title || scene.attrs.id || "" }),
  })));
}
