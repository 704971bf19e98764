// One statement: the learner places themselves with a slider, with buttons or with a number, or skips it.

import type { ExerciseView, ScalePoint, Statement } from "../contracts/continuum";
import { Button } from "../ui/controls";
import { type ExerciseContext, RichText, StepHeading } from "./controls";
import { lookBackSuffix, scalePointName, scalePointsFor } from "./scale";

/** Show one statement, or its content note first. */
export function StatementStep({
  context,
  statement,
  number,
}: {
  context: ExerciseContext;
  statement: Statement;
  number: number;
}) {
  const { exercise } = context;
  const { t, draft } = exercise;
  const view = exercise.content!;
  const of = view.statements.length;
  const gated =
    statement.content_note !== null && !draft.noted.includes(statement.id) && !(statement.id in draft.answers);
  return (
    <section class="ps-event" key={statement.id}>
      <p class="ps-small ps-progress">
        <span>{t(view.show === "mean" ? "question_of" : "event_of", { number: number + 1, of })}</span>
        <progress max={of} value={number + 1} aria-label={t("progress", { number: number + 1, of })} />
      </p>
      {gated ? (
        <ContentNoteGate context={context} statement={statement} />
      ) : (
        <Placement context={context} statement={statement} view={view} />
      )}
      <div class="ps-row ps-steps">
        <Button kind="plain" onClick={() => exercise.back()}>
          {t("back")}
        </Button>
        {!gated && (
          <Button kind="plain" onClick={() => exercise.skip(statement)}>
            {t("skip")}
          </Button>
        )}
        {!gated && <Button onClick={() => exercise.forward()}>{t("next")}</Button>}
        {draft.at >= of && (
          <Button kind="quiet" onClick={() => exercise.goTo("review")}>
            {t("to_review")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Show what the statement is about; the learner may skip it unread. */
function ContentNoteGate({ context, statement }: { context: ExerciseContext; statement: Statement }) {
  const { exercise } = context;
  const { t } = exercise;
  return (
    <div class="ps-caution">
      <StepHeading context={context}>{t("note_title")}</StepHeading>
      <RichText context={context} html={statement.content_note!} />
      <p class="ps-row">
        <Button kind="plain" onClick={() => exercise.acceptContentNote(statement.id)}>
          {t("note_show")}
        </Button>
        <Button kind="plain" onClick={() => exercise.skip(statement)}>
          {t("skip")}
        </Button>
      </p>
    </div>
  );
}

/** Show the statement with its inputs. */
function Placement({
  context,
  statement,
  view,
}: {
  context: ExerciseContext;
  statement: Statement;
  view: ExerciseView;
}) {
  const { exercise } = context;
  return (
    <>
      <StepHeading context={context}>
        {view.frame && <RichText context={context} html={view.frame} class="ps-frame" />}
        <RichText context={context} html={statement.words} class="ps-words" />
      </StepHeading>
      {statement.content_note && <RichText context={context} html={statement.content_note} class="ps-small" />}
      <PlacementInput
        context={context}
        statement={statement}
        question={statement.id}
        ask={view.scale.ask ?? exercise.t("place")}
      />
      {view.look_back && (
        <PlacementInput
          context={context}
          statement={statement}
          question={`${statement.id}${lookBackSuffix}`}
          ask={<RichText inline context={context} html={view.look_back} />}
        />
      )}
      {statement.follow_up && view.next && <FollowUpOptions context={context} statement={statement} next={view.next} />}
    </>
  );
}

interface PlacementInputProps {
  context: ExerciseContext;
  statement: Statement;
  question: string;
  ask: preact.ComponentChildren;
}

/** Where the learner stands at one question, and how that is changed. */
interface PlacementState {
  stops: readonly ScalePoint[];
  /** Index of the point that the learner chose; -1 before. */
  at: number;
  /** The placement in words. */
  text: string;
  /** Return a DOM id for a part of the input. */
  name: (part: string) => string;
  take: (index: number) => void;
}

/** Show slider, buttons and number field for one question. */
function PlacementInput({ context, statement, question, ask }: PlacementInputProps) {
  const { exercise, id } = context;
  const { t } = exercise;
  const stops = scalePointsFor(exercise.content!, statement);
  const last = stops.length - 1;
  const at = stops.findIndex((stop) => stop.id === exercise.draft.answers[question]);
  const state: PlacementState = {
    stops,
    at,
    text: at >= 0 ? t("placed", { label: scalePointName(stops[at]!) }) : t("not_placed"),
    name: (part) => id(`${part}-${question.replace(".", "-")}`),
    take: (index) => exercise.setPlacement(question, stops[index]!.id),
  };
  const clear = () => {
    exercise.clearPlacement(question);
    // The button disappears with the placement; the focus moves to the slider.
    context.focus(`line-${question.replace(".", "-")}`);
  };
  return (
    <div class="ps-placement" role="group" aria-labelledby={state.name("ask")} style={`--stops: ${stops.length}`}>
      <p class="ps-ask" id={state.name("ask")}>
        {ask}
      </p>
      <PlacementSlider state={state} />
      <PointButtons state={state} />
      {last > 4 && (
        <p class="ps-ends ps-small" aria-hidden="true">
          <span>{stops[0]!.label}</span>
          <span>{stops[last]!.label}</span>
        </p>
      )}
      <div class="ps-row ps-placed">
        {/* Only for the eyes: slider, buttons and number field say it themselves. */}
        <span class={at >= 0 ? "ps-is-placed" : "ps-small"} aria-hidden="true">
          {state.text}
        </span>
        <NumberField context={context} state={state} />
        {at >= 0 && (
          <Button kind="quiet" onClick={clear}>
            {t("clear")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Show the slider. */
function PlacementSlider({ state: { stops, at, text, name, take } }: { state: PlacementState }) {
  const last = stops.length - 1;
  const placed = at >= 0;
  const taken = (event: { currentTarget: HTMLInputElement }) => take(Number(event.currentTarget.value));
  return (
    <input
      id={name("line")}
      type="range"
      min={0}
      max={last}
      step={1}
      value={placed ? at : Math.floor(last / 2)}
      class={placed ? "" : "ps-unset"}
      aria-labelledby={name("ask")}
      aria-valuetext={placed ? scalePointName(stops[at]!) : text}
      onInput={taken}
      // The slider starts in the middle, so that choosing the middle causes no "input" event: a click or Enter takes it.
      onClick={taken}
      onKeyDown={(event) => {
        if (event.key === "Enter" || event.key === " ") taken(event);
      }}
    />
  );
}

/** Show a button for each point of the scale. */
function PointButtons({ state: { stops, at, take } }: { state: PlacementState }) {
  const isMany = stops.length > 5;
  return (
    <ol class={`ps-points${isMany ? " ps-many" : ""}`}>
      {stops.map((stop, index) => (
        <li key={stop.id}>
          <button type="button" class="ps-point" aria-pressed={index === at} onClick={() => take(index)}>
            <b>{stop.number}</b> {stop.label && <span class={isMany ? "ps-heard" : ""}>{stop.label}</span>}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Show the field for the number; it takes the nearest point. */
function NumberField({ context, state }: { context: ExerciseContext; state: PlacementState }) {
  const { exercise } = context;
  const { stops, at, name, take } = state;
  const { top } = exercise.content!.scale;
  const step = stops[1]!.number;
  return (
    <span class="ps-number">
      <label for={name("number")} class="ps-small">
        {exercise.t("as_number", { from: 0, to: top })}
      </label>
      <input
        id={name("number")}
        type="number"
        min={0}
        max={top}
        step={step}
        inputMode="numeric"
        value={at >= 0 ? stops[at]!.number : ""}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value === "" || Number.isNaN(Number(value))) return;
          const index = Math.min(Math.max(Math.round(Number(value) / step), 0), stops.length - 1);
          take(index);
          event.currentTarget.value = String(stops[index]!.number);
        }}
      />
    </span>
  );
}

/** Show the follow-up question. */
function FollowUpOptions({
  context,
  statement,
  next,
}: {
  context: ExerciseContext;
  statement: Statement;
  next: NonNullable<ExerciseView["next"]>;
}) {
  const { exercise, id } = context;
  const ticked = exercise.draft.next[statement.id] ?? [];
  return (
    <fieldset class="ps-follow-ups" aria-describedby={id("next-how")}>
      <legend>{next.ask ?? exercise.t("next_group")}</legend>
      <p class="ps-small" id={id("next-how")}>
        {exercise.t("optional")}
      </p>
      <div class="ps-ticks">
        {next.options.map((option) => (
          <label key={option.id}>
            <input
              type="checkbox"
              checked={ticked.includes(option.id)}
              onChange={(event) => exercise.setFollowUp(statement.id, option.id, event.currentTarget.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
