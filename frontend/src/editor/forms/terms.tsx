// The glossary: words that learners can have explained where they stand.

import { RichField } from "../rich-text/rich-field";
import { children, elementData } from "../tree";
import { languageOf } from "./content-items";
import { addElement, attributeOf, bindNode, type FieldBinding, removeElement } from "./field-binding";
import { AddButton, AttrText, FieldGroup, ItemTools, OtherProblems } from "./fields";
import { requestFocus } from "./focus-request";

/** Show the words with what they mean. */
export function TermsForm({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  const terms = root.node ? children(root.node, "term") : [];
  return (
    <FieldGroup title={t("terms_title")} help={t("terms_help")}>
      <ol class="psf-plain">
        {terms.map((node, n) => {
          const binding = bindNode(root.editor, node, root);
          const name = attributeOf(binding, "name") || t("term_numbered", { number: n + 1 });
          return (
            <li key={node.key} class="psf-item" data-element={node.key} tabIndex={-1} aria-label={name}>
              <div class="psf-group-head">
                <span class="psf-kind">{t("term_one")}</span>
                <ItemTools
                  name={name}
                  binding={binding}
                  onRemove={() => {
                    removeElement(binding, t("forms_step_remove", { what: t("term_one") }));
                    requestFocus(root.node!.key);
                  }}
                />
              </div>
              <OtherProblems binding={binding} shown={["name", "also", "", "text"]} />
              <div class="psf-pair">
                <AttrText binding={binding} name="name" label={t("term_one")} lang={languageOf(root)} />
                <AttrText binding={binding} name="also" label={t("term_also")} lang={languageOf(root)} />
              </div>
              <RichField binding={binding} label={t("term_text")} lang={languageOf(root)} />
            </li>
          );
        })}
      </ol>
      <AddButton
        onClick={() =>
          requestFocus(addElement(root, t("forms_step_add", { what: t("term_one") }), elementData("term", {}, "")).key)
        }
      >
        {t("terms_add")}
      </AddButton>
    </FieldGroup>
  );
}
