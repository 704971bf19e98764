// What stands in an element and has no form: shown, so that the author can keep it as a note or delete it.

import { ownValue } from "../../ui/own-value";
import { elementOrders } from "../operations/insertion";
import { plainText } from "../text/markup";
import type { TreeNode } from "../tree";
import { bindNode, type FieldBinding, removeElement } from "./field-binding";
import { FieldGroup } from "./fields";

/** Show elements that the notation does not have there, so that no work is hidden; the author can turn them into notes or delete them. */
export function UnknownParts({ parent }: { parent: FieldBinding }) {
  const { t } = parent.editor;
  const known = ownValue(elementOrders, parent.tag) ?? [];
  const strays = (parent.node?.nodes ?? []).filter(({ tag }) => !known.includes(tag));
  if (!strays.length) return null;
  return (
    <FieldGroup title={t("forms_strays")} help={t("forms_strays_help")}>
      <ul class="psf-plain">
        {strays.map((stray) => {
          const binding = bindNode(parent.editor, stray, parent);
          const words = plainText(allText(stray));
          return (
            <li key={stray.key} data-element={stray.key} tabIndex={-1} class="psf-item">
              <p>{words || t("forms_stray_empty", { tag: stray.tag })}</p>
              <div class="psf-row">
                <button
                  type="button"
                  class="psf-button psf-quiet"
                  onClick={() =>
                    parent.change(t("forms_step_note"), (parent) => ({
                      ...parent,
                      nodes: (parent.nodes ?? []).map((one) =>
                        one.key === stray.key ? { tag: "note", attrs: {}, text: allText(stray), key: stray.key } : one,
                      ),
                    }))
                  }
                >
                  {t("forms_stray_note")}
                </button>
                <button
                  type="button"
                  class="psf-button psf-quiet"
                  onClick={() => removeElement(binding, t("forms_step_remove", { what: t("forms_stray") }))}
                >
                  {t("forms_stray_drop")}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </FieldGroup>
  );
}

/** Return all text inside an element. */
function allText(node: TreeNode): string {
  return [node.text ?? "", ...(node.nodes ?? []).map(allText)].filter(Boolean).join(" ");
}
