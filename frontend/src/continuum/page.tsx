// The learner's page: introduction, statements, review and the group's results.

import type { ExerciseView, Statement, View } from "../contracts/continuum";
import { ConfirmButton } from "../ui/confirm-button";
import { Button } from "../ui/controls";
import { printElement } from "../ui/print";
import { plainText } from "../ui/text";
import { formatList } from "../ui/words";
import { type ExerciseContext, RequestProblem, RichText, StepHeading } from "./controls";
import { Caption, Distribution } from "./distribution";
import { FacilitatorView } from "./facilitator-view";
import { lookBackSuffix, scalePointName, scalePointsFor } from "./scale";
import { StatementStep } from "./statement-step";

/** Show the page. */
export function Page({ context, title }: { context: ExerciseContext; title: string }) {
  const { exercise } = context;
  const { t, view, step } = exercise;
  if (exercise.facilitator) return <FacilitatorView context={context} facilitator={exercise.facilitator} />;
  return (
    <div class="ps-page">
      <h3 class="ps-title" tabIndex={-1} id={context.id("title")}>
        {view?.title ?? title}
      </h3>
      <div role="status" class="ps-notice">
        {exercise.notice && <p>{exercise.notice}</p>}
        {exercise.announcement && <p>{exercise.announcement}</p>}
      </div>
      {!view && !exercise.problem && <p class="ps-loading">{t("loading")}</p>}
      {view && <CurrentStep context={context} view={view} step={step} />}
      <RequestProblem context={context} />
      {view?.staff && view.phase !== "unavailable" && (
        <div class="ps-staff">
          <Button
            kind="plain"
            id={context.id("wall")}
            busy={exercise.busy}
            aria-describedby={context.id("wall-hint")}
            onClick={() => void exercise.openFacilitatorView()}
          >
            {t("wall_open")}
          </Button>
          <p class="ps-small" id={context.id("wall-hint")}>
            {t("wall_hint")}
          </p>
        </div>
      )}
    </div>
  );
}

