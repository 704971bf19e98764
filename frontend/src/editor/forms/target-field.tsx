// "Goes to": a scene, an ending, or a new one made on the spot.

import type { Option } from "./options";
import { placesOf } from "./options";
import { addEnding, addScene } from "../operations/edits";
import { wayTo, withAttr } from "../tree";
import { marks, problemsOf } from "./fields";
import { Picker } from "./picker";
import { attr, setAttr, type Spot } from "./field-binding";

const newScene = " scene";
const newEnding = " ending";

export function PlaceField({ spot, name = "to", label, help }: { spot: Spot; name?: string; label: string; help?: string }) {
  const { studio } = spot;
  const { say } = studio;
  const value = attr(spot, name);
  const options = (): Option[] => [
    ...placesOf(studio),
    { value: newScene, label: say("to_new_scene"), group: say("to_new") },
    { value: newEnding, label: say("to_new_ending"), group: say("to_new") },
  ];
  const shown = placesOf(studio).find((option) => option.value === value)?.label ?? value;
  const pick = (to: string) => {
    if (to === newScene || to === newEnding) make(spot, name, to === newEnding);
    else setAttr(spot, name, to, say("forms_step_edit", { what: label }));
  };
  return <Picker label={label} help={help} value={value} shown={shown} options={options} none={say("to_none")} onPick={pick}
    found={problemsOf(spot, name)} mark={marks(spot, name)} />;
}

/** One step: the new place, and the way to it. The author stays where they are. */
function make(spot: Spot, name: string, isEnding: boolean): void {
  const { studio } = spot;
  const { say } = studio;
  const here = spot.node && wayTo(studio.store.tree, spot.node.key)[1];
  studio.edit(say(isEnding ? "to_step_ending" : "to_step_scene"), (tree) => {
    const title = say(isEnding ? "to_ending_title" : "to_scene_title");
    const made = isEnding ? addEnding(tree, title) : addScene(tree, title, here?.tag === "scene" ? here.key : undefined);
    return spot.apply(made.tree, (node) => withAttr(node, name, made.id));
  });
}
