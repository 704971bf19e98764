// The turning points: what the learner did, what would have been stronger, and a button to try again.

import type { PlayableView, TurningPoint } from "../contracts/player";
import { Button } from "../ui/controls";
import { VisuallyHidden } from "../ui/text";
import { OwnWordsAfter } from "./own-words";
import { pageContext } from "./page-context";
import { ActionText, langAttributes, RichText } from "./text";

/** Show all turning points. */
export function TurningPoints({ view, points }: { view: PlayableView; points: TurningPoint[] }) {
  const { t, notes } = pageContext();
  if (!points.length) return null;
  return (
    <section class="ps-turning">
      <h5>{t("turning")}</h5>
      <ul>
        {points.map((point) => (
          <TurningPointItem
            key={point.step}
            view={view}
            point={point}
            words={notes.at(view.attempt, point.step)?.words}
          />
        ))}
      </ul>
    </section>
  );
}

/** Show one turning point. */
function TurningPointItem({
  view,
  point,
  words,
}: {
  view: PlayableView;
  point: TurningPoint;
  words: string | undefined;
}) {
  const { t } = pageContext();
  const strong = point.strength === "strong";
  return (
    <li class={strong ? "ps-turn ps-turn-strong" : "ps-turn"}>
      <h6>
        <StepTitle step={point.step} title={point.title} />
      </h6>
      {strong && <p class="ps-small">{t("turn_good")}</p>}
      <dl>
        {words?.trim() && (
          <div class="ps-private">
            <dt>{t("wrote")}</dt>
            <dd class="ps-quoted" dir="auto">
              {words}
            </dd>
          </div>
        )}
        <div>
          <dt>{t("you_chose")}</dt>
          <dd>
            <ActionText action={point.said} />
          </dd>
        </div>
        {point.stronger && (
          <div class="ps-better">
            <dt>{t("stronger")}</dt>
            <dd>
              <ActionText action={point.stronger} />
            </dd>
          </div>
        )}
        {point.why && (
          <div>
            <dt>{t("turn_why")}</dt>
            <dd>
              <RichText html={point.why} />
            </dd>
          </div>
        )}
      </dl>
      <OwnWordsAfter kind="turn" step={view.transcript.find(({ step }) => step === point.step)} />
      <RetryFromStep view={view} step={point.step} title={point.title} />
    </li>
  );
}

/** Show a step's number and title. */
export function StepTitle({ step, title }: { step: number; title: string }) {
  const { t } = pageContext();
  return (
    <>
      <span class="ps-small">{t("step_number", { number: step + 1 })}</span> <span {...langAttributes()}>{title}</span>
    </>
  );
}

/** Show the button that begins a run from this step. Its accessible name includes the step. */
export function RetryFromStep({
  view,
  step,
  title,
  quiet = false,
}: {
  view: PlayableView;
  step: number;
  title: string;
  quiet?: boolean;
}) {
  const { t, play } = pageContext();
  if (!view.can.rewind) return null;
  return (
    <p class="ps-row ps-unprinted">
      <Button kind={quiet ? "quiet" : "plain"} busy={play.busy} onClick={() => play.rewind(step)}>
        <span aria-hidden="true">{t("turn_again")}</span>
        <VisuallyHidden>{t("turn_again_at", { scene: title })}</VisuallyHidden>
      </Button>
      {!quiet && <span class="ps-small">{t(view.retry === "graded" ? "turn_note_graded" : "turn_note")}</span>}
    </p>
  );
}
