// Where the talk turned: what was done, what would have been stronger, and the way back to try it.

import type { TurningPoint, View } from "../contracts/player";
import { Press } from "./notices";
import { here } from "./page-context";
import { Deed, Heard, Rich, langOf } from "./text";

export function Turning({ view, points }: { view: View; points: TurningPoint[] }) {
  const { say, diary } = here();
  if (!points.length) return null;
  return (
    <section class="ps-turning">
      <h5>{say("turning")}</h5>
      <ul>
        {points.map((point) => (
          <Turn key={point.step} view={view} point={point} words={diary.at(view.attempt, point.step)?.words} />
        ))}
      </ul>
    </section>
  );
}

function Turn({ view, point, words }: { view: View; point: TurningPoint; words: string | undefined }) {
  const { say } = here();
  const strong = point.strength === "strong";
  return (
    <li class={strong ? "ps-turn ps-turn-strong" : "ps-turn"}>
      <h6><StepName step={point.step} title={point.title} /></h6>
      {strong && <p class="ps-small">{say("turn_good")}</p>}
      <dl>
        {words?.trim() && <div class="ps-private"><dt>{say("wrote")}</dt><dd class="ps-quoted" dir="auto">{words}</dd></div>}
        <div><dt>{say("you_chose")}</dt><dd><Deed deed={point.said} /></dd></div>
        {point.stronger && <div class="ps-better"><dt>{say("stronger")}</dt><dd><Deed deed={point.stronger} /></dd></div>}
        {point.why && <div><dt>{say("turn_why")}</dt><dd><Rich html={point.why} /></dd></div>}
      </dl>
      <Again view={view} step={point.step} title={point.title} />
    </li>
  );
}

export function StepName({ step, title }: { step: number; title: string }) {
  const { say } = here();
  return <><span class="ps-small">{say("step_number", { number: step + 1 })}</span> <span {...langOf()}>{title}</span></>;
}

/** Back to a decision. Each button says to the ear which one it leads to. */
export function Again({ view, step, title, quiet = false }: { view: View; step: number; title: string; quiet?: boolean }) {
  const { say, play } = here();
  if (!view.can.rewind) return null;
  return (
    <p class="ps-row ps-unprinted">
      <Press kind={quiet ? "quiet" : "plain"} onPress={() => play.rewind(step)}>
        {say("turn_again")}<Heard>: {title}</Heard>
      </Press>
      {!quiet && <span class="ps-small">{say(view.retry === "graded" ? "turn_note_graded" : "turn_note")}</span>}
    </p>
  );
}
