// The form of a continuum component.

import type English from "../../../../powerstruggle_xblock/words/continuum-editor.json";
import { plainText } from "../../ui/text";
import type { Translate } from "../../ui/words";
import { languageOf } from "../forms/content-items";
import { Disclosure } from "../forms/disclosure";
import {
  addElement,
  bindChild,
  bindNode,
  duplicateElement,
  type FieldBinding,
  moveElement,
  removeElement,
  setText,
  useBinding,
} from "../forms/field-binding";
import {
  AddButton,
  AttrCheckbox,
  AttrSelect,
  AttrText,
  Field,
  FieldGroup,
  fieldMarkers,
  ItemTools,
  problemsFor,
} from "../forms/fields";
import { moveButtonName, requestFocus } from "../forms/focus-request";
import { TextList } from "../forms/text-list";
import { RichField } from "../rich-text/rich-field";
import { useController } from "../shell/use-controller";
import { escapeText } from "../text/markup";
import { child, children, elementData, type TreeNode, toTreeData } from "../tree";
import { numberedId } from "./reflection-form";

type ContinuumTranslate = Translate<keyof typeof English>;

/** Return the binding of a text element that may be missing. */
const textBinding = (root: FieldBinding, tag: string): FieldBinding => bindChild(root, tag, elementData(tag, {}, ""));

/** Show the form. */
export function ContinuumForm() {
  const controller = useController();
  const t = controller.t as unknown as ContinuumTranslate;
  const root = useBinding(controller.store.tree);
  const lang = languageOf(root);
  const rich = (tag: string, label: string, help?: string) => (
    <RichField binding={textBinding(root, tag)} label={label} help={help} optional lang={lang} />
  );
  return (
    <>
      <h4 class="psf-heading" tabIndex={-1}>
        {t("ce_component")}
      </h4>
      <AttrText binding={root} name="display_name" label={t("ce_title")} />
      <AttrText binding={root} name="weight" label={t("ce_weight")} help={t("ce_weight_help")} numeric />
      <AttrText binding={root} name="xml:lang" label={t("ce_lang")} help={t("ce_lang_help")} />
      <Sharing root={root} t={t} />
      {rich("intro", t("ce_intro"), t("ce_intro_help"))}
      {rich("frame", t("ce_frame"), t("ce_frame_help"))}
      <Statements root={root} t={t} />
      <Scale root={root} t={t} />
      <FieldGroup title={t("ce_next")} help={t("ce_next_help")}>
        <AttrText binding={bindChild(root, "next")} name="ask" label={t("ce_ask")} optional lang={lang} />
        <LabelList parent={bindChild(root, "next")} tag="option" t={t} name="ce_option" addWord="ce_option_add" />
      </FieldGroup>
      {rich("closing", t("ce_closing"), t("ce_closing_help"))}
      {rich("tag-out", t("ce_tag_out"), t("ce_tag_out_help"))}
      <TextList
        parent={root}
        tag="prompt"
        title={t("ce_general")}
        label={t("ce_prompt")}
        add={t("ce_prompt_add")}
        help={t("ce_prompts_help")}
      />
      <TextList
        parent={root}
        tag="note"
        title={t("ce_notes")}
        label={t("ce_a_note")}
        add={t("ce_a_note_add")}
        help={t("ce_notes_help")}
      />
    </>
  );
}

/** Show the settings of groups, rounds and comparisons. */
function Sharing({ root, t }: { root: FieldBinding; t: ContinuumTranslate }) {
  const { attrs } = root.editor.store.tree;
  return (
    <>
      <FieldGroup title={t("ce_group")} help={t("ce_group_help")}>
        <AttrText binding={root} name="k" label={t("ce_k")} help={t("ce_k_help")} numeric />
        <AttrSelect
          binding={root}
          name="release"
          label={t("ce_release")}
          help={t("ce_release_help")}
          usual={t("ce_release_automatic")}
          options={[
            { value: "automatic", label: t("ce_release_automatic") },
            { value: "facilitator", label: t("ce_release_facilitator") },
          ]}
        />
        <AttrSelect
          binding={root}
          name="show"
          label={t("ce_show")}
          usual={t("ce_show_line")}
          options={[
            { value: "line", label: t("ce_show_line") },
            { value: "mean", label: t("ce_show_mean") },
          ]}
        />
        <AttrText binding={root} name="pool" label={t("ce_pool")} help={t("ce_pool_help")} />
      </FieldGroup>
      <FieldGroup title={t("ce_rounds")} help={t("ce_rounds_help")}>
        <AttrText binding={root} name="round" label={t("ce_round")} help={t("ce_round_help")} />
        <AttrText binding={root} name="since" label={t("ce_since")} help={t("ce_since_help")} />
        <p class="psf-help">{t("ce_own_id", { id: root.editor.loaded.block_id ?? "" })}</p>
        <Disclosure
          title={t("ce_more")}
          open={Boolean(attrs.earlier) || child(root.editor.store.tree, "look-back") !== undefined}
        >
          <AttrText binding={root} name="earlier" label={t("ce_earlier")} help={t("ce_earlier_help")} />
          <RichField
            binding={textBinding(root, "look-back")}
            label={t("ce_look_back")}
            help={t("ce_look_back_help")}
            optional
            lang={languageOf(root)}
          />
        </Disclosure>
      </FieldGroup>
    </>
  );
}

/** Show the fields of the scale. */
function Scale({ root, t }: { root: FieldBinding; t: ContinuumTranslate }) {
  const scale = bindChild(root, "scale");
  return (
    <FieldGroup title={t("ce_scale")} help={t("ce_scale_help")}>
      <AttrText binding={scale} name="ask" label={t("ce_ask")} lang={languageOf(root)} />
      <LabelList parent={scale} tag="stop" t={t} name="ce_stop" addWord="ce_stop_add" />
      <AttrText binding={scale} name="top" label={t("ce_top")} help={t("ce_top_help")} numeric />
    </FieldGroup>
  );
}

