// One reply: what the worker says or does, what it is, how strong it is, what comes back, where it leads.

import { children, element, type Node } from "../tree";
import { moved } from "../operations/edits";
import { duplicatedChoice } from "../operations/copying";
import { besides } from "../operations/removing";
import { AddButton, AttrSelect, AttrText, Check, Group, marks, More, problemsOf, Rest, Tools } from "./fields";
import { Beats, langOf, Strays } from "./content-items";
import { ConditionField } from "./condition-field";
import { focusOn, movedTool } from "./focus-request";
import { Levels, ratedSkills, skillName } from "./ratings";
import { wordCount } from "../text/markup";
import { choiceLabel } from "./options";
import { Notes } from "./notes";
import { PlaceField } from "./target-field";
import { Picker } from "./picker";
import { RichField } from "../rich-text/rich-field";
import { ChoiceShift } from "./meter-change";
import { add, attr, inner, remove, setAttr, spotOf, type Spot } from "./field-binding";

const known = ["do", "say", "wait", "level", "shift", "reply", "cue", "image", "audio", "video", "feedback", "go", "note"];
const mostStaffWords = 35;
const mostFeedbackWords = 60;

interface EntryProps { scene: Spot; node: Node; at: number; of: number; open: boolean; toggle: () => void }

/** A reply in its scene's list: folded up to a line, or open. */
export function ChoiceEntry({ scene, node, at, of, open, toggle }: EntryProps) {
  const spot = spotOf(scene.studio, node, scene);
  const { studio } = scene;
  const { say } = studio;
  const label = choiceLabel(node, 80) || say("choice_unnamed", { number: at + 1 });
  const shift = (by: -1 | 1) => () => {
    studio.edit(say("forms_step_move", { what: say("choice_one") }), (tree) => moved(tree, node.key, by));
    focusOn(node.key, movedTool(by));
  };
  const errors = studio.check.problems.filter((problem) => problem.owner === node.key).length;
  return (
    <li class={`psf-choice ${open ? "psf-open" : ""}`} data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <h6 class="psf-choice-head">
          <button type="button" aria-expanded={open} onClick={toggle} data-spot={`${node.key}@toggle`}>
            <span class="psf-arrow" aria-hidden="true">{open ? "▾" : "▸"}</span>
            <span>{label}{errors > 0 && <span class="psf-count"> {say(errors === 1 ? "problems_here_one" : "problems_here", { count: errors })}</span>}</span>
          </button>
        </h6>
        <Tools name={label} spot={spot} onUp={at > 0 ? shift(-1) : undefined} onDown={at < of - 1 ? shift(1) : undefined}
          onCopy={() => {
            const copy = duplicatedChoice(studio.store.tree, node.key);
            studio.edit(say("forms_step_copy", { what: say("choice_one") }), () => copy.tree, { select: copy.key });
            focusOn(copy.key);
          }}
          onRemove={() => {
            const next = besides(studio.store.tree, node.key);
            spot.change(say("forms_step_remove", { what: say("choice_one") }), () => null, { select: next });
            focusOn(next, "toggle");
          }} />
      </div>
      {open ? <ChoiceForm spot={spot} /> : <p class="psf-summary">{summary(spot)}</p>}
    </li>
  );
}

/** "listening strong, clarity works · goes to 2 The taped jar", for a reply that is folded up. */
function summary(spot: Spot): string {
  const { studio } = spot;
  const base = spot.node && children(spot.node, "level").find((level) => !("if" in level.attrs));
  const words = base ? ratedSkills(base).map((skill) => studio.say("levels_summary", {
    skill: skillName(spot, skill), level: studio.loaded.catalogue.levels[Number(base.attrs[skill])] ?? base.attrs[skill] ?? "",
  })) : [];
  const move = studio.loaded.catalogue.moves.find(({ id }) => id === attr(spot, "move"))?.name;
  return [move, words.join(", ")].filter(Boolean).join(" · ");
}

