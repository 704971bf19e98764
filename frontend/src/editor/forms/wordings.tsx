// The field of a text that may have variants: the same in other words.

import { ranges } from "../../contracts/constants";
import { addVariant, firstWording, removeVariant, variantsOf } from "../operations/variants";
import { RichField } from "../rich-text/rich-field";
import { elementData, type TreeNode, withKeys } from "../tree";
import { bindNode, type FieldBinding } from "./field-binding";
import { AddButton, FieldGroup, FieldProblems, ItemTools, problemsFor } from "./fields";
import { requestFocus } from "./focus-request";

interface WordingsFieldProps {
  binding: FieldBinding;
  label: string;
  help?: string | undefined;
  optional?: boolean;
  lang?: string | undefined;
  /** Only assistive technology hears the label. */
  quiet?: boolean;
}

/** Show the text, or all its variants, and a button that adds one. */
export function WordingsField({ binding, label, help, optional = false, lang, quiet = false }: WordingsFieldProps) {
  const { t } = binding.editor;
  const variants = variantsOf(binding.node);
  const add = () => {
    const [first, added] = [elementData("variant", {}, ""), elementData("variant", {}, "")].map(withKeys);
    binding.change(t("forms_step_add", { what: t("variant_one") }), (node) => addVariant(node, first!, added!));
    requestFocus(added!.key);
  };
  if (!variants.length)
    return (
      <>
        <RichField binding={binding} label={label} help={help} optional={optional} lang={lang} quiet={quiet} />
        {firstWording(binding.node) && (
          <AddButton quiet onClick={add} mark={{ "aria-label": t("variants_begin_of", { what: label }) }}>
            {t("variants_begin")}
          </AddButton>
        )}
      </>
    );
  return (
    <FieldGroup title={label} help={[help, t("variants_help")].filter(Boolean).join(" ")} level={6}>
      <FieldProblems id={`${binding.id}-variants`} found={problemsFor(binding, null)} />
      <ol class="psf-plain">
        {variants.map((node, n) => (
          <Variant key={node.key} parent={binding} node={node} number={n + 1} label={label} lang={lang} />
        ))}
      </ol>
      {variants.length < ranges.variants[1] && (
        <AddButton onClick={add} mark={{ "aria-label": t("variants_add_of", { what: label }) }}>
          {t("variants_add")}
        </AddButton>
      )}
    </FieldGroup>
  );
}

interface VariantProps {
  parent: FieldBinding;
  node: TreeNode;
  number: number;
  label: string;
  lang: string | undefined;
}

/** Show the field of one variant. */
function Variant({ parent, node, number, label, lang }: VariantProps) {
  const { t } = parent.editor;
  const binding = bindNode(parent.editor, node, parent);
  const remove = () => {
    const next = variantsOf(parent.node).find((other) => other.key !== node.key);
    parent.change(t("forms_step_remove", { what: t("variant_one") }), (around) => removeVariant(around, node.key));
    requestFocus(variantsOf(parent.node).length > 2 && next ? next.key : (parent.node?.key ?? node.key));
  };
  return (
    <li class="psf-line-entry" data-element={node.key} tabIndex={-1}>
      <RichField binding={binding} label={t("variant_numbered", { what: label, number })} lang={lang} />
      <ItemTools name={t("variant_numbered", { what: label, number })} binding={binding} onRemove={remove} />
    </li>
  );
}
