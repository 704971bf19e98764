// The whole conversation step by step, with the learner's own ratings and words from this browser.

import type { PlayableView, Step } from "../contracts/player";
import { ContentItems } from "./content-items";
import { hasOwnWords, OwnWordsAfter } from "./own-words";
import { pageContext } from "./page-context";
import { Exchange } from "./transcript-log";
import { RetryFromStep, StepTitle } from "./turning-points";

/** Show the learner's words and the folded transcript. */
export function TranscriptReview({ view }: { view: PlayableView }) {
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
function ReviewStep({ view, step }: { view: PlayableView; step: Step }) {
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
      <Exchange step={step} review />
      <RetryFromStep view={view} step={step.step} title={step.scene.title} quiet />
    </li>
  );
}

/** Show the first words at steps that are no turning points; turning points show theirs themselves. */
function FirstWordsList({ view }: { view: PlayableView }) {
  const { t } = pageContext();
  const turns = new Set(view.result?.turning_points.map((point) => point.step));
  const steps = view.transcript.filter(({ step }) => !turns.has(step) && hasOwnWords(step));
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
            <OwnWordsAfter kind="list" step={step} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Show what the learner wrote. */
function WrittenWords({ words }: { words: string }) {
  const { t } = pageContext();
  return (
    <div class="ps-private ps-own-words">
      <p class="ps-small">{t("wrote")}</p>
      <p class="ps-quoted" dir="auto">
        {words}
      </p>
    </div>
  );
}