function ChoiceForm({ spot }: { spot: Spot }) {
  const { studio } = spot;
  const { say } = studio;
  return (
    <div class="psf-choice-form">
      <Rest spot={spot} shown={["to", "move", "mistake", "if", "closed", "say", "do"]} />
      <Deed spot={spot} />
      <MoveField spot={spot} />
      <Levels choice={spot} />
      <PlaceField spot={spot} label={say("choice_to")} />
      <Beats outer={spot} speech="reply" title={say("choice_replies")} help={say("choice_replies_help")} />
      <FeedbackList choice={spot} />
      <More title={say("choice_when")} open={!!(attr(spot, "if") || attr(spot, "closed") || (spot.node && children(spot.node, "go").length))}>
        <ConditionField spot={spot} label={say("choice_if")} always={say("choice_always")} help={say("if_before")} />
        <AttrText spot={spot} name="closed" label={say("choice_closed")} help={say("choice_closed_help")} lang={langOf(spot)} />
        <Ways choice={spot} />
      </More>
      <Strays outer={spot} known={known} />
      <Notes outer={spot} />
    </div>
  );
}

/** Says, does, or waits. A pause stands in place of words; what stands there already is never hidden. */
function Deed({ spot }: { spot: Spot }) {
  const { say } = spot.studio;
  const wait = inner(spot, "wait", element("wait", {}, ""));
  const [says, does] = [inner(spot, "say", element("say", {}, "")), inner(spot, "do", element("do", {}, ""))];
  const words = wordCount(`${does.node?.text ?? ""} ${says.node?.text ?? ""}`);
  return (
    <>
      {(!wait.node || says.node) && <RichField spot={says} label={say("choice_say")} optional lang={langOf(spot)}
        help={words > mostStaffWords ? say("choice_long", { count: words, most: mostStaffWords }) : undefined} />}
      {(!wait.node || does.node) && <RichField spot={does} label={say("choice_do")} optional lang={langOf(spot)} />}
      <Check label={say("choice_wait")} help={wait.node ? say("choice_wait_help") : undefined} on={!!wait.node} mark={marks(spot, "wait")}
        onFlip={(on) => (on
          ? add(spot, say("forms_step_edit", { what: say("choice_wait") }), element("wait", { seconds: "20" }, ""))
          : remove(wait, say("forms_step_edit", { what: say("choice_wait") })))} />
      {wait.node && (
        <>
          <AttrText spot={wait} name="seconds" label={say("choice_seconds")} numeric />
          <RichField spot={wait} label={say("choice_wait_words")} help={say("choice_wait_words_help")} lang={langOf(spot)} />
        </>
      )}
    </>
  );
}

/** The move from the catalogue, with what it usually does in words; "Change" opens the numbers. */
function MoveField({ spot }: { spot: Spot }) {
  const { studio } = spot;
  const { say } = studio;
  const { moves, mistakes } = studio.loaded.catalogue;
  const move = moves.find(({ id }) => id === attr(spot, "move"));
  const options = () => [
    { value: "", label: say("move_none") },
    ...moves.map(({ id, name, effect }) => ({ value: id, label: name, about: effect })),
  ];
  const own = mistakes.find(({ id }) => id === move?.mistake)?.name;
  const hasShift = !!(spot.node && children(spot.node, "shift").length);
  return (
    <>
      <Picker label={say("choice_move")} value={attr(spot, "move")} shown={move?.name ?? attr(spot, "move")} options={options} none={say("move_none")}
        onPick={(id) => setAttr(spot, "move", id, say("forms_step_edit", { what: say("choice_move") }))}
        help={move ? say(hasShift ? "move_usually_changed" : "move_usually", { effect: move.effect || say("move_nothing") }) : undefined}
        found={problemsOf(spot, "move")} mark={marks(spot, "move")} />
      <More title={say("move_change")} open={hasShift || !!attr(spot, "mistake")}>
        <ChoiceShift choice={spot} usual={move?.changes ?? {}} />
        <AttrSelect spot={spot} name="mistake" label={say("choice_mistake")} help={say("choice_mistake_help")}
          options={mistakes.map(({ id, name }) => ({ value: id, label: name }))} usual={own ? say("mistake_of_move", { name: own }) : say("mistake_none")} />
      </More>
    </>
  );
}

