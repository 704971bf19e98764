// The form of a reflection component.

import type English from "../../../../powerstruggle_xblock/words/reflection-editor.json";
import type { Translate } from "../../ui/words";
import { languageOf } from "../forms/content-items";
import {
  addElement,
  attributeOf,
  bindChild,
  bindNode,
  duplicateElement,
  type FieldBinding,
  moveElement,
  removeElement,
  setAttribute,
  useBinding,
} from "../forms/field-binding";
import { AddButton, AttrSelect, AttrText, Checkbox, FieldGroup, ItemTools } from "../forms/fields";
import { moveButtonName, requestFocus } from "../forms/focus-request";
import { TextList } from "../forms/text-list";
import { RichField } from "../rich-text/rich-field";
import { useController } from "../shell/use-controller";
import { children, elementData, type TreeNode, toTreeData } from "../tree";

/** A translation key of the reflection editor. */
export type ReflectionEditorKey = keyof typeof English;

type ReflectionTranslate = Translate<ReflectionEditorKey>;

/** Show the form. */
export function ReflectionForm() {
  const controller = useController();
  const t = controller.t as unknown as ReflectionTranslate;
  const root = useBinding(controller.store.tree);
  const intro = bindChild(root, "intro", elementData("intro", {}, ""));
  const closing = bindChild(root, "closing", elementData("closing", {}, ""));
  const lang = languageOf(root);
  return (
    <>
      <h4 class="psf-heading" tabIndex={-1}>
        {t("re_component")}
      </h4>
      <AttrText binding={root} name="display_name" label={t("re_title")} />
      <AttrText binding={root} name="weight" label={t("re_weight")} help={t("re_weight_help")} numeric />
      <AttrText binding={root} name="xml:lang" label={t("re_lang")} help={t("re_lang_help")} />
      <ReadersFields root={root} t={t} />
      <RichField binding={intro} label={t("re_intro")} help={t("re_intro_help")} optional lang={lang} />
      <PromptList root={root} t={t} />
      <RichField binding={closing} label={t("re_closing")} help={t("re_closing_help")} optional lang={lang} />
      <TextList
        parent={root}
        tag="note"
        title={t("re_notes")}
        label={t("re_note")}
        add={t("re_note_add")}
        help={t("re_notes_help")}
      />
    </>
  );
}

interface FormPartProps {
  root: FieldBinding;
  t: ReflectionTranslate;
}

/** Show who can read the answers. */
function ReadersFields({ root, t }: FormPartProps) {
  return (
    <FieldGroup title={t("re_who")} help={t("re_who_help")}>
      <AttrSelect
        binding={root}
        name="keep"
        label={t("re_keep")}
        help={t(attributeOf(root, "keep") === "learner" ? "re_keep_learner_help" : "re_keep_browser_help")}
        usual={t("re_keep_browser")}
        options={[
          { value: "browser", label: t("re_keep_browser") },
          { value: "learner", label: t("re_keep_learner") },
        ]}
      />
      <Checkbox
        label={t("re_share")}
        help={t("re_share_help")}
        on={attributeOf(root, "share") === "true"}
        onFlip={(on) => setAttribute(root, "share", on ? "true" : "false", t("re_share"))}
      />
    </FieldGroup>
  );
}

/** Show the questions and the button for one more. */
function PromptList({ root, t }: FormPartProps) {
  const prompts = root.node ? children(root.node, "prompt") : [];
  const add = () => {
    const id = numberedId(prompts, "question");
    requestFocus(addElement(root, t("re_add"), elementData("prompt", { id }, [elementData("words")])).key);
  };
  return (
    <FieldGroup title={t("re_prompts")} help={t("re_prompts_help")}>
      <ol class="psf-plain">
        {prompts.map((node, index) => (
          <PromptForm key={node.key} root={root} node={node} index={index} of={prompts.length} t={t} />
        ))}
      </ol>
      <AddButton onClick={add}>{t("re_add")}</AddButton>
    </FieldGroup>
  );
}

interface PromptProps {
  root: FieldBinding;
  node: TreeNode;
  index: number;
  of: number;
  t: ReflectionTranslate;
}

/** Show the fields of one question. */
function PromptForm({ root, node, index, of, t }: PromptProps) {
  const binding = bindNode(root.editor, node, root);
  const words = bindChild(binding, "words", elementData("words", {}, ""));
  const hint = bindChild(binding, "hint", elementData("hint", {}, ""));
  const lang = languageOf(binding);
  const name = t("re_prompt", { number: index + 1 });
  const shift = (by: -1 | 1) => () => {
    moveElement(root, node, by, ["prompt"], t("re_move"));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class="psf-group" data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <h6>{name}</h6>
        <ItemTools
          name={name}
          binding={binding}
          onUp={index > 0 ? shift(-1) : undefined}
          onDown={index < of - 1 ? shift(1) : undefined}
          onCopy={() => {
            const ids = children(root.node ?? node, "prompt");
            const copy = toTreeData(node);
            requestFocus(
              duplicateElement(
                root,
                node,
                { ...copy, attrs: { ...copy.attrs, id: numberedId(ids, node.attrs.id ?? "question") } },
                t("re_copy"),
              ).key,
            );
          }}
          onRemove={() => {
            removeElement(binding, t("re_remove"));
            if (root.node) requestFocus(root.node.key);
          }}
        />
      </div>
      <RichField binding={words} label={t("re_words")} lang={lang} />
      <RichField binding={hint} label={t("re_hint")} help={t("re_hint_help")} optional lang={lang} />
      <TextList
        parent={binding}
        tag="example"
        title={t("re_examples", { number: index + 1 })}
        label={t("re_example")}
        add={t("re_example_add")}
        help={t("re_examples_help")}
      />
      <p class="psf-help">{t("re_id", { id: node.attrs.id ?? "" })}</p>
    </li>
  );
}

/**
 * Return an id with a number that no other element of the list has. Ids never change: stored answers depend on them.
 */
export function numberedId(prompts: readonly TreeNode[], wanted: string): string {
  const taken = new Set(prompts.map((prompt) => prompt.attrs.id));
  const stem = wanted.replace(/-\d+$/, "");
  for (let number = prompts.length + 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
