// The feedback on a choice: what it did, why, and what would have been stronger.

import { advice } from "../../contracts/constants";
import { RichField } from "../rich-text/rich-field";
import { wordCount } from "../text/markup";
import { children, elementData, type TreeNode } from "../tree";
import { ConditionField } from "./condition-field";
import { languageOf } from "./content-items";
import { addElement, bindChild, bindNode, type FieldBinding, removeElement } from "./field-binding";
import { AddButton, FieldGroup, ItemTools, OtherProblems } from "./fields";
import { requestFocus } from "./focus-request";
import { NeedsField } from "./notes";

/** Show all feedback. */
export function FeedbackList({ choice }: { choice: FieldBinding }) {
  const { t } = choice.editor;
  const all = choice.node ? children(choice.node, "feedback") : [];
  return (
    <FieldGroup
      title={t("feedback_title")}
      help={t(all.length > 1 ? "feedback_help_several" : "feedback_help")}
      level={6}
    >
      <ol class="psf-plain">
        {all.map((node, n) => (
          <Feedback key={node.key} choice={choice} node={node} alone={all.length < 2} number={n + 1} />
        ))}
      </ol>
      <AddButton
        onClick={() =>
          requestFocus(
            addElement(choice, t("forms_step_add", { what: t("feedback_one") }), elementData("feedback", {}, [])).key,
          )
        }
      >
        {t(all.length ? "feedback_add_other" : "feedback_add")}
      </AddButton>
    </FieldGroup>
  );
}

/** Show the fields of one feedback. */
function Feedback({
  choice,
  node,
  alone,
  number,
}: {
  choice: FieldBinding;
  node: TreeNode;
  alone: boolean;
  number: number;
}) {
  const binding = bindNode(choice.editor, node, choice);
  const { t } = choice.editor;
  const words = wordCount((node.nodes ?? []).map((part) => part.text ?? "").join(" "));
  const part = (tag: string) => bindChild(binding, tag, elementData(tag, {}, ""));
  const name = t("feedback_numbered", { number });
  return (
    <li class="psf-item psf-is-feedback" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class={`psf-kind ${words > advice.feedbackWords ? "psf-over" : ""}`}>
          {t("forms_words_of", { count: words, most: advice.feedbackWords })}
        </span>
        <ItemTools
          name={name}
          binding={binding}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("feedback_one") }));
            requestFocus(choice.node!.key);
          }}
        />
      </div>
      <OtherProblems binding={binding} shown={["if", "needs", "effect", "why", "instead"]} />
      <RichField binding={part("effect")} label={t("feedback_effect")} optional lang={languageOf(binding)} />
      <RichField binding={part("why")} label={t("feedback_why")} optional lang={languageOf(binding)} />
      <RichField binding={part("instead")} label={t("feedback_instead")} optional lang={languageOf(binding)} />
      {(!alone || "if" in node.attrs) && (
        <ConditionField binding={binding} label={t("item_condition")} always={t("if_always")} help={t("if_before")} />
      )}
      <NeedsField binding={binding} />
    </li>
  );
}
