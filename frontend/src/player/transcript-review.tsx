// The whole conversation step by step, with the learner's own ratings and words from this browser.

import type { Step, View } from "../contracts/player";
import { ContentItems } from "./content-items";
import { pageContext } from "./page-context";
import { WrittenWords } from "./private-questions";
import { ActionText } from "./text";
import { Exchange } from "./transcript-log";
import { RetryFromStep, StepTitle } from "./turning-points";

/** Show the learner's words and the folded transcript. */
export function TranscriptReview({ view }: { view: View }) {
  const { t } = pageContext();
  if (!view.transcript.length) return null;
  return (
    <>
      <FirstWordsList view={view} />
      <details class="ps-more ps-transcript">
        <summary>{t("path")}</summary>
        <ol>
          {view.transcript.map((step) => (
            <ReviewStep key={step.step} view={view} step={step} />
          ))}
        </ol>
      </details>
    </>
  );
}

/** Show one step. */
function ReviewStep({ view, step }: { view: View; step: Step }) {
  const { t, notes } = pageContext();
  const entry = notes.at(view.attempt, step.step);
  return (
    <li>
      <h5 class="ps-divider">
        <StepTitle step={step.step} title={step.scene.title} />
      </h5>
      <ol class="ps-items">
        <ContentItems items={step.lines} />
      </ol>
      {entry?.felt !== undefined && <p class="ps-private ps-small">{t("felt_then", { value: entry.felt })}</p>}
      {entry?.words?.trim() && <WrittenWords words={entry.words} />}
      <Exchange step={step} />
      <RetryFromStep view={view} step={step.step} title={step.scene.title} quiet />
    </li>
  );
}

/** Show the first words at steps that are no turning points; turning points show theirs themselves. */
function FirstWordsList({ view }: { view: View }) {
  const { t, notes } = pageContext();
  const turns = new Set(view.result?.turning_points.map((point) => point.step));
  const steps = view.transcript.filter(({ step }) => !turns.has(step) && notes.at(view.attempt, step)?.words?.trim());
  if (!steps.length) return null;
  return (
    <section class="ps-private ps-turning">
      <h5>{t("own_words")}</h5>
      <ul>
        {steps.map((step) => (
          <li key={step.step} class="ps-turn">
            <h6>
              <StepTitle step={step.step} title={step.scene.title} />
            </h6>
            <dl>
              <div>
                <dt>{t("wrote")}</dt>
                <dd class="ps-quoted" dir="auto">
                  {notes.at(view.attempt, step.step)?.words}
                </dd>
              </div>
              <div>
                <dt>{t("you_chose")}</dt>
                <dd>
                  <ActionText action={step.choice} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
    </section>
  );
}
