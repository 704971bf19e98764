// The talk so far. It stands in the page, empty, before the first word.
//
// After a choice focus moves to the new scene's heading, so the log keeps aria-live="off": speaking it as well would
// say everything twice, and the scene just left would be read out again as it moves up into the log. What the
// other person answered is not lost to ears: the new heading is described by those replies (see `repliesId`).

import type { Step } from "../contracts/player";
import { ContentItems } from "./content-items";
import { ActionText, RichText, langAttributes } from "./text";
import { pageContext } from "./page-context";

type MakeId = (name: string) => string;

const repliesId = (id: MakeId, step: Step, index: number) => id(`reply-${step.step}-${index}`);

/** What the next heading is described by: a notice, if there is one, and what the other person answered last. */
export function headingDescription(id: MakeId, transcript: Step[]): string {
  const last = transcript[transcript.length - 1];
  return [id("notice"), ...(last?.replies.map((_, index) => repliesId(id, last, index)) ?? [])].join(" ");
}

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
                <ol class="ps-beats">
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

function SceneTitle({ title }: { title: string }) {
  return (
    <h5 class="ps-past" {...langAttributes()}>
      {title}
    </h5>
  );
}

interface ExchangeProps {
  step: Step;
  /** Gives the replies their ids; once per page and step. */
  named?: boolean;
}

/** What I did, what came back, and what that was worth. */
export function Exchange({ step, named = false }: ExchangeProps) {
  const { t, id } = pageContext();
  const { feedback } = step;
  return (
    <ol class="ps-beats ps-exchange">
      <li class="ps-me">
        <div class="ps-bubble">
          <p class="ps-who">{t("you")}</p>
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
