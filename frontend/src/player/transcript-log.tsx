// The conversation so far.
//
// After a choice the focus moves to the new scene's heading, so the log has aria-live="off": otherwise screen readers
// would read everything twice. They still get the other person's reaction: the new heading is described by it (see
// `repliesId`).

import type { Step } from "../contracts/player";
import { ContentItems } from "./content-items";
import { pageContext } from "./page-context";
import { ActionText, langAttributes, RichText } from "./text";

type MakeId = (name: string) => string;

/** Return the DOM id of a reply. */
const repliesId = (id: MakeId, step: Step, index: number) => id(`reply-${step.step}-${index}`);

/** Return the ids that describe the current heading: the notice and the replies of the last step. */
export function headingDescription(id: MakeId, transcript: Step[]): string {
  const last = transcript[transcript.length - 1];
  return [id("notice"), ...(last?.replies.map((_, index) => repliesId(id, last, index)) ?? [])].join(" ");
}

/** Show all finished steps. The element is in the page, empty, before the first step. */
export function TranscriptLog({ transcript, hidden = false }: { transcript: Step[]; hidden?: boolean }) {
  const { t, id } = pageContext();
  return (
    <div class="ps-log" hidden={hidden}>
      <h4 class="ps-heard" id={id("log")}>
        {t("log")}
      </h4>
      <div role="log" aria-live="off" aria-labelledby={id("log")}>
        {transcript.length > 0 && (
          <ol class="ps-steps">
            {transcript.map((step, index) => (
              <li key={step.step} id={index === transcript.length - 1 ? id("last") : id(`step-${step.step}`)}>
                <SceneTitle title={step.scene.title} />
                <ol class="ps-items">
                  <ContentItems items={step.lines} />
                </ol>
                <Exchange step={step} named />
              </li>
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

/** Show a scene's title. */
function SceneTitle({ title }: { title: string }) {
  return (
    <h5 class="ps-divider" {...langAttributes()}>
      {title}
    </h5>
  );
}

interface ExchangeProps {
  step: Step;
  /** Whether the replies get DOM ids; once per page and step. */
  named?: boolean;
}

/** Show the learner's action, the reaction and the feedback. */
export function Exchange({ step, named = false }: ExchangeProps) {
  const { t, id } = pageContext();
  const { feedback } = step;
  return (
    <ol class="ps-items ps-exchange">
      <li class="ps-self">
        <div class="ps-bubble">
          <p class="ps-speaker">{t("you")}</p>
          <ActionText action={step.choice} />
        </div>
      </li>
      <ContentItems items={step.replies} idOf={named ? (index) => repliesId(id, step, index) : undefined} />
      {feedback && (feedback.effect || feedback.why || feedback.instead) && (
        <li class="ps-feedback">
          <dl>
            <FeedbackPart label={t("effect")} html={feedback.effect} />
            <FeedbackPart label={t("why")} html={feedback.why} />
            <FeedbackPart label={t("instead")} html={feedback.instead} />
          </dl>
        </li>
      )}
    </ol>
  );
}

/** Show one part of the feedback. */
function FeedbackPart({ label, html }: { label: string; html: string | null }) {
  return html ? (
    <div>
      <dt>{label}</dt>
      <dd>
        <RichText html={html} />
      </dd>
    </div>
  ) : null;
}
