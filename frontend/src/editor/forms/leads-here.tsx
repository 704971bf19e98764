// What leads to a scene or an ending, with a way to go there.

import type { EditorContext } from "../context";
import { choiceLabel, targetLabel } from "../labels";
import { allLinks, type Link } from "../operations/links";
import { startOf } from "../selection";
import type { TreeNode } from "../tree";
import type { FieldBinding } from "./field-binding";
import { FieldGroup } from "./fields";

/** Return the words for a link. */
function linkText({ store, t }: EditorContext, { kind, from, node, choice }: Link): string {
  if (kind === "gate") return t("leads_here_gate", { condition: node.attrs.if ?? "" });
  const values = { place: targetLabel(store.tree, from, t), choice: choice ? choiceLabel(choice, t) : "" };
  return t(kind === "go" ? "leads_here_sometimes" : "leads_here_choice", values);
}

/** Return the links to a place; a choice that leads there in several ways is named once. */
function linksTo(tree: TreeNode, id: string): Link[] {
  const found = new Map<number, Link>();
  for (const link of allLinks(tree)) {
    const key = (link.choice ?? link.node).key;
    if (link.to === id && !found.has(key)) found.set(key, link);
  }
  return [...found.values()];
}

/** Show what leads to the scene or ending of a form. */
export function LeadsHere({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t, store } = editor;
  const id = binding.node?.attrs.id ?? "";
  const links = linksTo(store.tree, id);
  const isStart = startOf(store.tree) === id;
  return (
    <FieldGroup title={t("leads_here")} class="psf-leads">
      {isStart && <p class="psf-help">{t("leads_here_start")}</p>}
      {!isStart && !links.length && <p class="psf-help">{t("leads_here_none")}</p>}
      {links.length > 0 && (
        <ul class="psf-plain">
          {links.map((link) => (
            <li key={link.node.key}>
              <button
                type="button"
                class="psf-link"
                onClick={() => editor.goTo((link.choice ?? link.node).key, link.kind === "gate" ? "to" : null)}
              >
                {linkText(editor, link)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </FieldGroup>
  );
}
