// The forms of everything that is no scene and no ending: introduction, start, gates, settings.

import { defaultMeterStart, scenarioOrders } from "../../contracts/constants";
import { LanguageList, languageName } from "../rich-text/languages";
import { RichField } from "../rich-text/rich-field";
import { isDrill } from "../selection";
import { children, elementData, type TreeNode } from "../tree";
import { AgencyNote } from "./agency-note";
import { ConditionField } from "./condition-field";
import { languageOf } from "./content-items";
import {
  addElement,
  attributeOf,
  bindChild,
  bindNode,
  type FieldBinding,
  moveElement,
  removeElement,
  setAttribute,
} from "./field-binding";
import {
  AddButton,
  AttrSelect,
  AttrText,
  Checkbox,
  Field,
  FieldGroup,
  fieldMarkers,
  ItemTools,
  OtherProblems,
  problemsFor,
} from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { meterOptions } from "./options";
import { TargetField } from "./target-field";
import { TermsForm } from "./terms";
import { TextList } from "./text-list";
import { UnknownParts } from "./unknown-parts";

/** Show the fields of the introduction. */
export function AboutForm({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  const about = bindChild(root, "about");
  const text = (tag: string, label: string, help: string) => (
    <RichField
      binding={bindChild(about, tag, elementData(tag, {}, ""))}
      label={label}
      help={help}
      optional
      lang={languageOf(root)}
    />
  );
  return (
    <div data-element={about.node?.key} tabIndex={-1}>
      <OtherProblems binding={about} shown={["minutes", ...(scenarioOrders.about ?? [])]} />
      <AttrText
        binding={root}
        name="display_name"
        label={t("about_title")}
        help={t("about_title_help")}
        lang={languageOf(root)}
      />
      <AttrText binding={about} name="minutes" label={t("about_minutes")} numeric />
      {text("setting", t("about_setting"), t("about_setting_help"))}
      {text("before", t("about_before"), t("about_before_help"))}
      {text("you-need", t("about_you_need"), t("about_you_need_help"))}
      {text("they-want", t("about_they_want"), t("about_they_want_help"))}
      {text("body-cue", t("about_body_cue"), t("about_body_cue_help"))}
      {text("content-note", t("about_content_note"), t("about_content_note_help"))}
      {text("support", t("about_support"), t("about_support_help"))}
      <AgencyNote />
      <Goals about={about} />
      <TextList
        parent={about}
        tag="source"
        title={t("about_sources")}
        label={t("about_source")}
        add={t("about_add_source")}
        help={t("about_sources_help")}
      />
      <UnknownParts parent={about} />
      <TermsForm root={root} />
    </div>
  );
}

/** Show the skills that the scenario practices. */
function Goals({ about }: { about: FieldBinding }) {
  const { editor } = about;
  const { t } = editor;
  const goals = about.node ? children(about.node, "goal") : [];
  const skills = editor.loaded.catalogue.skills;
  const unknown = goals.filter((goal) => !skills.some(({ id }) => id === goal.attrs.skill));
  return (
    <FieldGroup title={t("about_goals")} help={t("about_goals_help")}>
      {skills.map(({ id, name, strong }) => {
        const has = goals.find((goal) => goal.attrs.skill === id);
        return (
          <Checkbox
            key={id}
            label={name}
            help={strong}
            on={!!has}
            mark={has ? fieldMarkers(bindNode(editor, has, about), "skill") : {}}
            onFlip={(on) => {
              const what = t("forms_step_edit", { what: t("about_goals") });
              if (on) addElement(about, what, elementData("goal", { skill: id }, []));
              else if (has) removeElement(bindNode(editor, has, about), what);
            }}
          />
        );
      })}
      {unknown.map((goal) => {
        const binding = bindNode(editor, goal, about);
        return (
          <Checkbox
            key={goal.key}
            label={goal.attrs.skill || t("about_goal_none")}
            on
            mark={fieldMarkers(binding, "skill")}
            onFlip={() => removeElement(binding, t("forms_step_edit", { what: t("about_goals") }))}
          />
        );
      })}
    </FieldGroup>
  );
}

/** Show the start scene, the start values of meters and the safety gates. */
export function StartForm({ root }: { root: FieldBinding }) {
  const { editor } = root;
  const { t } = editor;
  const start = bindChild(root, "start");
  const drill = isDrill(editor.store.tree);
  const profiles = editor.loaded.catalogue.profiles;
  const profile = profiles.find(({ id }) => id === attributeOf(start, "profile"));
  const brings = profile?.start ?? {};
  const meters = meterOptions(editor);
  const says = meters
    .filter(({ value }) => value in brings)
    .map(({ value, label }) => t("start_brings_one", { meter: label, value: brings[value] }));
  const others = Object.keys(start.node?.attrs ?? {}).filter(
    (name) => !["scene", "draw", "profile"].includes(name) && !meters.some(({ value }) => value === name),
  );
  return (
    <div data-element={start.node?.key} tabIndex={-1}>
      <OtherProblems
        binding={start}
        shown={["scene", "draw", "profile", ...meters.map(({ value }) => value), ...others]}
      />
      {drill && <AttrText binding={start} name="draw" label={t("start_draw")} help={t("start_draw_help")} numeric />}
      {(!drill || attributeOf(start, "scene")) && <TargetField binding={start} name="scene" label={t("start_scene")} />}
      <AttrSelect
        binding={start}
        name="profile"
        label={t("start_profile")}
        usual={t("start_no_profile")}
        options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
        help={profile ? (says.length ? t("start_brings", { values: says.join(", ") }) : "") : t("start_profile_help")}
      />
      <FieldGroup title={t("start_meters")} help={t("start_meters_help")}>
        <div class="psf-numbers">
          {[...meters, ...others.map((name) => ({ value: name, label: name }))].map(({ value, label }) => (
            <AttrText
              key={value}
              binding={start}
              name={value}
              label={label}
              numeric
              placeholder={String(brings[value] ?? defaultMeterStart[value] ?? 0)}
            />
          ))}
        </div>
      </FieldGroup>
      {(!drill || (root.node && children(root.node, "when").length > 0)) && <Gates root={root} />}
    </div>
  );
}

/** Show all safety gates. */
function Gates({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  const gates = root.node ? children(root.node, "when") : [];
  return (
    <FieldGroup title={t("gates_title")} help={t("gates_help")}>
      <ol class="psf-plain">
        {gates.map((node, n) => (
          <GateForm key={node.key} root={root} node={node} at={n} of={gates.length} />
        ))}
      </ol>
      <AddButton
        onClick={() =>
          requestFocus(
            addElement(
              root,
              t("forms_step_add", { what: t("gate_one") }),
              elementData("when", { if: "tension at least 9" }, []),
            ).key,
          )
        }
      >
        {t("gates_add")}
      </AddButton>
    </FieldGroup>
  );
}

/** Show the fields of one safety gate. */
function GateForm({ root, node, at, of }: { root: FieldBinding; node: TreeNode; at: number; of: number }) {
  const binding = bindNode(root.editor, node, root);
  const { t } = root.editor;
  const shift = (by: -1 | 1) => () => {
    moveElement(root, node, by, ["when"], t("forms_step_move", { what: t("gate_one") }));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class="psf-item" data-element={node.key} tabIndex={-1} aria-label={t("gate_one")}>
      <div class="psf-group-head">
        <span class="psf-kind">{t("gate_one")}</span>
        <ItemTools
          name={t("gate_one")}
          binding={binding}
          onUp={at > 0 ? shift(-1) : undefined}
          onDown={at < of - 1 ? shift(1) : undefined}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("gate_one") }));
            requestFocus(root.node!.key);
          }}
        />
      </div>
      <OtherProblems binding={binding} shown={["if", "to"]} />
      <ConditionField binding={binding} label={t("gate_if")} always={t("gate_never")} help={t("if_after")} />
      <TargetField binding={binding} label={t("gate_to")} />
    </li>
  );
}

