// The form of a scene.

import { useEffect, useState } from "preact/hooks";
import { ranges } from "../../contracts/constants";
import { addChoice } from "../operations/edits";
import { RichField } from "../rich-text/rich-field";
import { child, children, elementData, type TreeNode } from "../tree";
import { ChoiceEntry } from "./choice";
import { ContentItemList, languageOf } from "./content-items";
import { Disclosure } from "./disclosure";
import { addElement, bindChild, type FieldBinding, removeElement, useBinding } from "./field-binding";
import { AddButton, AttrText, Checkbox, FieldGroup, fieldMarkers, OtherProblems } from "./fields";
import { requestFocus } from "./focus-request";
import { LeadsHere } from "./leads-here";
import { RatingMatrix } from "./matrix";
import { ArrivalChanges } from "./meter-change";
import { NeedsField, Notes } from "./notes";
import { UnknownParts } from "./unknown-parts";

/** At most this many choices can be added. */
const [, maxChoices] = ranges.choices;

/** Show the fields of a scene. */
export function SceneForm({ node, choice }: { node: TreeNode; choice: TreeNode | undefined }) {
  const binding = useBinding(node);
  const { t } = binding.editor;
  return (
    <div data-element={node.key} tabIndex={-1}>
      <OtherProblems binding={binding} shown={["title", "needs"]} />
      <AttrText
        binding={binding}
        name="title"
        label={t("scene_title")}
        help={t("scene_title_help")}
        lang={languageOf(binding)}
        class="psf-place-title"
      />
      <ContentItemList parent={binding} speech="line" title={t("scene_items")} help={t("scene_items_help")} />
      <SceneChoices scene={binding} selected={choice} />
      <SceneOptions scene={binding} />
      <UnknownParts parent={binding} />
      <NeedsField binding={binding} />
      <LeadsHere binding={binding} />
      <Notes parent={binding} />
    </div>
  );
}

/** Show the choices of a scene. */
function SceneChoices({ scene, selected }: { scene: FieldBinding; selected: TreeNode | undefined }) {
  const { editor } = scene;
  const { t } = editor;
  const choices = children(scene.node!, "choice");
  const list = useOpenChoices(scene, choices, selected);
  // The table gives way to the list when a choice is selected elsewhere.
  const [tableAt, setTableAt] = useState<number | null>(null);
  const asTable = choices.length > 0 && tableAt === (selected?.key ?? 0);
  const add = () => {
    const created = addChoice(editor.store.tree, scene.node!.key, "");
    editor.edit(t("forms_step_add", { what: t("choice_one") }), () => created.tree, { select: created.key });
    list.openOne(created.key);
    requestFocus(created.key, "say");
  };
  const tools = (
    <span class="psf-row">
      {choices.length > 1 && !asTable && (
        <button type="button" class="psf-add" onClick={list.flipAll}>
          {t(list.areAllOpen ? "choices_fold" : "choices_unfold")}
        </button>
      )}
      <button
        type="button"
        class="psf-add"
        aria-pressed={asTable}
        onClick={() => setTableAt(asTable ? null : (selected?.key ?? 0))}
      >
        {t(asTable ? "matrix_close" : "matrix_open")}
      </button>
    </span>
  );
  return (
    <FieldGroup title={t("choices_title")} help={t("choices_help")} tools={choices.length > 0 && tools}>
      {asTable ? (
        <RatingMatrix editor={editor} choices={choices} />
      ) : (
        <ol class="psf-choices">
          {choices.map((node, n) => (
            <ChoiceEntry
              key={node.key}
              scene={scene}
              node={node}
              at={n}
              of={choices.length}
              open={list.isOpen(node.key)}
              toggle={() => list.flip(node.key)}
            />
          ))}
        </ol>
      )}
      {choices.length < maxChoices && (
        <AddButton mark={fieldMarkers(scene, "choice")} onClick={add}>
          {t("choices_add")}
        </AddButton>
      )}
    </FieldGroup>
  );
}

/** Return which choices are open, and what opens and closes them. A choice that is selected elsewhere is opened. */
function useOpenChoices(scene: FieldBinding, choices: readonly TreeNode[], selected: TreeNode | undefined) {
  const { editor } = scene;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set(selected ? [selected.key] : []));
  const openOne = (key: number) => setOpen(new Set([...open, key]));
  useEffect(() => {
    if (selected && !open.has(selected.key)) openOne(selected.key);
  }, [selected?.key]);
  const isOpen = (key: number) => open.has(key) || key === selected?.key;
  const areAllOpen = choices.every(({ key }) => isOpen(key));
  const flip = (key: number) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
    editor.select(next.has(key) ? key : scene.node!.key);
  };
  const flipAll = () => {
    setOpen(new Set(areAllOpen ? [] : choices.map(({ key }) => key)));
    if (areAllOpen) editor.select(scene.node!.key);
  };
  return { isOpen, areAllOpen, openOne, flip, flipAll };
}

/** What a scene has of its options, in words. */
const usedWords = {
  "check-in": "scene_has_check_in",
  rehearse: "scene_has_rehearse",
  hint: "scene_has_hint",
  shift: "scene_has_shift",
} as const;

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
          ? addElement(scene, t("forms_step_edit", { what: label }), elementData(tag, {}, tag === "rehearse" ? "" : []))
          : removeElement(bindChild(scene, tag), t("forms_step_edit", { what: label }))
      }
    />
  );
  const used = (["check-in", "rehearse", "hint", "shift"] as const).filter((tag) => child(node, tag));
  return (
    <Disclosure title={t("scene_more")} summary={used.map((tag) => t(usedWords[tag])).join(", ")}>
      {flag("check-in", t("scene_check_in"), t("scene_check_in_help"))}
      {flag("rehearse", t("scene_rehearse"), t("scene_rehearse_help"))}
      {child(node, "rehearse") && (
        <RichField
          binding={bindChild(scene, "rehearse")}
          label={t("scene_rehearse_prompt")}
          help={t("scene_rehearse_prompt_help")}
          lang={languageOf(scene)}
        />
      )}
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
