// One event: place yourself by the line, by a stop below it, or by a number; or skip it.

import { nameOf, stopsOf, then, type Statement, type View } from "../contracts/continuum";
import { Heading, Press, Rich, type Here } from "./controls";

export function Event({ here, statement, number }: { here: Here; statement: Statement; number: number }) {
  const { stand } = here;
  const { say, draft } = stand;
  const view = stand.view!;
  const of = view.statements.length;
  const gated = statement.content_note !== null && !draft.noted.includes(statement.id) && !(statement.id in draft.answers);
  return (
    <section class="ps-event" key={statement.id}>
      <p class="ps-small ps-progress">
        <span>{say(view.show === "mean" ? "question_of" : "event_of", { number: number + 1, of })}</span>
        <progress max={of} value={number + 1} aria-label={say("progress", { number: number + 1, of })} />
      </p>
      {gated ? <Gate here={here} statement={statement} /> : <Placing here={here} statement={statement} view={view} />}
      <div class="ps-row ps-steps">
        <Press kind="plain" onPress={() => stand.back()}>{say("back")}</Press>
        {!gated && <Press kind="plain" onPress={() => stand.skip(statement)}>{say("skip")}</Press>}
        {!gated && <Press onPress={() => stand.forward()}>{say("next")}</Press>}
        {draft.at >= of && <Press kind="quiet" onPress={() => stand.go("review")}>{say("to_review")}</Press>}
      </div>
    </section>
  );
}

/** What is about to be read; one may pass it by without reading it. */
function Gate({ here, statement }: { here: Here; statement: Statement }) {
  const { stand } = here;
  const { say } = stand;
  return (
    <div class="ps-care">
      <Heading here={here}>{say("note_title")}</Heading>
      <Rich here={here} html={statement.content_note!} />
      <p class="ps-row">
        <Press kind="plain" onPress={() => stand.noted(statement.id)}>{say("note_show")}</Press>
        <Press kind="plain" onPress={() => stand.skip(statement)}>{say("skip")}</Press>
      </p>
    </div>
  );
}

function Placing({ here, statement, view }: { here: Here; statement: Statement; view: View }) {
  const { stand } = here;
  return (
    <>
      <Heading here={here}>
        {view.frame && <Rich here={here} html={view.frame} class="ps-frame" />}
        <Rich here={here} html={statement.words} class="ps-words" />
      </Heading>
      {statement.content_note && <Rich here={here} html={statement.content_note} class="ps-small" />}
      <Placer here={here} statement={statement} question={statement.id} ask={<>{view.scale.ask ?? stand.say("place")}</>} />
      {view.look_back && (
        <Placer here={here} statement={statement} question={`${statement.id}${then}`} ask={<Rich inline here={here} html={view.look_back} />} />
      )}
      {statement.follow_up && view.next && <Next here={here} statement={statement} next={view.next} />}
    </>
  );
}

interface PlacerProps { here: Here; statement: Statement; question: string; ask: preact.ComponentChildren }

function Placer({ here, statement, question, ask }: PlacerProps) {
  const { stand, id } = here;
  const { say } = stand;
  const view = stand.view!;
  const stops = stopsOf(view, statement);
  const last = stops.length - 1;
  const at = stops.findIndex((stop) => stop.id === stand.draft.answers[question]);
  const placed = at >= 0;
  const name = (part: string) => id(`${part}-${question.replace(".", "-")}`);
  const said = placed ? say("placed", { label: nameOf(stops[at]!) }) : say("not_placed");
  const take = (index: number) => stand.place(question, stops[index]!.id);
  const taken = (event: { currentTarget: HTMLInputElement }) => take(Number(event.currentTarget.value));
  const unplace = () => {
    stand.unplace(question);
    // The button goes with the place; focus stays beside it.
    here.focus(`line-${question.replace(".", "-")}`);
  };
  return (
    <div class="ps-placer" role="group" aria-labelledby={name("ask")} style={`--stops: ${stops.length}`}>
      <p class="ps-ask" id={name("ask")}>{ask}</p>
      <input
        id={name("line")}
        type="range"
        min={0}
        max={last}
        step={1}
        value={placed ? at : Math.floor(last / 2)}
        class={placed ? "" : "ps-unset"}
        aria-labelledby={name("ask")}
        aria-valuetext={placed ? nameOf(stops[at]!) : said}
        onInput={taken}
        // The middle is where the thumb stands already, so choosing it is no "input": a press or Enter takes it.
        onClick={taken}
        onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") taken(event); }}
      />
      <ol class={`ps-stops${last > 4 ? " ps-many" : ""}`}>
        {stops.map((stop, index) => (
          <li key={stop.id}>
            <button
              type="button"
              class="ps-stop"
              aria-pressed={index === at}
              onClick={() => take(index)}
            >
              <b>{stop.number}</b>{" "}{stop.label && <span class={last > 4 ? "ps-heard" : ""}>{stop.label}</span>}
            </button>
          </li>
        ))}
      </ol>
      {last > 4 && <p class="ps-ends ps-small" aria-hidden="true"><span>{stops[0]!.label}</span><span>{stops[last]!.label}</span></p>}
      <div class="ps-row ps-placed">
        <output for={name("line")} class={placed ? "ps-is-placed" : "ps-small"} aria-live="polite">{said}</output>
        <span class="ps-number">
          <label for={name("number")} class="ps-small">{say("as_number", { from: 0, to: view.scale.top })}</label>
          <input
            id={name("number")}
            type="number"
            min={0}
            max={view.scale.top}
            step={stops[1]!.number}
            inputMode="numeric"
            value={placed ? stops[at]!.number : ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              if (value === "" || Number.isNaN(Number(value))) return;
              const index = Math.min(Math.max(Math.round(Number(value) / stops[1]!.number), 0), last);
              take(index);
              event.currentTarget.value = String(stops[index]!.number);
            }}
          />
        </span>
        {placed && <Press kind="quiet" onPress={unplace}>{say("clear")}</Press>}
      </div>
    </div>
  );
}

function Next({ here, statement, next }: { here: Here; statement: Statement; next: NonNullable<View["next"]> }) {
  const { stand, id } = here;
  const ticked = stand.draft.next[statement.id] ?? [];
  return (
    <fieldset class="ps-next" aria-describedby={id("next-how")}>
      <legend>{next.ask ?? stand.say("next_group")}</legend>
      <p class="ps-small" id={id("next-how")}>{stand.say("optional")}</p>
      <div class="ps-ticks">
        {next.options.map((option) => (
          <label key={option.id}>
            <input
              type="checkbox"
              checked={ticked.includes(option.id)}
              onChange={(event) => stand.tick(statement.id, option.id, event.currentTarget.checked)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
