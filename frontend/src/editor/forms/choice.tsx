// The form of a choice: text, move, rating, reaction and target.

import { useState } from "preact/hooks";
import { advice } from "../../contracts/constants";
import { Icon } from "../../ui/icon";
import { choicePlaceholder } from "../labels";
import { countProblems } from "../live-check";
import { duplicateChoice } from "../operations/copying";
import { moveNode } from "../operations/edits";
import { baseLevel, ratedSkills } from "../operations/levels";
import { selectionAfterRemoval } from "../operations/removing";
import { moveNodeTo } from "../operations/reordering";
import { firstWording } from "../operations/variants";
import { RichField } from "../rich-text/rich-field";
import { isDrill } from "../selection";
import { wordCount } from "../text/markup";
import { choiceText, shorten } from "../text/texts";
import { children, elementData, type TreeNode } from "../tree";
import { ConditionField } from "./condition-field";
import { ContentItemList, languageOf } from "./content-items";
import { Disclosure } from "./disclosure";
import { FeedbackList } from "./feedback-list";
import { addElement, bindChild, bindNode, type FieldBinding, removeElement } from "./field-binding";
import { AddButton, AttrText, Checkbox, FieldGroup, fieldMarkers, ItemTools, OtherProblems } from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { MoveField } from "./move-field";
import { levelsInWords, moveOf } from "./moves";
import { NeedsField, Notes } from "./notes";
import { Proposal } from "./proposal";
import { Ratings } from "./ratings";
import { TargetField } from "./target-field";
import { UnknownParts } from "./unknown-parts";
import { WordingsField } from "./wordings";

interface ChoiceEntryProps {
  scene: FieldBinding;
  node: TreeNode;
  at: number;
  of: number;
  open: boolean;
  toggle: () => void;
}

/** Show a choice in its scene's list, folded or open. */
export function ChoiceEntry({ scene, node, at, of, open, toggle }: ChoiceEntryProps) {
  const binding = bindNode(scene.editor, node, scene);
  const { editor } = scene;
  const { t } = editor;
  const label = shorten(choiceText(node) || choicePlaceholder(node), 80) || t("choice_unnamed", { number: at + 1 });
  const shift = (by: -1 | 1) => () => {
    editor.edit(t("forms_step_move", { what: t("choice_one") }), (tree) => moveNode(tree, node.key, by));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class={`psf-choice ${open ? "psf-open" : ""}`} data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <h6 class="psf-choice-head">
          <button type="button" aria-expanded={open} onClick={toggle} data-field={`${node.key}@toggle`}>
            <span class="psf-arrow">
              <Icon name={open ? "fold" : "unfold"} />
            </span>
            <span>
              {label}
              <ProblemCount binding={binding} />
            </span>
          </button>
        </h6>
        <ItemTools
          name={label}
          binding={binding}
          onUp={at > 0 ? shift(-1) : undefined}
          onDown={at < of - 1 ? shift(1) : undefined}
          onDrop={(to) =>
            editor.edit(t("forms_step_move", { what: t("choice_one") }), (tree) => moveNodeTo(tree, node.key, to))
          }
          onCopy={() => {
            const copy = duplicateChoice(editor.store.tree, node.key);
            editor.edit(t("forms_step_copy", { what: t("choice_one") }), () => copy.tree, { select: copy.key });
            requestFocus(copy.key);
          }}
          onRemove={() => {
            const next = selectionAfterRemoval(editor.store.tree, node.key);
            binding.change(t("forms_step_remove", { what: t("choice_one") }), () => null, { select: next });
            requestFocus(next, "toggle");
          }}
        />
      </div>
      {open ? <ChoiceForm binding={binding} /> : <p class="psf-summary">{choiceSummary(binding)}</p>}
    </li>
  );
}

/** Show how many problems a choice has, and how much it lacks. */
function ProblemCount({ binding: { editor, node } }: { binding: FieldBinding }) {
  const { t, check } = editor;
  const { missing, errors, warnings } = countProblems(check.problems.filter((problem) => problem.owner === node?.key));
  const wrong = errors + warnings;
  return (
    <>
      {wrong > 0 && <span class="psf-count"> {t("problems_here", { count: wrong })}</span>}
      {missing > 0 && <span class="psf-count psf-missing"> {t("mark_missing", { count: missing })}</span>}
    </>
  );
}

/** Return the summary of a folded choice, such as "Reflecting · listening strong, clarity works". */
function choiceSummary({ editor, node }: FieldBinding): string {
  if (!node) return "";
  const base = baseLevel(node);
  const rated = base ? Object.fromEntries(ratedSkills(base).map((skill) => [skill, base.attrs[skill] ?? ""])) : {};
  return [moveOf(editor, node)?.name, levelsInWords(editor, rated)].filter(Boolean).join(" · ");
}

/** Tell whether something is to be done about a choice's move or rating. */
function needsRating({ editor, node }: FieldBinding): boolean {
  if (!node || !baseLevel(node)) return true;
  const levels = children(node, "level").map(({ key }) => key);
  return editor.check.problems.some(
    ({ key, field }) => levels.includes(key) || (key === node.key && (field === "move" || field === "mistake")),
  );
}

