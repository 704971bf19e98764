// The forms of what is not a scene: the card before the talk, where it starts, how it is graded.

import { children, element, type Node } from "../tree";
import { AddButton, AttrSelect, AttrText, Check, Frame, Group, marks, problemsOf, Rest, Tools } from "./fields";
import { langOf, Strays } from "./content-items";
import { ConditionField } from "./condition-field";
import { focusOn, movedTool } from "./focus-request";
import { metersOf } from "./options";
import { PlaceField } from "./target-field";
import { LanguageList, languageName, RichField } from "../rich-text/rich-field";
import { add, attr, inner, move, remove, setAttr, spotOf, type Spot } from "./field-binding";
import { TextList } from "./text-list";

const aboutTags = ["setting", "before", "you-need", "they-want", "body-cue", "content-note", "support", "goal", "source"];

export function AboutForm({ root }: { root: Spot }) {
  const { say } = root.studio;
  const about = inner(root, "about");
  const text = (tag: string, label: string, help: string) => (
    <RichField spot={inner(about, tag, element(tag, {}, ""))} label={label} help={help} optional lang={langOf(root)} />
  );
  return (
    <div data-element={about.node?.key} tabIndex={-1}>
      <Rest spot={about} shown={["minutes", ...aboutTags]} />
      <AttrText spot={root} name="display_name" label={say("about_title")} help={say("about_title_help")} lang={langOf(root)} />
      <AttrText spot={about} name="minutes" label={say("about_minutes")} numeric />
      {text("setting", say("about_setting"), say("about_setting_help"))}
      {text("before", say("about_before"), say("about_before_help"))}
      {text("you-need", say("about_you_need"), say("about_you_need_help"))}
      {text("they-want", say("about_they_want"), say("about_they_want_help"))}
      {text("body-cue", say("about_body_cue"), say("about_body_cue_help"))}
      {text("content-note", say("about_content_note"), say("about_content_note_help"))}
      {text("support", say("about_support"), say("about_support_help"))}
      <Goals about={about} />
      <TextList outer={about} tag="source" title={say("about_sources")} label={say("about_source")} add={say("about_add_source")} help={say("about_sources_help")} />
      <Strays outer={about} known={aboutTags} />
    </div>
  );
}

function Goals({ about }: { about: Spot }) {
  const { studio } = about;
  const { say } = studio;
  const goals = about.node ? children(about.node, "goal") : [];
  const skills = studio.loaded.catalogue.skills;
  const unknown = goals.filter((goal) => !skills.some(({ id }) => id === goal.attrs.skill));
  return (
    <Group title={say("about_goals")} help={say("about_goals_help")}>
      {skills.map(({ id, name, strong }) => {
        const has = goals.find((goal) => goal.attrs.skill === id);
        return <Check key={id} label={name} help={strong} on={!!has} mark={has ? marks(spotOf(studio, has, about), "skill") : {}} onFlip={(on) => {
          const what = say("forms_step_edit", { what: say("about_goals") });
          if (on) add(about, what, element("goal", { skill: id }, []));
          else if (has) remove(spotOf(studio, has, about), what);
        }} />;
      })}
      {unknown.map((goal) => {
        const spot = spotOf(studio, goal, about);
        return <Check key={goal.key} label={goal.attrs.skill || say("about_goal_none")} on mark={marks(spot, "skill")}
          onFlip={() => remove(spot, say("forms_step_edit", { what: say("about_goals") }))} />;
      })}
    </Group>
  );
}

/** Where meters begin when nobody says otherwise (scenario/client.py); an author's own begin at 0. */
export const usualStart: Record<string, number> = { tension: 4, trust: 4, autonomy: 4, readiness: 3 };

/** Where the talk starts, where the meters begin, and the safety gates. */
export function StartForm({ root }: { root: Spot }) {
  const { studio } = root;
  const { say } = studio;
  const start = inner(root, "start");
  const profiles = studio.loaded.catalogue.profiles;
  const profile = profiles.find(({ id }) => id === attr(start, "profile"));
  const brings = (profile?.["start"] ?? {}) as Record<string, number>;
  const meters = metersOf(studio);
  const says = meters.filter(({ value }) => value in brings).map(({ value, label }) => say("start_brings_one", { meter: label, value: brings[value] }));
  const others = Object.keys(start.node?.attrs ?? {}).filter((name) => !["scene", "profile"].includes(name) && !meters.some(({ value }) => value === name));
  return (
    <div data-element={start.node?.key} tabIndex={-1}>
      <Rest spot={start} shown={["scene", "profile", ...meters.map(({ value }) => value), ...others]} />
      <PlaceField spot={start} name="scene" label={say("start_scene")} />
      <AttrSelect spot={start} name="profile" label={say("start_profile")} usual={say("start_no_profile")}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        help={profile ? [says.length ? say("start_brings", { values: says.join(", ") }) : "", String(profile["about"] ?? "")].filter(Boolean).join(" ") : say("start_profile_help")} />
      <Group title={say("start_meters")} help={say("start_meters_help")}>
        <div class="psf-numbers">
          {[...meters, ...others.map((name) => ({ value: name, label: name }))].map(({ value, label }) => (
            <AttrText key={value} spot={start} name={value} label={label} numeric placeholder={String(brings[value] ?? usualStart[value] ?? 0)} />
          ))}
        </div>
      </Group>
      <Gates root={root} />
    </div>
  );
}

