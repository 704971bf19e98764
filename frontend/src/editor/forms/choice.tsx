// The form of a choice: text, move, rating, reaction and target.

import { duplicateChoice } from "../operations/copying";
import { moveNode } from "../operations/edits";
import { selectionAfterRemoval } from "../operations/removing";
import { RichField } from "../rich-text/rich-field";
import { wordCount } from "../text/markup";
import { children, elementData, type TreeNode } from "../tree";
import { ConditionField } from "./condition-field";
import { ContentItemList, languageOf, UnknownParts } from "./content-items";
import {
  addElement,
  attributeOf,
  bindChild,
  bindNode,
  type FieldBinding,
  removeElement,
  setAttribute,
} from "./field-binding";
import {
  AddButton,
  AttrSelect,
  AttrText,
  Checkbox,
  Disclosure,
  FieldGroup,
  fieldMarkers,
  ItemTools,
  OtherProblems,
  problemsFor,
} from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { ChoiceMeterChange } from "./meter-change";
import { Notes } from "./notes";
import { choiceOptionLabel } from "./options";
import { Picker } from "./picker";
import { Ratings, ratedSkills, skillName } from "./ratings";
import { TargetField } from "./target-field";

const knownTags = [
  "do",
  "say",
  "wait",
  "level",
  "shift",
  "reply",
  "cue",
  "image",
  "audio",
  "video",
  "feedback",
  "go",
  "note",
];
const maxSpokenWords = 35;
const maxFeedbackWords = 60;

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
  const label = choiceOptionLabel(node, 80) || t("choice_unnamed", { number: at + 1 });
  const shift = (by: -1 | 1) => () => {
    editor.edit(t("forms_step_move", { what: t("choice_one") }), (tree) => moveNode(tree, node.key, by));
    requestFocus(node.key, moveButtonName(by));
  };
  const errors = editor.check.problems.filter((problem) => problem.owner === node.key).length;
  return (
    <li class={`psf-choice ${open ? "psf-open" : ""}`} data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <h6 class="psf-choice-head">
          <button type="button" aria-expanded={open} onClick={toggle} data-field={`${node.key}@toggle`}>
            <span class="psf-arrow" aria-hidden="true">
              {open ? "▾" : "▸"}
            </span>
            <span>
              {label}
              {errors > 0 && (
                <span class="psf-count">
                  {" "}
                  {t(errors === 1 ? "problems_here_one" : "problems_here", { count: errors })}
                </span>
              )}
            </span>
          </button>
        </h6>
        <ItemTools
          name={label}
          binding={binding}
          onUp={at > 0 ? shift(-1) : undefined}
          onDown={at < of - 1 ? shift(1) : undefined}
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

/** Return the summary of a folded choice, such as "Reflecting · listening strong, clarity works". */
function choiceSummary(binding: FieldBinding): string {
  const { editor } = binding;
  const base = binding.node && children(binding.node, "level").find((level) => !("if" in level.attrs));
  const words = base
    ? ratedSkills(base).map((skill) =>
        editor.t("levels_summary", {
          skill: skillName(binding, skill),
          level: editor.loaded.catalogue.levels[Number(base.attrs[skill])] ?? base.attrs[skill] ?? "",
        }),
      )
    : [];
  const move = editor.loaded.catalogue.moves.find(({ id }) => id === attributeOf(binding, "move"))?.name;
  return [move, words.join(", ")].filter(Boolean).join(" · ");
}

/** Show the fields of a choice. */
function ChoiceForm({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t } = editor;
  return (
    <div class="psf-choice-form">
      <OtherProblems binding={binding} shown={["to", "move", "mistake", "if", "closed", "say", "do"]} />
      <ActionFields binding={binding} />
      <MoveField binding={binding} />
      <Ratings choice={binding} />
      <TargetField binding={binding} label={t("choice_to")} />
      <ContentItemList parent={binding} speech="reply" title={t("choice_replies")} help={t("choice_replies_help")} />
      <FeedbackList choice={binding} />
      <Disclosure
        title={t("choice_when")}
        open={
          !!(
            attributeOf(binding, "if") ||
            attributeOf(binding, "closed") ||
            (binding.node && children(binding.node, "go").length)
          )
        }
      >
        <ConditionField binding={binding} label={t("choice_if")} always={t("choice_always")} help={t("if_before")} />
        <AttrText
          binding={binding}
          name="closed"
          label={t("choice_closed")}
          help={t("choice_closed_help")}
          lang={languageOf(binding)}
        />
        <AlternativeTargets choice={binding} />
      </Disclosure>
      <UnknownParts parent={binding} known={knownTags} />
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
  const words = wordCount(`${does.node?.text ?? ""} ${says.node?.text ?? ""}`);
  return (
    <>
      {(!wait.node || says.node) && (
        <RichField
          binding={says}
          label={t("choice_say")}
          optional
          lang={languageOf(binding)}
          help={words > maxSpokenWords ? t("choice_long", { count: words, most: maxSpokenWords }) : undefined}
        />
      )}
      {(!wait.node || does.node) && (
        <RichField binding={does} label={t("choice_do")} optional lang={languageOf(binding)} />
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

/** Show the move of the catalog and what it usually changes; the numbers are in a folded part. */
function MoveField({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t } = editor;
  const { moves, mistakes } = editor.loaded.catalogue;
  const move = moves.find(({ id }) => id === attributeOf(binding, "move"));
  const options = () => [
    { value: "", label: t("move_none") },
    ...moves.map(({ id, name, effect }) => ({ value: id, label: name, about: effect })),
  ];
  const own = mistakes.find(({ id }) => id === move?.mistake)?.name;
  const hasShift = !!(binding.node && children(binding.node, "shift").length);
  return (
    <>
      <Picker
        label={t("choice_move")}
        value={attributeOf(binding, "move")}
        shown={move?.name ?? attributeOf(binding, "move")}
        options={options}
        none={t("move_none")}
        onPick={(id) => setAttribute(binding, "move", id, t("forms_step_edit", { what: t("choice_move") }))}
        help={
          move
            ? t(hasShift ? "move_usually_changed" : "move_usually", { effect: move.effect || t("move_nothing") })
            : undefined
        }
        found={problemsFor(binding, "move")}
        mark={fieldMarkers(binding, "move")}
      />
      <Disclosure title={t("move_change")} open={hasShift || !!attributeOf(binding, "mistake")}>
        <ChoiceMeterChange choice={binding} usual={move?.changes ?? {}} />
        <AttrSelect
          binding={binding}
          name="mistake"
          label={t("choice_mistake")}
          help={t("choice_mistake_help")}
          options={mistakes.map(({ id, name }) => ({ value: id, label: name }))}
          usual={own ? t("mistake_of_move", { name: own }) : t("mistake_none")}
        />
      </Disclosure>
    </>
  );
}

/** Show all feedback. */
function FeedbackList({ choice }: { choice: FieldBinding }) {
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
    <li class="psf-item" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class={`psf-kind ${words > maxFeedbackWords ? "psf-over" : ""}`}>
          {t("forms_words_of", { count: words, most: maxFeedbackWords })}
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
      <OtherProblems binding={binding} shown={["if", "effect", "why", "instead"]} />
      <RichField binding={part("effect")} label={t("feedback_effect")} optional lang={languageOf(binding)} />
      <RichField binding={part("why")} label={t("feedback_why")} optional lang={languageOf(binding)} />
      <RichField binding={part("instead")} label={t("feedback_instead")} optional lang={languageOf(binding)} />
      {(!alone || "if" in node.attrs) && (
        <ConditionField binding={binding} label={t("beat_condition")} always={t("if_always")} help={t("if_before")} />
      )}
    </li>
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
                label={t("beat_condition")}
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
