// The field for a target: a scene, an ending, or a new one.

import { addEnding, addScene } from "../operations/edits";
import { pathTo, withAttribute } from "../tree";
import { attributeOf, type FieldBinding, setAttribute } from "./field-binding";
import { fieldMarkers, problemsFor } from "./fields";
import type { SelectOption } from "./options";
import { placeOptions } from "./options";
import { Picker } from "./picker";

const newSceneValue = " scene";
const newEndingValue = " ending";

/** Show the field. */
export function TargetField({
  binding,
  name = "to",
  label,
  help,
}: {
  binding: FieldBinding;
  name?: string;
  label: string;
  help?: string;
}) {
  const { editor } = binding;
  const { t } = editor;
  const value = attributeOf(binding, name);
  const options = (): SelectOption[] => [
    ...placeOptions(editor),
    { value: newSceneValue, label: t("to_new_scene"), group: t("to_new") },
    { value: newEndingValue, label: t("to_new_ending"), group: t("to_new") },
  ];
  const shown = placeOptions(editor).find((option) => option.value === value)?.label ?? value;
  const pick = (to: string) => {
    if (to === newSceneValue || to === newEndingValue) addTarget(binding, name, to === newEndingValue);
    else setAttribute(binding, name, to, t("forms_step_edit", { what: label }));
  };
  return (
    <Picker
      label={label}
      help={help}
      value={value}
      shown={shown}
      options={options}
      none={t("to_none")}
      onPick={pick}
      found={problemsFor(binding, name)}
      mark={fieldMarkers(binding, name)}
    />
  );
}

/** Add a new scene or ending and link to it, as one step. The selection does not change. */
function addTarget(binding: FieldBinding, name: string, isEnding: boolean): void {
  const { editor } = binding;
  const { t } = editor;
  const here = binding.node && pathTo(editor.store.tree, binding.node.key)[1];
  editor.edit(t(isEnding ? "to_step_ending" : "to_step_scene"), (tree) => {
    const title = t(isEnding ? "to_ending_title" : "to_scene_title");
    const created = isEnding
      ? addEnding(tree, title)
      : addScene(tree, title, here?.tag === "scene" ? here.key : undefined);
    return binding.apply(created.tree, (node) => withAttribute(node, name, created.id));
  });
}
