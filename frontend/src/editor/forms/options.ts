// What things are called in the menus: people, scenes, endings, replies, meters.

import type { EditorContext } from "../context";
import { standardMeters } from "../operations/copying";
import { choiceText, shorten } from "../text/texts";
import { child, children, type TreeNode } from "../tree";

export interface SelectOption {
  value: string;
  label: string;
  group?: string;
  about?: string;
}

export const peopleOf = (root: TreeNode): readonly TreeNode[] => children(root, "person");
export const personName = (person: TreeNode): string => person.attrs.name || person.attrs.id || "";

/** The meters in use with their names: the usual four as the author changed them, then the author's own. */
export function meterOptions({ store, loaded }: EditorContext): SelectOption[] {
  const own = children(child(store.tree, "meters") ?? store.tree, "meter");
  const said = new Map(own.map((meter) => [meter.attrs.id ?? "", meter]));
  const usual = new Map(loaded.catalogue.meters.map(({ id, name }) => [id, name]));
  return [...standardMeters, ...[...said.keys()].filter((id) => id && !standardMeters.includes(id))]
    .filter((id) => said.get(id)?.attrs.drop !== "true")
    .map((id) => ({ value: id, label: said.get(id)?.attrs.name || usual.get(id) || id }));
}

/** Scenes and endings to go to, numbered as the outline does. */
export function placeOptions({ store, t }: EditorContext): SelectOption[] {
  const scenes = children(store.tree, "scene").map((scene, n) => ({
    value: scene.attrs.id ?? "",
    group: t("forms_scenes"),
    label: t("forms_scene_numbered", { number: String(n + 1), title: scene.attrs.title || scene.attrs.id || "" }),
  }));
  const endings = children(store.tree, "ending").map((ending) => ({
    value: ending.attrs.id ?? "",
    label: ending.attrs.title || ending.attrs.id || "",
    group: t("forms_endings"),
  }));
  return [...scenes, ...endings];
}

export function choiceOptionLabel(choice: TreeNode, most = 60): string {
  return shorten(choiceText(choice), most) || choice.attrs.id || "";
}

/** Every reply of the scenario, in the scenes they stand in. */
export function choiceOptions({ store, t }: EditorContext): SelectOption[] {
  return children(store.tree, "scene").flatMap((scene, n) =>
    children(scene, "choice").map((choice) => ({
      value: choice.attrs.id ?? "",
      label: choiceOptionLabel(choice),
      group: t("forms_scene_numbered", { number: String(n + 1), title: scene.attrs.title || scene.attrs.id || "" }),
    })),
  );
}
