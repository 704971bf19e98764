// The form of a scene.

import { useEffect, useState } from "preact/hooks";
import { addChoice } from "../operations/edits";
import { RichField } from "../rich-text/rich-field";
import { child, children, elementData, type TreeNode } from "../tree";
import { ChoiceEntry } from "./choice";
import { ContentItemList, languageOf, UnknownParts } from "./content-items";
import { addElement, bindChild, type FieldBinding, removeElement, useBinding } from "./field-binding";
import { AddButton, AttrText, Checkbox, Disclosure, FieldGroup, fieldMarkers, OtherProblems } from "./fields";
import { requestFocus } from "./focus-request";
import { ArrivalChanges } from "./meter-change";
import { Notes } from "./notes";

const knownTags = ["cue", "line", "image", "audio", "video", "shift", "check-in", "rehearse", "hint", "choice", "note"];
/** At most this many choices can be added. */
const maxChoices = 8;

/** Show the fields of a scene. */
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

/** Show the choices of a scene. */
function SceneChoices({ scene, selected }: { scene: FieldBinding; selected: TreeNode | undefined }) {
  const { editor } = scene;
  const { t } = editor;
  const choices = children(scene.node!, "choice");
  // The author decides which choices are open; a choice that is selected elsewhere is opened.
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

/** Show the options of a scene. */
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
