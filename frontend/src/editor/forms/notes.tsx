// Notes and comments of authors and reviewers. They are never sent to learners.

import { RichField } from "../rich-text/rich-field";
import { plainText } from "../text/markup";
import { shorten } from "../text/texts";
import { children, elementData, type TreeNode } from "../tree";
import { Disclosure } from "./disclosure";
import { addElement, attributeOf, bindNode, type FieldBinding, removeElement, setAttribute } from "./field-binding";
import { AddButton, AttrCheckbox, AttrText, FieldGroup, ItemTools } from "./fields";
import { requestFocus } from "./focus-request";

/** Return today's date as YYYY-MM-DD. */
export const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join(
    "-",
  );
};

/** Show the field for what a text takes for granted. Play ignores it; the check tests it on every path. */
export function NeedsField({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const set = attributeOf(binding, "needs") !== "";
  return (
    <Disclosure title={t(set ? "needs_title_set" : "needs_title")} open={set}>
      <AttrText binding={binding} name="needs" label={t("needs")} help={t("needs_help")} />
    </Disclosure>
  );
}

/** Show the notes of an element. */
export function Notes({ parent, help }: { parent: FieldBinding; help?: string }) {
  const { t } = parent.editor;
  const notes = parent.node ? children(parent.node, "note") : [];
  const open = notes.filter((note) => note.attrs.done !== "true").length;
  const title = open ? t("notes_title_open", { count: open }) : t("notes_title");
  const put = (attrs: Record<string, string>, what: string) =>
    requestFocus(addElement(parent, what, elementData("note", attrs, "")).key);
  return (
    <Disclosure title={title} open={open > 0}>
      <p class="psf-help">{help ?? t("notes_help")}</p>
      <ul class="psf-plain">
        {notes.map((note) => (
          <NoteItem key={note.key} parent={parent} node={note} />
        ))}
      </ul>
      <div class="psf-row">
        <AddButton onClick={() => put({}, t("forms_step_add", { what: t("note") }))}>{t("notes_add")}</AddButton>
        <AddButton
          onClick={() =>
            put(
              { by: lastReviewer(parent.editor.store.tree), date: today() },
              t("forms_step_add", { what: t("comment") }),
            )
          }
        >
          {t("notes_add_comment")}
        </AddButton>
      </div>
    </Disclosure>
  );
}

/** Return the name of the last reviewer, as the default. */
function lastReviewer(tree: TreeNode): string {
  let found = "";
  const look = (node: TreeNode) => {
    if (node.tag === "note" && node.attrs.by) found = node.attrs.by;
    node.nodes?.forEach(look);
  };
  look(tree);
  return found;
}

/** Show the fields of one note. */
function NoteItem({ parent, node }: { parent: FieldBinding; node: TreeNode }) {
  const binding = bindNode(parent.editor, node, parent);
  const { t } = parent.editor;
  const isComment = "by" in node.attrs || "date" in node.attrs;
  const kind = t(isComment ? "comment" : "note");
  const name = t("forms_named", { kind, words: shorten(plainText(node.text ?? ""), 30) || "…" });
  return (
    <li
      class={`psf-item psf-note ${attributeOf(binding, "done") === "true" ? "psf-done" : ""}`}
      data-element={node.key}
      tabIndex={-1}
      aria-label={name}
    >
      <div class="psf-group-head">
        <span class="psf-kind">{kind}</span>
        <ItemTools
          name={name}
          binding={binding}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: kind }));
            requestFocus(parent.node!.key);
          }}
        />
      </div>
      <RichField binding={binding} label={kind} />
      {isComment ? (
        <div class="psf-pair">
          <AttrText binding={binding} name="by" label={t("comment_by")} />
          <DateField binding={binding} label={t("comment_date")} />
        </div>
      ) : (
        <button
          type="button"
          class="psf-add"
          onClick={() => setAttribute(binding, "date", today(), t("forms_step_edit", { what: kind }))}
        >
          {t("note_as_comment")}
        </button>
      )}
      <AttrCheckbox binding={binding} name="done" label={t("comment_done")} />
    </li>
  );
}

/** Show a date field. A stored value that is no date is shown as text. */
function DateField({ binding, label }: { binding: FieldBinding; label: string }) {
  return <AttrText binding={binding} name="date" label={label} placeholder={today()} class="psf-short" />;
}

/** Show the notes of the whole scenario. */
export function ScenarioNotes({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  return (
    <FieldGroup title={t("notes_scenario")}>
      <Notes parent={root} help={t("notes_scenario_help")} />
    </FieldGroup>
  );
}