/** Show points, attempts, pass mark and language. */
export function SettingsForm({ root }: { root: FieldBinding }) {
  const { editor } = root;
  const { t } = editor;
  const drill = isDrill(editor.store.tree);
  return (
    <div data-element={root.node?.key} tabIndex={-1}>
      <OtherProblems binding={root} shown={["display_name", "weight", "max_attempts", "xml:lang"]} />
      <AttrText
        binding={root}
        name="display_name"
        label={t("about_title")}
        help={t("about_title_help")}
        lang={languageOf(root)}
      />
      <AttrText
        binding={root}
        name="weight"
        label={t("settings_points")}
        help={t(drill ? "settings_points_drill" : "settings_points_help")}
        numeric
        placeholder="1"
      />
      <AttrText
        binding={root}
        name="max_attempts"
        label={t("settings_attempts")}
        help={t("settings_attempts_help")}
        numeric
        placeholder="0"
      />
      <LanguageField root={root} />
      <GradeFields root={root} />
      <UnknownParts parent={root} />
    </div>
  );
}

/** Show the fields of what counts. */
function GradeFields({ root }: { root: FieldBinding }) {
  const { t, loaded, store } = root.editor;
  const { keep, retry, feedback } = loaded.catalogue;
  const scoring = bindChild(root, "scoring");
  const drill = isDrill(store.tree);
  const named = (all: ReadonlyArray<{ id: string; name: string }>, usual: string) => ({
    usual: all.find(({ id }) => id === usual)?.name ?? usual,
    options: all.filter(({ id }) => id !== usual).map(({ id, name }) => ({ value: id, label: name })),
  });
  return (
    <FieldGroup title={t("settings_grade")}>
      <AttrText binding={scoring} name="pass" label={t("settings_pass")} numeric placeholder="70" optional />
      <AttrSelect binding={scoring} name="keep" label={t("settings_keep")} {...named(keep, "best")} optional />
      {!drill && (
        <AttrSelect binding={scoring} name="retry" label={t("settings_retry")} {...named(retry, "practice")} optional />
      )}
      <AttrSelect
        binding={scoring}
        name="feedback"
        label={t("settings_feedback")}
        help={t("settings_feedback_help")}
        {...named(feedback, "one-line")}
        optional
      />
      {!drill && (
        <AttrText
          binding={scoring}
          name="decisions"
          label={t("settings_decisions")}
          help={t("settings_decisions_help")}
          numeric
          placeholder="4"
          optional
        />
      )}
    </FieldGroup>
  );
}

/** Show the field for the language of the texts. */
function LanguageField({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  const value = attributeOf(root, "xml:lang");
  const label = t("settings_language");
  return (
    <Field
      label={label}
      found={problemsFor(root, "xml:lang")}
      help={value ? t("settings_language_is", { name: languageName(value) }) : t("settings_language_help")}
    >
      {({ id, describedBy }) => (
        <>
          <input
            id={id}
            type="text"
            value={value}
            list={`${id}-list`}
            autocomplete="off"
            spellcheck={false}
            aria-describedby={describedBy}
            {...fieldMarkers(root, "xml:lang")}
            onInput={(event) =>
              setAttribute(root, "xml:lang", event.currentTarget.value.trim(), t("forms_step_edit", { what: label }))
            }
          />
          <LanguageList id={`${id}-list`} />
        </>
      )}
    </Field>
  );
}