function Gates({ root }: { root: Spot }) {
  const { say } = root.studio;
  const gates = root.node ? children(root.node, "when") : [];
  return (
    <Group title={say("gates_title")} help={say("gates_help")}>
      <ol class="psf-plain">{gates.map((node, n) => <Gate key={node.key} root={root} node={node} at={n} of={gates.length} />)}</ol>
      <AddButton onClick={() => focusOn(add(root, say("forms_step_add", { what: say("gate_one") }), element("when", { if: "tension at least 9" }, [])).key)}>
        {say("gates_add")}
      </AddButton>
    </Group>
  );
}

function Gate({ root, node, at, of }: { root: Spot; node: Node; at: number; of: number }) {
  const spot = spotOf(root.studio, node, root);
  const { say } = root.studio;
  const shift = (by: -1 | 1) => () => {
    move(root, node, by, ["when"], say("forms_step_move", { what: say("gate_one") }));
    focusOn(node.key, movedTool(by));
  };
  return (
    <li class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={say("gate_one")}>
      <div class="psf-group-head">
        <span class="psf-kind">{say("gate_one")}</span>
        <Tools name={say("gate_one")} spot={spot} onUp={at > 0 ? shift(-1) : undefined} onDown={at < of - 1 ? shift(1) : undefined}
          onRemove={() => { remove(spot, say("forms_step_remove", { what: say("gate_one") })); focusOn(root.node!.key); }} />
      </div>
      <Rest spot={spot} shown={["if", "to"]} />
      <ConditionField spot={spot} label={say("gate_if")} always={say("gate_never")} help={say("if_after")} />
      <PlaceField spot={spot} label={say("gate_to")} />
    </li>
  );
}

/** Points, attempts, pass mark: what makes a grade; and the language of the texts. */
export function SettingsForm({ root }: { root: Spot }) {
  const { studio } = root;
  const { say } = studio;
  const { keep, retry } = studio.loaded.catalogue;
  const scoring = inner(root, "scoring");
  const named = (all: ReadonlyArray<{ id: string; name: string }>, usual: string) => ({
    usual: all.find(({ id }) => id === usual)?.name ?? usual, options: all.filter(({ id }) => id !== usual).map(({ id, name }) => ({ value: id, label: name })),
  });
  return (
    <div data-element={root.node?.key} tabIndex={-1}>
      <Rest spot={root} shown={["display_name", "weight", "max_attempts", "xml:lang"]} />
      <AttrText spot={root} name="display_name" label={say("about_title")} help={say("about_title_help")} lang={langOf(root)} />
      <AttrText spot={root} name="weight" label={say("settings_points")} help={say("settings_points_help")} numeric placeholder="1" />
      <AttrText spot={root} name="max_attempts" label={say("settings_attempts")} help={say("settings_attempts_help")} numeric placeholder="0" />
      <LanguageField root={root} />
      <Group title={say("settings_grade")}>
        <AttrText spot={scoring} name="pass" label={say("settings_pass")} numeric placeholder="70" optional />
        <AttrSelect spot={scoring} name="keep" label={say("settings_keep")} {...named(keep, "best")} optional />
        <AttrSelect spot={scoring} name="retry" label={say("settings_retry")} {...named(retry, "practice")} optional />
        <AttrText spot={scoring} name="decisions" label={say("settings_decisions")} help={say("settings_decisions_help")} numeric placeholder="4" optional />
      </Group>
      <Strays outer={root} known={["about", "scoring", "meters", "person", "start", "when", "scene", "ending", "note", "sign-off"]} />
    </div>
  );
}

function LanguageField({ root }: { root: Spot }) {
  const { say } = root.studio;
  const value = attr(root, "xml:lang");
  const label = say("settings_language");
  return (
    <Frame label={label} found={problemsOf(root, "xml:lang")} help={value ? say("settings_language_is", { name: languageName(value) }) : say("settings_language_help")}>
      {({ id, describedBy }) => (
        <>
          <input id={id} type="text" value={value} list={`${id}-list`} autocomplete="off" spellcheck={false} aria-describedby={describedBy}
            {...marks(root, "xml:lang")} onInput={(event) => setAttr(root, "xml:lang", event.currentTarget.value.trim(), say("forms_step_edit", { what: label }))} />
          <LanguageList id={`${id}-list`} />
        </>
      )}
    </Frame>
  );
}