/** Show the current step. */
function CurrentStep({
  context,
  view,
  step,
}: {
  context: ExerciseContext;
  view: View;
  step: ExerciseContext["exercise"]["step"];
}) {
  if (view.phase === "unavailable")
    return (
      <ul class="ps-problems">
        {view.problems.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    );
  if (step === "done") return <Results context={context} view={view} />;
  if (step === "review") return <Review context={context} view={view} />;
  const statement = typeof step === "number" ? view.statements[step] : undefined;
  return statement ? (
    <StatementStep context={context} statement={statement} number={step as number} />
  ) : (
    <Intro context={context} view={view} />
  );
}

/** Show the introduction and what is sent. */
function Intro({ context, view }: { context: ExerciseContext; view: ExerciseView }) {
  const { exercise } = context;
  const { t } = exercise;
  const begun = exercise.hasBegun && Object.keys(exercise.draft.answers).length > 0;
  return (
    <>
      {view.intro && <RichText context={context} html={view.intro} />}
      <p class="ps-small">
        {t(view.show === "mean" ? "questions_in_all" : "events_in_all", { count: view.statements.length })}
      </p>
      <div class="ps-caution ps-promise">
        <h4>{t("promise_title")}</h4>
        {view.off ? (
          <>
            <p>{t("promise_off")}</p>
            <p>{view.off}</p>
          </>
        ) : (
          <>
            <p>{t("promise_before", { send: t("send") })}</p>
            <p>{t("promise_count")}</p>
            <p>{t("promise_credit")}</p>
            <p>{t(view.release === "facilitator" ? "promise_release" : "promise_k", { k: view.k })}</p>
            <p>{t("promise_few")}</p>
          </>
        )}
        <p>{t(exercise.storage.persists ? "kept" : "kept_not")}</p>
      </div>
      <p class="ps-row">
        <Button onClick={() => exercise.begin()}>{t(begun ? "resume" : "begin")}</Button>
      </p>
      {begun && <RemovePlaces context={context} name="forget_draft" onYes={() => exercise.deleteDraft()} />}
    </>
  );
}

/** Show a button that removes what this browser stores once the learner has confirmed it. */
function RemovePlaces({
  context,
  name,
  onYes,
}: {
  context: ExerciseContext;
  name: "forget_draft" | "mine_clear";
  onYes: () => void;
}) {
  const { exercise } = context;
  const { t } = exercise;
  const ask = (confirming: boolean) => {
    exercise.confirming = confirming;
    exercise.notify();
  };
  return (
    <ConfirmButton
      context={context}
      name={name}
      ask={t(name)}
      sure={t(`${name}_sure`)}
      yes={t("remove_now")}
      no={t("remove_not")}
      confirming={exercise.confirming}
      setConfirming={ask}
      onYes={() => {
        exercise.confirming = false;
        onYes();
      }}
    />
  );
}

/** Show all answers before they are sent. */
function Review({ context, view }: { context: ExerciseContext; view: ExerciseView }) {
  const { exercise } = context;
  const { t, draft } = exercise;
  const placed = (statement: Statement, question: string) => {
    const stop = scalePointsFor(view, statement).find(({ id }) => id === draft.answers[question]);
    return stop ? scalePointName(stop) : null;
  };
  return (
    <section class="ps-review">
      <StepHeading context={context}>{t("review_title")}</StepHeading>
      <p>{t("review_lead")}</p>
      {view.frame && <RichText context={context} html={view.frame} class="ps-frame" />}
      <ol class="ps-list">
        {view.statements.map((statement, number) => {
          const [place, before] = [
            placed(statement, statement.id),
            placed(statement, `${statement.id}${lookBackSuffix}`),
          ];
          const ticked = view.next?.options.filter(({ id }) => draft.next[statement.id]?.includes(id)) ?? [];
          return (
            <li key={statement.id}>
              <div>
                <RichText context={context} html={statement.words} />
                <p class={place ? "ps-is-placed" : "ps-small"}>
                  {place ?? t("skipped")}
                  {before ? ` · ${before}` : ""}
                </p>
                {ticked.length > 0 && <p class="ps-small">{formatList(ticked.map(({ label }) => label))}</p>}
              </div>
              <Button
                kind="quiet"
                aria-label={t("change_event", { words: plainText(statement.words) })}
                onClick={() => exercise.goTo(number)}
              >
                {t("change")}
              </Button>
            </li>
          );
        })}
      </ol>
      <SendSummary context={context} view={view} />
      <div class="ps-row ps-steps">
        <Button kind="plain" onClick={() => exercise.back()}>
          {t("back")}
        </Button>
        {view.can_submit && (
          <Button busy={exercise.busy} onClick={() => void exercise.submit()}>
            {t(exercise.busy ? "sending" : "send")}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Show what is sent and what is not, for these answers. */
function SendSummary({ context, view }: { context: ExerciseContext; view: ExerciseView }) {
  const { t, draft, storage } = context.exercise;
  const count = Object.keys(draft.answers).length;
  const ticked = Object.values(draft.next).some((names) => names.length);
  const places = count
    ? t(ticked ? "sent_places_ticked" : "sent_places", { count })
    : t(ticked ? "sent_only_ticked" : "sent_none");
  return (
    <div class="ps-caution">
      <h4>{t("sent_title")}</h4>
      <ul>
        {view.off ? (
          <li>{t("promise_off")}</li>
        ) : (
          <>
            <li>{places}</li>
            <li>{t("sent_name")}</li>
            <li>{t(storage.persists ? "sent_not" : "sent_not_gone")}</li>
          </>
        )}
      </ul>
    </div>
  );
}

interface ResultsProps {
  context: ExerciseContext;
  view: ExerciseView;
}

/** Show the group's results. */
function Results({ context, view }: ResultsProps) {
  const { t, ownPlacements } = context.exercise;
  const enough = !!view.lines?.some((line) => line.now.enough || line.then?.enough);
  return (
    <section class="ps-done">
      <StepHeading context={context}>{t("done_title")}</StepHeading>
      {!view.preview && (
        <p>
          {t("thanks")} {t(view.off ? "was_sent_off" : "was_sent")}
        </p>
      )}
      {view.off && <p>{view.off}</p>}
      {view.lines && !enough && <TooFew context={context} view={view} />}
      <ResultButtons context={context} view={view} enough={enough} />
      {ownPlacements && <OwnPlacements context={context} />}
      {enough && <ResultList context={context} view={view} />}
      <ClosingWords context={context} closing={view.closing ?? null} tagOut={view.tag_out ?? null} />
    </section>
  );
}

/** Say that too few have answered for a result to be shown. */
function TooFew({ context, view }: ResultsProps) {
  const { t } = context.exercise;
  return (
    <div class="ps-caution">
      <p>{t(view.release === "facilitator" ? "too_few_release" : "too_few_all", { k: view.k, again: t("refresh") })}</p>
      <p>{t("too_few_small", { k: view.k })}</p>
    </div>
  );
}

/** Show the buttons to look again and to print. */
function ResultButtons({ context, view, enough }: ResultsProps & { enough: boolean }) {
  const { exercise, shell } = context;
  const { t } = exercise;
  return (
    <div class="ps-row">
      {view.lines && !view.preview && (
        <Button kind="plain" busy={exercise.busy} onClick={() => void exercise.refresh()}>
          {t("refresh")}
        </Button>
      )}
      {enough && (
        <Button kind="plain" onClick={() => printElement(shell)}>
          {t("print")}
        </Button>
      )}
    </div>
  );
}

/** Say that this browser knows which placements are the learner's, and offer to delete them. */
function OwnPlacements({ context }: { context: ExerciseContext }) {
  const { exercise } = context;
  const clear = () => {
    exercise.deleteOwnPlacements();
    context.focus("now");
  };
  return (
    <div class="ps-small">
      <p>{exercise.t("mine_here")}</p>
      <RemovePlaces context={context} name="mine_clear" onYes={clear} />
    </div>
  );
}

/** Show the group's placements, statement by statement. */
function ResultList({ context, view }: ResultsProps) {
  const { exercise } = context;
  const { t, ownPlacements } = exercise;
  return (
    <>
      <p>
        <Caption context={context} /> {!view.preview && <span class="ps-small">{t("not_yet", { k: view.k })}</span>}
      </p>
      {view.frame && <RichText context={context} html={view.frame} class="ps-frame" />}
      <ol class="ps-results">
        {view.statements.map((statement) => (
          <li key={statement.id}>
            <RichText context={context} html={statement.words} class="ps-words" />
            <Distribution
              context={context}
              statement={statement}
              line={exercise.resultOf(statement.id, view.lines)}
              mine={ownPlacements}
              captioned={false}
            />
          </li>
        ))}
      </ol>
      {view.since && <p class="ps-small">{t("moved_nobody")}</p>}
    </>
  );
}

/** Show the closing text and the closing exercise. */
export function ClosingWords({
  context,
  closing,
  tagOut,
}: {
  context: ExerciseContext;
  closing: string | null;
  tagOut: string | null;
}) {
  return (
    <>
      {closing && <RichText context={context} html={closing} class="ps-closing" />}
      {tagOut && (
        <div class="ps-tag-out">
          <h4>{context.exercise.t("tag_out_title")}</h4>
          <RichText context={context} html={tagOut} />
        </div>
      )}
    </>
  );
}
