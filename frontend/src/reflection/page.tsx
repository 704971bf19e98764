// The reflection page.

import { useState } from "preact/hooks";
import type { Prompt, View } from "../contracts/reflection";
import { ConfirmButton } from "../ui/confirm-button";
import { FailureNotice } from "../ui/notices";
import { RichText } from "../ui/text";
import { withRemovedQuestions } from "./answer-context";
import { AnswerField } from "./answer-field";
import { AnswerActions } from "./download-answers";
import { differsFromServer, type ReflectionController } from "./reflection-controller";
import { ShareAnswer } from "./share-answer";
import { SharedAnswersList } from "./shared-answers-list";

/** Show the page. */
export function Page({ controller, title }: { controller: ReflectionController; title: string }) {
  const { t, view, announcement, failure } = controller;
  return (
    <div class="ps-page">
      <h3 class="ps-title" id={controller.id("title")} tabIndex={-1} lang={view?.lang ?? undefined} dir="auto">
        {view?.title ?? title}
      </h3>
      {!view && !failure && <p class="ps-loading">{t("loading")}</p>}
      {view?.phase === "unavailable" && <Unavailable controller={controller} view={view} />}
      {view?.phase === "open" && <Questions controller={controller} view={view} />}
      {(!view || view.phase === "unavailable") && <RequestProblem controller={controller} />}
      <div class="ps-heard" role="status">
        {announcement}
      </div>
    </div>
  );
}

/** Show why the questions can't be shown. */
function Unavailable({ controller, view }: { controller: ReflectionController; view: View }) {
  return (
    <section class="ps-problems">
      {view.staff && <h4>{controller.t("problems")}</h4>}
      <ul>
        {view.problems.map((problem, index) => (
          <li key={index}>{problem}</li>
        ))}
      </ul>
    </section>
  );
}

/** Render the alert about the last failed request. */
function RequestProblem({ controller }: { controller: ReflectionController }) {
  const { failure, t, id } = controller;
  return (
    <FailureNotice id={id("trouble")} message={failure?.message} label={t("try_again")} onClick={failure?.retry} />
  );
}

/** Show all questions and actions. */
function Questions({ controller, view }: { controller: ReflectionController; view: View }) {
  return (
    <>
      {view.intro && <RichText html={view.intro} lang={view.lang} class="ps-intro" />}
      <AudienceNotice controller={controller} view={view} />
      <ol class="ps-prompts">
        {view.prompts.map((prompt, index) => (
          <QuestionItem key={prompt.id} controller={controller} view={view} prompt={prompt} index={index} />
        ))}
        {withRemovedQuestions(controller.answers, view.prompts)
          .slice(view.prompts.length)
          .map((left) => (
            <li class="ps-prompt" key={left.id}>
              <h4>
                <span class="ps-small ps-number">{controller.t("no_longer_asked")}</span>
                <RichText html={left.words} lang={null} id={controller.id(`question-${left.id}`)} />
              </h4>
              <AnswerField context={controller} question={left} describedBy={controller.id("promise")} />
            </li>
          ))}
      </ol>
      <RemovedSharedAnswers controller={controller} view={view} />
      <Finish controller={controller} view={view} />
      {view.closing && <RichText html={view.closing} lang={view.lang} class="ps-closing" />}
      <AnswerActions
        context={controller}
        title={view.title}
        questions={withRemovedQuestions(controller.answers, view.prompts)}
      />
      <ServerCopy controller={controller} view={view} />
      {view.staff && <SharedAnswersList controller={controller} />}
    </>
  );
}

/** Say who can read the answers, before anything can be typed. */
function AudienceNotice({ controller, view }: { controller: ReflectionController; view: View }) {
  const { t, answers } = controller;
  const gone = answers.persists ? "" : "_gone";
  const promise =
    view.keep === "learner"
      ? t(`who_learner${gone}` as const, { button: t("finish_learner") })
      : t(view.share ? (`who_browser_shared${gone}` as const) : (`who_browser${gone}` as const));
  return (
    <section class="ps-audience" aria-labelledby={controller.id("who")}>
      <h4 id={controller.id("who")}>{t("who")}</h4>
      <p id={controller.id("promise")}>
        <b>{promise}</b>
        {view.keep === "learner" && <> {t("who_mine")}</>}
      </p>
      {view.share && <p>{t("who_share")}</p>}
      {view.share_off && <p>{view.share_off}</p>}
      <p>
        {t("leave_out")}
        {answers.persists && <> {t("shared_computer")}</>}
      </p>
      <div class="ps-monitoring-notice" id={controller.id("monitoring-notice")}>
        <RichText html={view.monitoring_notice} lang={null} />
        {view.reporting && <RichText html={view.reporting} lang={null} />}
        <RichText html={view.support} lang={null} />
      </div>
    </section>
  );
}

interface QuestionItemProps {
  controller: ReflectionController;
  view: View;
  prompt: Prompt;
  index: number;
}

