// The whole talk once more, step by step, with what was felt and written on the way woven in from this browser.

import type { Step, View } from "../contracts/player";
import { Beats } from "./content-items";
import { Exchange } from "./transcript-log";
import { Wrote } from "./private-questions";
import { here } from "./page-context";
import { Deed } from "./text";
import { Again, StepName } from "./turning-points";

export function Path({ view }: { view: View }) {
  const { say } = here();
  if (!view.transcript.length) return null;
  return (
    <>
      <OwnWords view={view} />
      <details class="ps-more ps-path">
        <summary>{say("path")}</summary>
        <ol>{view.transcript.map((step) => <PathStep key={step.step} view={view} step={step} />)}</ol>
      </details>
    </>
  );
}

function PathStep({ view, step }: { view: View; step: Step }) {
  const { say, diary } = here();
  const entry = diary.at(view.attempt, step.step);
  return (
    <li>
      <h5 class="ps-past"><StepName step={step.step} title={step.scene.title} /></h5>
      <ol class="ps-beats"><Beats beats={step.lines} /></ol>
      {entry?.felt !== undefined && <p class="ps-private ps-small">{say("felt_then", { value: entry.felt })}</p>}
      {entry?.words?.trim() && <Wrote words={entry.words} />}
      <Exchange step={step} />
      <Again view={view} step={step.step} title={step.scene.title} quiet />
    </li>
  );
}

/** First words at steps that are no turning points; those carry theirs themselves. */
function OwnWords({ view }: { view: View }) {
  const { say, diary } = here();
  const turns = new Set(view.result?.turning_points.map((point) => point.step));
  const steps = view.transcript.filter(({ step }) => !turns.has(step) && diary.at(view.attempt, step)?.words?.trim());
  if (!steps.length) return null;
  return (
    <section class="ps-private ps-turning">
      <h5>{say("own_words")}</h5>
      <ul>
        {steps.map((step) => (
          <li key={step.step} class="ps-turn">
            <h6><StepName step={step.step} title={step.scene.title} /></h6>
            <dl>
              <div><dt>{say("wrote")}</dt><dd class="ps-quoted" dir="auto">{diary.at(view.attempt, step.step)?.words}</dd></div>
              <div><dt>{say("you_chose")}</dt><dd><Deed deed={step.choice} /></dd></div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
