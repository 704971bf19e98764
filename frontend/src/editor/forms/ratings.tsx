// How strong a reply is: four labelled steps on one to three skills, and other ratings where a condition holds.

import { useId } from "preact/hooks";
import { children, element, withAttr, type Node } from "../tree";
import { AddButton, AttrCheck, Findings, Group, marks, problemsOf, Tools } from "./fields";
import { ConditionField } from "./condition-field";
import { focusOn } from "./focus-request";
import { add, attr, remove, setAttr, spotOf, type Spot } from "./field-binding";

export const mostSkills = 3;
const notSkills = ["if", "only"];

export const ratedSkills = (level: Node): string[] => Object.keys(level.attrs).filter((name) => !notSkills.includes(name));

export function Levels({ choice }: { choice: Spot }) {
  const { say } = choice.studio;
  const levels = choice.node ? children(choice.node, "level") : [];
  const base = levels.find((level) => !("if" in level.attrs));
  const others = levels.filter((level) => level !== base);
  return (
    <Group title={say("levels_title")} help={say("levels_help")} level={6}>
      {base ? <Skills level={spotOf(choice.studio, base, choice)} name={say("levels_title")} /> : <AddSkill choice={choice} />}
      <ul class="psf-plain">
        {others.map((level) => <Conditional key={level.key} choice={choice} node={level} />)}
      </ul>
      {levels.length > 0 && <AddButton onClick={() => {
        const skill = ratedSkills(base ?? levels[0]!)[0] ?? choice.studio.loaded.catalogue.skills[0]?.id ?? "";
        focusOn(add(choice, say("forms_step_add", { what: say("levels_other") }), element("level", { [skill]: "1", if: "tension at least 7" }, [])).key);
      }}>{say("levels_add_other")}</AddButton>}
    </Group>
  );
}

function Conditional({ choice, node }: { choice: Spot; node: Node }) {
  const spot = spotOf(choice.studio, node, choice);
  const { say } = choice.studio;
  const name = say("levels_other_named", { condition: attr(spot, "if") });
  return (
    <li class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{say("levels_other")}</span>
        <Tools name={name} spot={spot} onRemove={() => {
          remove(spot, say("forms_step_remove", { what: say("levels_other") }));
          focusOn(choice.node!.key);
        }} />
      </div>
      <ConditionField spot={spot} label={say("levels_when")} always={say("levels_always")} help={say("if_before")} />
      <Skills level={spot} name={name} />
      <AttrCheck spot={spot} name="only" label={say("levels_only")} />
    </li>
  );
}

/** The rows of one rating, and a menu with the skills that could be added. */
function Skills({ level, name }: { level: Spot; name: string }) {
  const { say, loaded } = level.studio;
  const rated = ratedSkills(level.node!);
  const order = loaded.catalogue.skills.map(({ id }) => id);
  const rows = [...rated].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const found = problemsOf(level, null);
  const id = useId();
  return (
    <div class="psf-levels" role="group" aria-label={name} data-element={level.node!.key} tabIndex={-1}
      aria-describedby={found.length ? `${id}-found` : undefined}>
      {rows.map((skill) => <Steps key={skill} level={level} skill={skill} />)}
      {rated.length < mostSkills && <SkillMenu rated={rated} studio={level.studio} label={say(rated.length ? "levels_another" : "levels_first")}
        onPick={(skill) => setAttr(level, skill, "2", say("levels_step_add", { what: skillName(level, skill) }))} />}
      {found.length > 0 && <Findings found={found} id={`${id}-found`} />}
    </div>
  );
}

function AddSkill({ choice }: { choice: Spot }) {
  const { say } = choice.studio;
  return <SkillMenu rated={[]} studio={choice.studio} label={say("levels_first")} onPick={(skill) => {
    const made = add(choice, say("levels_step_add", { what: skillName(choice, skill) }), element("level", { [skill]: "2" }, []));
    focusOn(made.key, skill);
  }} />;
}

function SkillMenu({ rated, studio, label, onPick }: {
  rated: readonly string[]; studio: Spot["studio"]; label: string; onPick: (skill: string) => void;
}) {
  const id = useId();
  const skills = studio.loaded.catalogue.skills.filter((skill) => !rated.includes(skill.id));
  return (
    <div class="psf-field psf-skill-menu">
      <label for={id} class="psf-label">{label}</label>
      <select id={id} value="" onChange={(event) => { const { value } = event.currentTarget; if (value) onPick(value); }}>
        <option value="">{studio.say("levels_pick")}</option>
        {skills.map(({ id: skill, name, strong }) => <option key={skill} value={skill}>{studio.say("levels_skill_strong", { name, strong })}</option>)}
      </select>
    </div>
  );
}

export function skillName({ studio }: Spot, id: string): string {
  return studio.loaded.catalogue.skills.find((skill) => skill.id === id)?.name ?? id;
}

/** One skill, four steps. A stored value that is none of them leaves all four open and is said. */
function Steps({ level, skill }: { level: Spot; skill: string }) {
  const { say, loaded } = level.studio;
  const id = useId();
  const value = attr(level, skill);
  const name = skillName(level, skill);
  const found = problemsOf(level, skill);
  const odd = !["0", "1", "2", "3"].includes(value.trim());
  return (
    <fieldset class="psf-steps" aria-describedby={found.length || odd ? `${id}-found` : undefined}>
      <legend>{name}</legend>
      <div class="psf-segments">
        {loaded.catalogue.levels.map((word, step) => (
          <label key={step} class={`psf-step psf-step-${step}`}>
            <input type="radio" name={id} value={step} checked={value.trim() === String(step)} {...(step === Number(value) || (odd && !step) ? marks(level, skill) : {})}
              onChange={() => setAttr(level, skill, String(step), say("forms_step_edit", { what: name }))} />
            <span>{word}</span>
          </label>
        ))}
        <button type="button" class="psf-tool" aria-label={say("levels_remove", { what: name })} title={say("levels_remove", { what: name })}
          onClick={() => level.change(say("levels_step_remove", { what: name }), (node) => {
            const left = withAttr(node, skill, null);
            return ratedSkills(left).length || "if" in left.attrs ? left : null;
          })}><span aria-hidden="true">✕</span></button>
      </div>
      {(found.length > 0 || odd) && <div id={`${id}-found`}>
        {odd && <p class="psf-finding">{say("levels_odd", { value })}</p>}
        {found.length > 0 && <Findings found={found} id={`${id}-list`} />}
      </div>}
    </fieldset>
  );
}
