// A scene: what is told, what arriving does, what the learner may be asked, and the replies.

import { useEffect, useState } from "preact/hooks";
import { child, children, elementData, type TreeNode } from "../tree";
import { addChoice } from "../operations/edits";
import { AddButton, AttrText, Checkbox, FieldGroup, fieldMarkers, Disclosure, OtherProblems } from "./fields";
import { ContentItemList, languageOf, UnknownParts } from "./content-items";
import { ChoiceEntry } from "./choice";
import { requestFocus } from "./focus-request";
import { Notes } from "./notes";
import { RichField } from "../rich-text/rich-field";
import { ArrivalChanges } from "./meter-change";
import { addElement, bindChild, removeElement, useBinding, type FieldBinding } from "./field-binding";

const knownTags = ["cue", "line", "image", "audio", "video", "shift", "check-in", "rehearse", "hint", "choice", "note"];
export const maxChoices = 8;

export function SceneForm({ node, choice }: { node: TreeNode; choice: TreeNode | undefined }) {
  const binding = useBinding(node);
  const { t } = binding.editor;
  return (
    <div data-element={node.key} tabIndex={-1}>
      <OtherProblems binding={binding} shown={["title"]} />
      <AttrText
        binding={binding}
        name="title"
        label={t("scene_title")}
        help={t("scene_title_help")}
        lang={languageOf(binding)}
      />
      <ContentItemList parent={binding} speech="line" title={t("scene_beats")} help={t("scene_beats_help")} />
      <SceneChoices scene={binding} selected={choice} />
      <SceneOptions scene={binding} />
      <UnknownParts parent={binding} known={knownTags} />
      <Notes parent={binding} />
    </div>
  );
}

function SceneChoices({ scene, selected }: { scene: FieldBinding; selected: TreeNode | undefined }) {
  const { editor } = scene;
  const { t } = editor;
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
    editor.select(next.has(key) ? key : scene.node!.key);
  };
  const isOpen = (key: number) => open.has(key) || key === selected?.key;
  return (
    <FieldGroup
      title={t("choices_title")}
      help={t("choices_help")}
      tools={
        choices.length > 1 && (
          <button
            type="button"
            class="psf-add"
            onClick={() => {
              const all = choices.every(({ key }) => isOpen(key));
              setOpen(new Set(all ? [] : choices.map(({ key }) => key)));
              if (all) editor.select(scene.node!.key);
            }}
          >
            {t(choices.every(({ key }) => isOpen(key)) ? "choices_fold" : "choices_unfold")}
          </button>
        )
      }
    >
      <ol class="psf-choices">
        {choices.map((node, n) => (
          <ChoiceEntry
            key={node.key}
            scene={scene}
            node={node}
            at={n}
            of={choices.length}
            open={isOpen(node.key)}
            toggle={() => flip(node.key)}
          />
        ))}
      </ol>
      {choices.length < maxChoices && (
        <AddButton
          mark={fieldMarkers(scene, "choice")}
          onClick={() => {
            const created = addChoice(
              editor.store.tree,
              scene.node!.key,
              `${scene.node!.attrs.id ?? "reply"}-${choices.length + 1}`,
            );
            editor.edit(t("forms_step_add", { what: t("choice_one") }), () => created.tree, { select: created.key });
            setOpen(new Set([...open, created.key]));
            requestFocus(created.key);
          }}
        >
          {t("choices_add")}
        </AddButton>
      )}
    </FieldGroup>
  );
}

function SceneOptions({ scene }: { scene: FieldBinding }) {
  const { t } = scene.editor;
  const node = scene.node!;
  const flag = (tag: string, label: string, help: string) => (
    <Checkbox
      label={label}
      help={help}
      on={!!child(node, tag)}
      mark={fieldMarkers(scene, tag)}
      onFlip={(on) =>
        on
          ? addElement(scene, t("forms_step_edit", { what: label }), elementData(tag, {}, []))
          : removeElement(bindChild(scene, tag), t("forms_step_edit", { what: label }))
      }
    />
  );
  const isUsed = ["check-in", "rehearse", "hint", "shift"].some((tag) => child(node, tag));
  return (
    <Disclosure title={t("scene_more")} open={isUsed}>
      {flag("check-in", t("scene_check_in"), t("scene_check_in_help"))}
      {flag("rehearse", t("scene_rehearse"), t("scene_rehearse_help"))}
      <RichField
        binding={bindChild(scene, "hint", elementData("hint", {}, ""))}
        label={t("scene_hint")}
        help={t("scene_hint_help")}
        optional
        lang={languageOf(scene)}
      />
      <ArrivalChanges scene={scene} />
    </Disclosure>
  );
}
