// A scene: what is told, what arriving does, what the learner may be asked, and the replies.

import { useEffect, useState } from "preact/hooks";
import { child, children, element, type Node } from "../tree";
import { addChoice } from "../operations/edits";
import { AddButton, AttrText, Check, Group, marks, More, Rest } from "./fields";
import { Beats, langOf, Strays } from "./content-items";
import { ChoiceEntry } from "./choice";
import { focusOn } from "./focus-request";
import { Notes } from "./notes";
import { RichField } from "../rich-text/rich-field";
import { Arrivals } from "./meter-change";
import { add, inner, remove, useSpot, type Spot } from "./field-binding";

const known = ["cue", "line", "image", "audio", "video", "shift", "check-in", "rehearse", "hint", "choice", "note"];
export const mostChoices = 8;

export function SceneForm({ node, choice }: { node: Node; choice: Node | undefined }) {
  const spot = useSpot(node);
  const { say } = spot.studio;
  return (
    <div data-element={node.key} tabIndex={-1}>
      <Rest spot={spot} shown={["title"]} />
      <AttrText spot={spot} name="title" label={say("scene_title")} help={say("scene_title_help")} lang={langOf(spot)} />
      <Beats outer={spot} speech="line" title={say("scene_beats")} help={say("scene_beats_help")} />
      <Replies scene={spot} selected={choice} />
      <Extras scene={spot} />
      <Strays outer={spot} known={known} />
      <Notes outer={spot} />
    </div>
  );
}

function Replies({ scene, selected }: { scene: Spot; selected: Node | undefined }) {
  const { studio } = scene;
  const { say } = studio;
  const choices = children(scene.node!, "choice");
  // Folded and unfolded is the author's own business; what is selected elsewhere unfolds here.
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set(selected ? [selected.key] : []));
  useEffect(() => {
    if (selected && !open.has(selected.key)) setOpen(new Set([...open, selected.key]));
  }, [selected?.key]);
  const flip = (key: number) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
    studio.select(next.has(key) ? key : scene.node!.key);
  };
  const isOpen = (key: number) => open.has(key) || key === selected?.key;
  return (
    <Group title={say("choices_title")} help={say("choices_help")} tools={choices.length > 1 && (
      <button type="button" class="psf-add" onClick={() => {
        const all = choices.every(({ key }) => isOpen(key));
        setOpen(new Set(all ? [] : choices.map(({ key }) => key)));
        if (all) studio.select(scene.node!.key);
      }}>{say(choices.every(({ key }) => isOpen(key)) ? "choices_fold" : "choices_unfold")}</button>
    )}>
      <ol class="psf-choices">
        {choices.map((node, n) => (
          <ChoiceEntry key={node.key} scene={scene} node={node} at={n} of={choices.length} open={isOpen(node.key)} toggle={() => flip(node.key)} />
        ))}
      </ol>
      {choices.length < mostChoices && <AddButton mark={marks(scene, "choice")} onClick={() => {
        const made = addChoice(studio.store.tree, scene.node!.key, `${scene.node!.attrs.id ?? "reply"}-${choices.length + 1}`);
        studio.edit(say("forms_step_add", { what: say("choice_one") }), () => made.tree, { select: made.key });
        setOpen(new Set([...open, made.key]));
        focusOn(made.key);
      }}>{say("choices_add")}</AddButton>}
    </Group>
  );
}

function Extras({ scene }: { scene: Spot }) {
  const { say } = scene.studio;
  const node = scene.node!;
  const flag = (tag: string, label: string, help: string) => (
    <Check label={label} help={help} on={!!child(node, tag)} mark={marks(scene, tag)} onFlip={(on) => (on
      ? add(scene, say("forms_step_edit", { what: label }), element(tag, {}, []))
      : remove(inner(scene, tag), say("forms_step_edit", { what: label })))} />
  );
  const isUsed = ["check-in", "rehearse", "hint", "shift"].some((tag) => child(node, tag));
  return (
    <More title={say("scene_more")} open={isUsed}>
      {flag("check-in", say("scene_check_in"), say("scene_check_in_help"))}
      {flag("rehearse", say("scene_rehearse"), say("scene_rehearse_help"))}
      <RichField spot={inner(scene, "hint", element("hint", {}, ""))} label={say("scene_hint")} help={say("scene_hint_help")} optional lang={langOf(scene)} />
      <Arrivals scene={scene} />
    </More>
  );
}
