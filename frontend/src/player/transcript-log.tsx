// The conversation so far.
//
// After a choice the focus moves to the learner's own words, so the log has aria-live="off": otherwise screen readers
// would read everything twice. The focused words are described by what follows them on the page, in the same order: the
// reaction, the feedback, the new heading (see `describedBy`).

import type { Feedback, Step } from "../contracts/player";
import { ContentItems } from "./content-items";
import { OwnWordsAfter } from "./own-words";
import { pageContext } from "./page-context";
import { Stage } from "./stage";
import { ActionText, langAttributes, RichText } from "./text";

type MakeId = (name: string) => string;

/** Return the DOM id of a reply of the last step. */
const replyId = (id: MakeId, index: number) => id(`reply-${index}`);

/** Return the ids of what follows the learner's last words, in the order of the page. */
function describedBy(id: MakeId, { replies }: Step): string {
  return [
    ...replies.map((_, index) => replyId(id, index)),
    id("feedback"),
    id("compared"),
    id("now"),
    id("notice"),
  ].join(" ");
}

/**
 * Show all finished steps. After coming back, they are folded and only the last reaction is shown, so that the page begins at
 * the place. The element is in the page, empty, before the first step.
 */
export function TranscriptLog({ transcript, hidden = false }: { transcript: Step[]; hidden?: boolean }) {
  const { t, id, play, resumed } = pageContext();
  const { view } = play;
  const isBack = resumed !== null && resumed.attempt === view?.attempt;
  const folded = isBack ? transcript.slice(0, resumed.step) : [];
  const recent = transcript.slice(folded.length);
  const last = recent.length ? undefined : folded[folded.length - 1];
  return (
    <div class="ps-log" hidden={hidden}>
      {isBack && last && <p class="ps-back">{t("resumed", { number: resumed.step + 1, scene: view?.scene?.title })}</p>}
      <h4 class="ps-heard" id={id("log")}>
        {t("log")}
      </h4>
      <div role="log" aria-live="off" aria-labelledby={id("log")}>
        {folded.length > 0 && (
          <details class="ps-more">
            <summary>{t("earlier", { count: folded.length })}</summary>
            <Steps steps={folded} />
          </details>
        )}
        {last && view?.scene && (
          <>
            <Stage view={view} />
            <ol class="ps-items">
              <ContentItems items={last.replies} />
            </ol>
          </>
        )}
        {recent.length > 0 && <Steps steps={recent} current />}
      </div>
    </div>
  );
}

/** Show finished steps; with `current`, the last of them is the conversation's last. */
function Steps({ steps, current = false }: { steps: Step[]; current?: boolean }) {
  return (
    <ol class="ps-steps">
      {steps.map((step, index) => (
        <li key={step.step}>
          <SceneTitle title={step.scene.title} />
          <ol class="ps-items">
            <ContentItems items={step.lines} />
          </ol>
          <Exchange step={step} last={current && index === steps.length - 1} />
        </li>
      ))}
    </ol>
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
  /** Whether this is the last exchange, which gets the focus; once per page. */
  last?: boolean;
  /** Whether feedback is shown in full, whatever the author wishes during the conversation. */
  review?: boolean;
}

/** Show the learner's action, the reaction and the feedback. */
export function Exchange({ step, last = false, review = false }: ExchangeProps) {
  const { t, id, play } = pageContext();
  const { view } = play;
  const { feedback } = step;
  const focusable = last && {
    id: id("mine"),
    role: "group" as const,
    tabIndex: -1,
    "aria-labelledby": id("mine"),
    "aria-describedby": describedBy(id, step),
  };
  return (
    <ol class={`ps-items ps-exchange${last ? " ps-now" : ""}`}>
      <li class="ps-self">
        <div class="ps-bubble" {...focusable}>
          <p class="ps-speaker">{t("you")}</p>
          <ActionText action={step.choice} />
        </div>
      </li>
      {last && view?.phase === "scene" && (
        <li class="ps-staged">
          <Stage view={view} />
        </li>
      )}
      <ContentItems items={step.replies} idOf={last ? (index) => replyId(id, index) : undefined} />
      {feedback && (feedback.effect || feedback.why || feedback.instead) && (
        <li class="ps-feedback" id={last ? id("feedback") : undefined}>
          <FeedbackText feedback={feedback} folded={!review && view?.feedback === "one-line"} />
        </li>
      )}
      {last && view?.phase === "scene" && step.compare && (
        <li class="ps-private">
          <OwnWordsAfter kind="after" step={step} />
        </li>
      )}
    </ol>
  );
}

/** Show feedback: in full, or as one line that unfolds. */
function FeedbackText({ feedback, folded }: { feedback: Feedback; folded: boolean }) {
  const { t } = pageContext();
  const parts = (
    <dl>
      <FeedbackPart label={t("effect")} html={feedback.effect} />
      <FeedbackPart label={t("why")} html={feedback.why} />
      <FeedbackPart label={t("instead")} html={feedback.instead} />
    </dl>
  );
  return folded ? (
    <details class="ps-more">
      <summary>{t("effect")}</summary>
      {parts}
    </details>
  ) : (
    parts
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
