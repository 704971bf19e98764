// Ratings of a choice: four levels on up to three skills, and other ratings under a condition.

import { useId } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { baseLevel, maxSkills, ratedSkills } from "../operations/levels";
import { children, elementData, type TreeNode, withAttribute } from "../tree";
import { ConditionField } from "./condition-field";
import { addElement, attributeOf, bindNode, type FieldBinding, removeElement, setAttribute } from "./field-binding";
import { AddButton, AttrCheckbox, FieldGroup, FieldProblems, fieldMarkers, ItemTools, problemsFor } from "./fields";
import { requestFocus } from "./focus-request";
import { nameOfSkill } from "./moves";

/** Show the ratings of a choice. */
export function Ratings({ choice }: { choice: FieldBinding }) {
  const { t } = choice.editor;
  const levels = choice.node ? children(choice.node, "level") : [];
  const base = choice.node && baseLevel(choice.node);
  const others = levels.filter((level) => level !== base);
  return (
    <FieldGroup title={t("levels_title")} help={t("levels_help")} level={6}>
      {base ? (
        <SkillRatings level={bindNode(choice.editor, base, choice)} name={t("levels_title")} />
      ) : (
        <AddSkill choice={choice} />
      )}
      <ul class="psf-plain">
        {others.map((level) => (
          <ConditionalRating key={level.key} choice={choice} node={level} />
        ))}
      </ul>
      {levels.length > 0 && (
        <AddButton
          onClick={() => {
            const skill = ratedSkills(base ?? levels[0]!)[0] ?? choice.editor.loaded.catalogue.skills[0]?.id ?? "";
            requestFocus(
              addElement(
                choice,
                t("forms_step_add", { what: t("levels_other") }),
                elementData("level", { [skill]: "1", if: "tension at least 7" }, []),
              ).key,
            );
          }}
        >
          {t("levels_add_other")}
        </AddButton>
      )}
    </FieldGroup>
  );
}

/** Show a rating with a condition. */
function ConditionalRating({ choice, node }: { choice: FieldBinding; node: TreeNode }) {
  const binding = bindNode(choice.editor, node, choice);
  const { t } = choice.editor;
  const name = t("levels_other_named", { condition: attributeOf(binding, "if") });
  return (
    <li class="psf-item" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{t("levels_other")}</span>
        <ItemTools
          name={name}
          binding={binding}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("levels_other") }));
            requestFocus(choice.node!.key);
          }}
        />
      </div>
      <ConditionField binding={binding} label={t("levels_when")} always={t("levels_always")} help={t("if_before")} />
      <SkillRatings level={binding} name={name} />
      <AttrCheckbox binding={binding} name="only" label={t("levels_only")} />
    </li>
  );
}

/** Show the skills of one rating and a menu to add one. */
function SkillRatings({ level, name }: { level: FieldBinding; name: string }) {
  const { t, loaded } = level.editor;
  const rated = ratedSkills(level.node!);
  const order = loaded.catalogue.skills.map(({ id }) => id);
  const rows = [...rated].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const found = problemsFor(level, null);
  const id = useId();
  return (
    <div
      class="psf-levels"
      role="group"
      aria-label={name}
      data-element={level.node!.key}
      tabIndex={-1}
      aria-describedby={found.length ? `${id}-found` : undefined}
    >
      {rows.map((skill) => (
        <RatingSteps key={skill} level={level} skill={skill} />
      ))}
      {rated.length < maxSkills && (
        <SkillMenu
          rated={rated}
          editor={level.editor}
          label={t(rated.length ? "levels_another" : "levels_first")}
          onPick={(skill) =>
            setAttribute(level, skill, "2", t("levels_step_add", { what: nameOfSkill(level.editor, skill) }))
          }
        />
      )}
      {found.length > 0 && <FieldProblems found={found} id={`${id}-found`} />}
    </div>
  );
}

/** Show the menu that adds the first rating. */
function AddSkill({ choice }: { choice: FieldBinding }) {
  const { t } = choice.editor;
  return (
    <SkillMenu
      rated={[]}
      editor={choice.editor}
      label={t("levels_first")}
      onPick={(skill) => {
        const created = addElement(
          choice,
          t("levels_step_add", { what: nameOfSkill(choice.editor, skill) }),
          elementData("level", { [skill]: "2" }, []),
        );
        requestFocus(created.key, skill);
      }}
    />
  );
}

/** Show the skills that can be added. */
function SkillMenu({
  rated,
  editor,
  label,
  onPick,
}: {
  rated: readonly string[];
  editor: FieldBinding["editor"];
  label: string;
  onPick: (skill: string) => void;
}) {
  const id = useId();
  const skills = editor.loaded.catalogue.skills.filter((skill) => !rated.includes(skill.id));
  return (
    <div class="psf-field psf-skill-menu">
      <label for={id} class="psf-label">
        {label}
      </label>
      <select
        id={id}
        value=""
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value) onPick(value);
        }}
      >
        <option value="">{editor.t("levels_pick")}</option>
        {skills.map(({ id: skill, name, strong }) => (
          <option key={skill} value={skill}>
            {editor.t("levels_skill_strong", { name, strong })}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Show the four levels of one skill. A stored value that is none of them is reported. */
function RatingSteps({ level, skill }: { level: FieldBinding; skill: string }) {
  const { t, loaded } = level.editor;
  const id = useId();
  const value = attributeOf(level, skill);
  const name = nameOfSkill(level.editor, skill);
  const found = problemsFor(level, skill);
  const odd = !["0", "1", "2", "3"].includes(value.trim());
  return (
    <fieldset class="psf-steps" aria-describedby={found.length || odd ? `${id}-found` : undefined}>
      <legend>{name}</legend>
      <div class="psf-segments">
        {loaded.catalogue.levels.map((word, step) => (
          <label key={step} class={`psf-step psf-step-${step}`}>
            <input
              type="radio"
              name={id}
              value={step}
              checked={value.trim() === String(step)}
              {...(step === Number(value) || (odd && !step) ? fieldMarkers(level, skill) : {})}
              onChange={() => setAttribute(level, skill, String(step), t("forms_step_edit", { what: name }))}
            />
            <span>{word}</span>
          </label>
        ))}
        <button
          type="button"
          class="psf-tool"
          aria-label={t("levels_remove", { what: name })}
          title={t("levels_remove", { what: name })}
          onClick={() =>
            level.change(t("levels_step_remove", { what: name }), (node) => {
              const left = withAttribute(node, skill, null);
              return ratedSkills(left).length || "if" in left.attrs ? left : null;
            })
          }
        >
          <Icon name="close" />
        </button>
      </div>
      {(found.length > 0 || odd) && (
        <div id={`${id}-found`}>
          {odd && <p class="psf-finding">{t("levels_odd", { value })}</p>}
          {found.length > 0 && <FieldProblems found={found} id={`${id}-list`} />}
        </div>
      )}
    </fieldset>
  );
}
