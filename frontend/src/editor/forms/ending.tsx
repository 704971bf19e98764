// The form of an ending.

import { RichField } from "../rich-text/rich-field";
import { child, children, elementData, type TreeNode } from "../tree";
import { ContentItemList, languageOf } from "./content-items";
import { Disclosure } from "./disclosure";
import { attributeOf, bindChild, type FieldBinding, useBinding } from "./field-binding";
import { AddButton, AttrSelect, AttrText, FieldGroup, OtherProblems } from "./fields";
import { LeadsHere } from "./leads-here";
import { NeedsField, Notes } from "./notes";
import { peopleOf, personName } from "./options";
import { RecordingField } from "./recording";
import { TextList } from "./text-list";
import { UnknownParts } from "./unknown-parts";

/** Show the fields of an ending. */
export function EndingForm({ node }: { node: TreeNode }) {
  const binding = useBinding(node);
  const { editor } = binding;
  const { t } = editor;
  const view = bindChild(binding, "their-view", elementData("their-view", {}, ""));
  const kinds = editor.loaded.catalogue.kinds.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div data-element={node.key} tabIndex={-1}>
      <OtherProblems
        binding={binding}
        shown={["title", "kind", "cap", "needs", ...(view.node ? [] : ["their-view"])]}
      />
      <AttrText
        binding={binding}
        name="title"
        label={t("ending_title")}
        lang={languageOf(binding)}
        class="psf-place-title"
      />
      <AttrSelect
        binding={binding}
        name="kind"
        label={t("ending_kind")}
        options={kinds}
        help={t("ending_kind_help")}
        usual={attributeOf(binding, "kind") ? undefined : t("ending_kind_none")}
      />
      <ContentItemList parent={binding} speech="line" title={t("ending_items")} />
      <TheirViewFields ending={binding} view={view} />
      <RichField
        binding={bindChild(binding, "later", elementData("later", {}, ""))}
        label={t("ending_later")}
        help={t("ending_later_help")}
        optional
        lang={languageOf(binding)}
      />
      <TextList
        parent={binding}
        tag="ask"
        title={t("ending_asks")}
        label={t("ending_ask")}
        add={t("ending_add_ask")}
        help={t("ending_asks_help")}
      />
      <Disclosure
        title={t("ending_cap_title")}
        summary={attributeOf(binding, "cap") && t("ending_cap_set", { percent: attributeOf(binding, "cap") })}
      >
        <AttrText binding={binding} name="cap" label={t("ending_cap")} help={t("ending_cap_help")} numeric />
      </Disclosure>
      <UnknownParts parent={binding} />
      <NeedsField binding={binding} />
      <LeadsHere binding={binding} />
      <Notes parent={binding} />
      {children(node, "their-view").length > 1 && <SpareViewsButton ending={binding} />}
    </div>
  );
}

interface TheirViewProps {
  ending: FieldBinding;
  /** The other person's view, existing or not yet. */
  view: FieldBinding;
}

/** Show the fields of the other person's view. */
function TheirViewFields({ ending, view }: TheirViewProps) {
  const { t, store } = ending.editor;
  const people = peopleOf(store.tree).map((person) => ({ value: person.attrs.id ?? "", label: personName(person) }));
  return (
    <FieldGroup title={t("their_view_title")} help={t("their_view_help")}>
      {people.length > 1 && (
        <AttrSelect
          binding={view}
          name="by"
          label={t("their_view_by")}
          options={people}
          usual={t("their_view_client")}
          optional
        />
      )}
      <RichField binding={view} label={t("their_view_label")} optional lang={languageOf(ending)} />
      {view.node && <RecordingField binding={view} />}
    </FieldGroup>
  );
}

/** Show the button that makes notes of all views but the first: an ending takes one. */
function SpareViewsButton({ ending }: { ending: FieldBinding }) {
  const { t } = ending.editor;
  const keepFirst = (node: TreeNode): TreeNode => {
    const first = child(node, "their-view");
    const nodes = (node.nodes ?? []).map((one) =>
      one.tag === "their-view" && one !== first ? { tag: "note", attrs: {}, text: one.text ?? "", key: one.key } : one,
    );
    return { ...node, nodes };
  };
  return (
    <AddButton onClick={() => ending.change(t("forms_step_note"), keepFirst)}>{t("their_view_several")}</AddButton>
  );
}