interface LabelListProps {
  parent: FieldBinding;
  tag: string;
  t: ContinuumTranslate;
  name: "ce_stop" | "ce_option";
  addWord: "ce_stop_add" | "ce_option_add";
}

/** Show a list of short plain texts, such as scale points. */
function LabelList({ parent, tag, t, name, addWord }: LabelListProps) {
  const nodes = parent.node ? children(parent.node, tag) : [];
  return (
    <>
      <ol class="psf-plain">
        {nodes.map((node, index) => {
          const binding = bindNode(parent.editor, node, parent);
          const label = t(name, { number: index + 1 });
          const shift = (by: -1 | 1) => () => {
            moveElement(parent, node, by, [tag], parent.editor.t("forms_step_move", { what: label }));
            requestFocus(node.key, moveButtonName(by));
          };
          return (
            <li key={node.key} class="psf-line-entry" data-element={node.key} tabIndex={-1}>
              <PlainTextField binding={binding} label={label} />
              <ItemTools
                name={label}
                binding={binding}
                onUp={index > 0 ? shift(-1) : undefined}
                onDown={index < nodes.length - 1 ? shift(1) : undefined}
                onRemove={() => {
                  removeElement(binding, parent.editor.t("forms_step_remove", { what: label }));
                  if (parent.node) requestFocus(parent.node.key);
                }}
              />
            </li>
          );
        })}
      </ol>
      <AddButton
        onClick={() => {
          const created = addElement(parent, t(addWord), elementData(tag, { id: numberedId(nodes, tag) }, ""));
          requestFocus(created.key);
        }}
      >
        {t(addWord)}
      </AddButton>
    </>
  );
}

/** Show the field of a text without markup. */
function PlainTextField({ binding, label }: { binding: FieldBinding; label: string }) {
  return (
    <Field label={label} found={problemsFor(binding, null)}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          type="text"
          value={plainText(binding.node?.text ?? "")}
          autocomplete="off"
          lang={languageOf(binding)}
          dir="auto"
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...fieldMarkers(binding, null)}
          onInput={(event) =>
            setText(
              binding,
              escapeText(event.currentTarget.value),
              binding.editor.t("forms_step_edit", { what: label }),
            )
          }
        />
      )}
    </Field>
  );
}

/** Show all statements. */
function Statements({ root, t }: { root: FieldBinding; t: ContinuumTranslate }) {
  const nodes = children(root.editor.store.tree, "statement");
  return (
    <FieldGroup title={t("ce_statements")} help={t("ce_statements_help")}>
      <ol class="psf-plain">
        {nodes.map((node, index) => (
          <StatementForm key={node.key} root={root} node={node} index={index} of={nodes.length} t={t} />
        ))}
      </ol>
      <AddButton
        onClick={() => {
          const created = addElement(
            root,
            t("ce_add"),
            elementData("statement", { id: numberedId(nodes, "event") }, [elementData("words", {}, "")]),
          );
          requestFocus(created.key);
        }}
      >
        {t("ce_add")}
      </AddButton>
    </FieldGroup>
  );
}

interface StatementProps {
  root: FieldBinding;
  node: TreeNode;
  index: number;
  of: number;
  t: ContinuumTranslate;
}

/** Show the fields of one statement. */
function StatementForm({ root, node, index, of, t }: StatementProps) {
  const binding = bindNode(root.editor, node, root);
  const lang = languageOf(binding);
  const number = index + 1;
  const name = t("ce_statement", { number });
  const words = plainText(child(node, "words")?.text ?? "");
  const shift = (by: -1 | 1) => () => {
    moveElement(root, node, by, ["statement"], t("ce_move"));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class="psf-group psc-event" data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <span class="ps-heard">{name}</span>
        <ItemTools
          name={name}
          binding={binding}
          onUp={index > 0 ? shift(-1) : undefined}
          onDown={index < of - 1 ? shift(1) : undefined}
          onCopy={() => {
            const copy = toTreeData(node);
            const id = numberedId(children(root.editor.store.tree, "statement"), node.attrs.id ?? "event");
            requestFocus(duplicateElement(root, node, { ...copy, attrs: { ...copy.attrs, id } }, t("ce_copy")).key);
          }}
          onRemove={() => {
            removeElement(binding, t("ce_remove"));
            if (root.node) requestFocus(root.node.key);
          }}
        />
      </div>
      <Disclosure title={words ? t("ce_statement_named", { number, words }) : name} open={!words}>
        <RichField binding={textBinding(binding, "words")} label={t("ce_words")} lang={lang} />
        <AttrCheckbox binding={binding} name="follow-up" label={t("ce_follow_up")} />
        <RichField
          binding={textBinding(binding, "content-note")}
          label={t("ce_note")}
          help={t("ce_note_help")}
          optional
          lang={lang}
        />
        <AttrText binding={binding} name="low" label={t("ce_low")} help={t("ce_poles_help")} lang={lang} />
        <AttrText binding={binding} name="high" label={t("ce_high")} lang={lang} />
        <TextList
          parent={binding}
          tag="prompt"
          title={t("ce_prompts", { number })}
          label={t("ce_prompt")}
          add={t("ce_prompt_add")}
          help={t("ce_prompts_help")}
        />
        <p class="psf-help">{t("ce_id", { id: node.attrs.id ?? "" })}</p>
      </Disclosure>
    </li>
  );
}