/** Show one question. */
function QuestionItem({ controller, view, prompt, index }: QuestionItemProps) {
  const { t, answers, id } = controller;
  const own = (name: string) => id(`${name}-${prompt.id}`);
  const mine = answers.answerAt(prompt.id).mine === true;
  return (
    <li class="ps-prompt">
      <h4>
        {view.prompts.length > 1 && (
          <span class="ps-small ps-number">{t("question", { number: index + 1, of: view.prompts.length })}</span>
        )}
        <RichText html={prompt.words} lang={view.lang} id={own("question")} />
      </h4>
      <AnswerField context={controller} question={prompt} describedBy={`${id("promise")} ${own("mine-note")}`} />
      <div role="alert">
        {controller.blocked?.at === prompt.id && <p class="ps-blocked">{controller.blocked.words}</p>}
      </div>
      <p class="ps-row ps-keep-private ps-unprinted">
        <input
          type="checkbox"
          id={own("mine")}
          checked={mine}
          aria-describedby={own("mine-note")}
          onChange={(event) => {
            answers.setAnswer(prompt.id, { mine: event.currentTarget.checked });
            controller.render();
          }}
        />
        <label for={own("mine")}>{t("mine")}</label>
        <span class="ps-small" id={own("mine-note")}>
          {mine && t(view.keep === "learner" ? "mine_not_sent" : "mine_note")}
        </span>
      </p>
      <ShareAnswer controller={controller} view={view} id={prompt.id} mine={mine} />
      {prompt.examples.length > 0 && (
        <details class="ps-more ps-examples ps-unprinted">
          <summary>{t("examples")}</summary>
          <ul>
            {prompt.examples.map((example, at) => (
              <li key={at}>
                <RichText html={example} lang={view.lang} />
              </li>
            ))}
          </ul>
          <p class="ps-small">{t("examples_note")}</p>
        </details>
      )}
    </li>
  );
}

/** Show shared answers to removed questions, so that they can be withdrawn. */
function RemovedSharedAnswers({ controller, view }: { controller: ReflectionController; view: View }) {
  const left = Object.entries(view.shared).filter(([id]) => !view.prompts.some((prompt) => prompt.id === id));
  if (!left.length) return null;
  return (
    <section class="ps-unprinted">
      <p>{controller.t("shared_elsewhere")}</p>
      {left.map(([id, words]) => (
        <div class="ps-shared" key={id} id={controller.id(`sharing-${id}`)} tabIndex={-1}>
          <p class="ps-quote" dir="auto">
            {words}
          </p>
          <p>
            <button type="button" class="ps-button ps-plain" onClick={() => controller.withdraw(id)}>
              {controller.t("withdraw")}
            </button>
          </p>
        </div>
      ))}
    </section>
  );
}

/** Show the button that records participation. */
function Finish({ controller, view }: { controller: ReflectionController; view: View }) {
  const { t, id } = controller;
  const learner = view.keep === "learner";
  const again = view.took_part && differsFromServer(controller, view);
  return (
    <section class="ps-finish ps-unprinted">
      {/* The element is always present, for screen readers. */}
      <div role="status" id={id("done")} tabIndex={-1}>
        {view.took_part && (
          <p class="ps-done">
            <b>{t("finished")}</b> {t(learner ? "finished_learner" : "finished_browser")} {again && t("changed")}
          </p>
        )}
        {view.notice && <p class="ps-notice">{view.notice}</p>}
      </div>
      <RequestProblem controller={controller} />
      {view.can_finish && (!view.took_part || again) && (
        <>
          <p>
            <button
              type="button"
              class="ps-button"
              aria-disabled={controller.busy || undefined}
              onClick={() => controller.finish()}
              aria-describedby={id("finish-note")}
            >
              {t(again ? "send_again" : learner ? "finish_learner" : "finish_browser")}
            </button>
          </p>
          {!view.took_part && (
            <p class="ps-small" id={id("finish-note")}>
              {t("finish_note")}
            </p>
          )}
        </>
      )}
    </section>
  );
}

/** Offer to delete the answers on the server, also after the author has switched off keeping them. */
function ServerCopy({ controller, view }: { controller: ReflectionController; view: View }) {
  const { t } = controller;
  const [confirming, setConfirming] = useState(false);
  if (!Object.keys(view.kept).length) return null;
  return (
    <section class="ps-kept ps-unprinted">
      {view.keep !== "learner" && <p>{t("kept_still")}</p>}
      <ConfirmButton
        context={controller}
        name="forget"
        ask={t("forget")}
        sure={t(controller.answers.persists ? "forget_sure" : "forget_sure_gone")}
        yes={t("forget_now")}
        no={t("clear_not")}
        confirming={confirming}
        setConfirming={setConfirming}
        onYes={() => controller.forget(() => setConfirming(false))}
      />
    </section>
  );
}