/** Return in words when a choice can be chosen, and whether it may lead elsewhere. */
function whenSummary({ editor, node }: FieldBinding): string {
  const ways = node ? children(node, "go").length : 0;
  return [node?.attrs.if ? editor.t("choice_when_if") : "", ways ? editor.t("choice_when_ways", { count: ways }) : ""]
    .filter(Boolean)
    .join(", ");
}

/** Show the fields of a choice. */
function ChoiceForm({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t } = editor;
  const drill = isDrill(editor.store.tree);
  const hasWays = !!binding.node && children(binding.node, "go").length > 0;
  // A moment of a drill leads nowhere; where something is left over from a conversation, it can be taken out.
  const leadsOn = !drill || !!binding.node?.attrs.to;
  const [picked, setPicked] = useState(false);
  return (
    <div class="psf-choice-form">
      <OtherProblems binding={binding} shown={["to", "move", "mistake", "if", "closed", "needs", "say", "do"]} />
      <div class="psf-own">
        <ActionFields binding={binding} />
      </div>
      <Disclosure
        title={t("choice_counts")}
        summary={choiceSummary(binding) || t("choice_counts_not")}
        open={needsRating(binding)}
      >
        <MoveField binding={binding} onPick={() => setPicked(true)} />
        <Proposal choice={binding} afresh={picked} />
        <Ratings choice={binding} />
      </Disclosure>
      {leadsOn && <TargetField binding={binding} label={t("choice_to")} />}
      <ContentItemList parent={binding} speech="reply" title={t("choice_replies")} help={t("choice_replies_help")} />
      <FeedbackList choice={binding} />
      <Disclosure title={t("choice_when")} summary={whenSummary(binding)}>
        <ConditionField binding={binding} label={t("choice_if")} always={t("choice_always")} help={t("if_before")} />
        <AttrText
          binding={binding}
          name="closed"
          label={t("choice_closed")}
          help={t("choice_closed_help")}
          lang={languageOf(binding)}
        />
        {(!drill || hasWays) && <AlternativeTargets choice={binding} />}
      </Disclosure>
      <UnknownParts parent={binding} />
      <NeedsField binding={binding} />
      <Notes parent={binding} />
    </div>
  );
}

/** Show the fields for saying, doing or waiting. A pause replaces the text; text that exists is always shown. */
function ActionFields({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const wait = bindChild(binding, "wait", elementData("wait", {}, ""));
  const [says, does] = [
    bindChild(binding, "say", elementData("say", {}, "")),
    bindChild(binding, "do", elementData("do", {}, "")),
  ];
  const words = wordCount(`${firstWording(does.node)} ${firstWording(says.node)}`);
  return (
    <>
      {(!wait.node || says.node) && (
        <WordingsField
          binding={says}
          label={t("choice_say")}
          optional
          lang={languageOf(binding)}
          help={words > advice.staffWords ? t("choice_long", { count: words, most: advice.staffWords }) : undefined}
        />
      )}
      {(!wait.node || does.node) && (
        <WordingsField binding={does} label={t("choice_do")} optional lang={languageOf(binding)} />
      )}
      <Checkbox
        label={t("choice_wait")}
        help={wait.node ? t("choice_wait_help") : undefined}
        on={!!wait.node}
        mark={fieldMarkers(binding, "wait")}
        onFlip={(on) =>
          on
            ? addElement(
                binding,
                t("forms_step_edit", { what: t("choice_wait") }),
                elementData("wait", { seconds: "20" }, ""),
              )
            : removeElement(wait, t("forms_step_edit", { what: t("choice_wait") }))
        }
      />
      {wait.node && (
        <>
          <AttrText binding={wait} name="seconds" label={t("choice_seconds")} numeric />
          <RichField
            binding={wait}
            label={t("choice_wait_words")}
            help={t("choice_wait_words_help")}
            lang={languageOf(binding)}
          />
        </>
      )}
    </>
  );
}

/** Show the targets with conditions; the first whose condition holds takes precedence over the choice's own target. */
function AlternativeTargets({ choice }: { choice: FieldBinding }) {
  const { t } = choice.editor;
  const ways = choice.node ? children(choice.node, "go") : [];
  return (
    <FieldGroup title={t("ways_title")} help={t("ways_help")} level={6}>
      <ol class="psf-plain">
        {ways.map((node) => {
          const binding = bindNode(choice.editor, node, choice);
          return (
            <li key={node.key} class="psf-item" data-element={node.key} tabIndex={-1} aria-label={t("ways_one")}>
              <div class="psf-group-head">
                <span class="psf-kind">{t("ways_one")}</span>
                <ItemTools
                  name={t("ways_one")}
                  binding={binding}
                  onRemove={() => {
                    removeElement(binding, t("forms_step_remove", { what: t("ways_one") }));
                    requestFocus(choice.node!.key);
                  }}
                />
              </div>
              <TargetField binding={binding} label={t("choice_to")} />
              <ConditionField
                binding={binding}
                label={t("item_condition")}
                always={t("if_always")}
                help={t("if_after")}
              />
            </li>
          );
        })}
      </ol>
      <AddButton
        onClick={() =>
          requestFocus(
            addElement(
              choice,
              t("forms_step_add", { what: t("ways_one") }),
              elementData("go", { if: "tension at least 7" }, []),
            ).key,
          )
        }
      >
        {t("ways_add")}
      </AddButton>
    </FieldGroup>
  );
}
