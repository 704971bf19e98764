// Options of menus: people, scenes, endings, choices, meters.

import { defaultMeters } from "../../contracts/constants";
import type { EditorContext } from "../context";
import { choicePlaceholder } from "../labels";
import { choiceText, shorten } from "../text/texts";
import { child, children, type TreeNode } from "../tree";

/** An option of a menu. */
export interface SelectOption {
  value: string;
  label: string;
  group?: string;
  about?: string;
  /** Further words by which it is found. */
  also?: string;
}

/** Return the people of a scenario. */
export const peopleOf = (root: TreeNode): readonly TreeNode[] => children(root, "person");
/** Return a person's name, what belongs there, or the id. */
export const personName = (person: TreeNode): string =>
  person.attrs.name || person.attrs["placeholder-name"] || person.attrs.id || "";

/** Return the meters in use: the standard ones as the author changed them, then the author's own. */
export function meterOptions({ store, loaded }: EditorContext): SelectOption[] {
  const own = children(child(store.tree, "meters") ?? store.tree, "meter");
  const said = new Map(own.map((meter) => [meter.attrs.id ?? "", meter]));
  const usual = new Map(loaded.catalogue.meters.map(({ id, name }) => [id, name]));
  return [...defaultMeters, ...[...said.keys()].filter((id) => id && !defaultMeters.includes(id))]
    .filter((id) => said.get(id)?.attrs.drop !== "true")
    .map((id) => ({ value: id, label: said.get(id)?.attrs.name || usual.get(id) || id }));
}

/** Return scenes and endings, numbered as in the outline. */
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

/** Return the short text of a choice. */
function choiceOptionLabel(choice: TreeNode, most = 60): string {
  return shorten(choiceText(choice) || choicePlaceholder(choice), most) || choice.attrs.id || "";
}

/** Return all choices, grouped by scene. */
export function choiceOptions({ store, t }: EditorContext): SelectOption[] {
  return children(store.tree, "scene").flatMap((scene, n) =>
    children(scene, "choice").map((choice) => ({
      value: choice.attrs.id ?? "",
      label: choiceOptionLabel(choice),
      group: t("forms_scene_numbered", { number: String(n + 1), title: scene.attrs.title || scene.attrs.id || "" }),
    })),
  );
}
