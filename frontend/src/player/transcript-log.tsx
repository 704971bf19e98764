// The talk so far. It stands in the page, empty, before the first word.
//
// After a choice focus moves to the new scene's heading, so the log keeps aria-live="off": speaking it as well would
// say everything twice, and the scene just left would be read out again as it moves up into the log. What the
// other person answered is not lost to ears: the new heading is described by those replies (see `repliesId`).

import type { Step } from "../contracts/player";
import { Beats } from "./content-items";
import { Deed, Rich, langOf } from "./text";
import { here } from "./page-context";

type Id = (name: string) => string;

const repliesId = (id: Id, step: Step, index: number) => id(`reply-${step.step}-${index}`);

/** What the next heading is described by: a notice, if there is one, and what the other person answered last. */
export function described(id: Id, transcript: Step[]): string {
  const last = transcript[transcript.length - 1];
  return [id("notice"), ...(last?.replies.map((_, index) => repliesId(id, last, index)) ?? [])].join(" ");
}

export function Log({ transcript, hidden = false }: { transcript: Step[]; hidden?: boolean }) {
  const { say, id } = here();
  return (
    <div class="ps-log" hidden={hidden}>
      <h4 class="ps-heard" id={id("log")}>{say("log")}</h4>
      <div role="log" aria-live="off" aria-labelledby={id("log")}>
        {transcript.length > 0 && (
          <ol class="ps-steps">
            {transcript.map((step, index) => (
              <li key={step.step} id={index === transcript.length - 1 ? id("last") : id(`step-${step.step}`)}>
                <SceneTitle title={step.scene.title} />
                <ol class="ps-beats"><Beats beats={step.lines} /></ol>
                <Exchange step={step} named />
              </li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

function SceneTitle({ title }: { title: string }) {
  return <h5 class="ps-past" {...langOf()}>{title}</h5>;
}

interface ExchangeProps {
  step: Step;
  /** Gives the replies their ids; once per page and step. */
  named?: boolean;
}

/** What I did, what came back, and what that was worth. */
export function Exchange({ step, named = false }: ExchangeProps) {
  const { say, id } = here();
  const { feedback } = step;
  return (
    <ol class="ps-beats ps-exchange">
      <li class="ps-me">
        <div class="ps-bubble">
          <p class="ps-who">{say("you")}</p>
          <Deed deed={step.choice} />
        </div>
      </li>
      <Beats beats={step.replies} idOf={named ? (index) => repliesId(id, step, index) : undefined} />
      {feedback && (feedback.effect || feedback.why || feedback.instead) && (
        <li class="ps-feedback">
          <dl>
            <Part label={say("effect")} html={feedback.effect} />
            <Part label={say("why")} html={feedback.why} />
            <Part label={say("instead")} html={feedback.instead} />
          </dl>
        </li>
      )}
    </ol>
  );
}

function Part({ label, html }: { label: string; html: string | null }) {
  return html ? <div><dt>{label}</dt><dd><Rich html={html} /></dd></div> : null;
}

