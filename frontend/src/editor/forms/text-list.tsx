// A list of short texts, such as questions or sources.

import { RichField } from "../rich-text/rich-field";
import { children, elementData } from "../tree";
import { languageOf } from "./content-items";
import { addElement, bindNode, type FieldBinding, moveElement, placeElement, removeElement } from "./field-binding";
import { AddButton, FieldGroup, ItemTools } from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";

interface Props {
  parent: FieldBinding;
  tag: string;
  title: string;
  label: string;
  add: string;
  help?: string;
}

/** Show the list. */
export function TextList({ parent, tag, title, label, add: addWord, help }: Props) {
  const { t } = parent.editor;
  const texts = parent.node ? children(parent.node, tag) : [];
  return (
    <FieldGroup title={title} {...(help ? { help } : {})}>
      <ol class="psf-plain">
        {texts.map((node, n) => {
          const binding = bindNode(parent.editor, node, parent);
          const name = `${label} ${n + 1}`;
          const shift = (by: -1 | 1) => () => {
            moveElement(parent, node, by, [tag], t("forms_step_move", { what: label }));
            requestFocus(node.key, moveButtonName(by));
          };
          return (
            <li key={node.key} class="psf-line-entry" data-element={node.key} tabIndex={-1}>
              <RichField binding={binding} label={name} lang={languageOf(binding)} />
              <ItemTools
                name={name}
                binding={binding}
                onUp={n > 0 ? shift(-1) : undefined}
                onDown={n < texts.length - 1 ? shift(1) : undefined}
                onDrop={(to) => placeElement(parent, node, to, [tag], t("forms_step_move", { what: label }))}
                onRemove={() => {
                  removeElement(binding, t("forms_step_remove", { what: label }));
                  if (parent.node) requestFocus(parent.node.key);
                }}
              />
            </li>
          );
        })}
      </ol>
      <AddButton
        onClick={() => {
          const created = addElement(parent, t("forms_step_add", { what: label }), elementData(tag, {}, ""));
          requestFocus(created.key);
        }}
      >
        {addWord}
      </AddButton>
    </FieldGroup>
  );
}