function FeedbackList({ choice }: { choice: Spot }) {
  const { say } = choice.studio;
  const all = choice.node ? children(choice.node, "feedback") : [];
  return (
    <Group title={say("feedback_title")} help={say(all.length > 1 ? "feedback_help_several" : "feedback_help")} level={6}>
      <ol class="psf-plain">{all.map((node, n) => <Feedback key={node.key} choice={choice} node={node} alone={all.length < 2} number={n + 1} />)}</ol>
      <AddButton onClick={() => focusOn(add(choice, say("forms_step_add", { what: say("feedback_one") }), element("feedback", {}, [])).key)}>
        {say(all.length ? "feedback_add_other" : "feedback_add")}
      </AddButton>
    </Group>
  );
}

function Feedback({ choice, node, alone, number }: { choice: Spot; node: Node; alone: boolean; number: number }) {
  const spot = spotOf(choice.studio, node, choice);
  const { say } = choice.studio;
  const words = wordCount((node.nodes ?? []).map((part) => part.text ?? "").join(" "));
  const part = (tag: string) => inner(spot, tag, element(tag, {}, ""));
  const name = say("feedback_numbered", { number });
  return (
    <li class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class={`psf-kind ${words > mostFeedbackWords ? "psf-over" : ""}`}>{say("forms_words_of", { count: words, most: mostFeedbackWords })}</span>
        <Tools name={name} spot={spot} onRemove={() => {
          remove(spot, say("forms_step_remove", { what: say("feedback_one") }));
          focusOn(choice.node!.key);
        }} />
      </div>
      <Rest spot={spot} shown={["if", "effect", "why", "instead"]} />
      <RichField spot={part("effect")} label={say("feedback_effect")} optional lang={langOf(spot)} />
      <RichField spot={part("why")} label={say("feedback_why")} optional lang={langOf(spot)} />
      <RichField spot={part("instead")} label={say("feedback_instead")} optional lang={langOf(spot)} />
      {(!alone || "if" in node.attrs) && <ConditionField spot={spot} label={say("beat_condition")} always={say("if_always")} help={say("if_before")} />}
    </li>
  );
}

/** Other ways on: the first whose condition holds wins over "Goes to". */
function Ways({ choice }: { choice: Spot }) {
  const { say } = choice.studio;
  const ways = choice.node ? children(choice.node, "go") : [];
  return (
    <Group title={say("ways_title")} help={say("ways_help")} level={6}>
      <ol class="psf-plain">
        {ways.map((node) => {
          const spot = spotOf(choice.studio, node, choice);
          return (
            <li key={node.key} class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={say("ways_one")}>
              <div class="psf-group-head">
                <span class="psf-kind">{say("ways_one")}</span>
                <Tools name={say("ways_one")} spot={spot} onRemove={() => {
                  remove(spot, say("forms_step_remove", { what: say("ways_one") }));
                  focusOn(choice.node!.key);
                }} />
              </div>
              <PlaceField spot={spot} label={say("choice_to")} />
              <ConditionField spot={spot} label={say("beat_condition")} always={say("if_always")} help={say("if_after")} />
            </li>
          );
        })}
      </ol>
      <AddButton onClick={() => focusOn(add(choice, say("forms_step_add", { what: say("ways_one") }), element("go", { if: "tension at least 7" }, [])).key)}>
        {say("ways_add")}
      </AddButton>
    </Group>
  );
}

