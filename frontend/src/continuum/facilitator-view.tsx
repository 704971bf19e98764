// The facilitator's view for a screen in the room: the group's results in large type, and questions to ask.

import { Component, type ComponentChildren } from "preact";
import type { ExerciseView, FacilitatorData, Join, Statement } from "../contracts/continuum";
import { ConfirmButton } from "../ui/confirm-button";
import { Button } from "../ui/controls";
import { printElement } from "../ui/print";
import { type ExerciseContext, RequestProblem, RichText, StepHeading } from "./controls";
import { Distribution } from "./distribution";
import { type ExerciseController, joinPage } from "./exercise-controller";
import { ClosingWords } from "./page";

type FacilitatorState = NonNullable<ExerciseController["facilitator"]>;

interface FacilitatorProps {
  context: ExerciseContext;
  facilitator: FacilitatorState;
}

/** Show the facilitator's view: the current page, what turns pages, and what is printed. */
export function FacilitatorView({ context, facilitator }: FacilitatorProps) {
  const { exercise } = context;
  const { t } = exercise;
  return (
    <PageKeys exercise={exercise}>
      <div class="ps-facilitator-page">
        <CurrentPage context={context} facilitator={facilitator} />
        {exercise.problem && <RequestProblem context={context} />}
        <PageButtons context={context} facilitator={facilitator} />
        <FacilitatorTools context={context} facilitator={facilitator} />
        <p class="ps-small">
          {t("wall_hint")} <span role="status">{facilitator.fullRefused && t("wall_full_refused")}</span>
        </p>
      </div>
      <PrintVersion context={context} view={exercise.content!} words={facilitator.words} />
    </PageKeys>
  );
}

/** Show the current page: where to join, a statement, or the end. */
function CurrentPage({ context, facilitator }: FacilitatorProps) {
  const view = context.exercise.content!;
  const { at, words } = facilitator;
  const statement = view.statements[at];
  if (at === joinPage && words.join) return <JoinPage context={context} join={words.join} />;
  if (statement) return <StatementPage context={context} facilitator={facilitator} view={view} statement={statement} />;
  return (
    <div class="ps-facilitator-end">
      <StepHeading context={context} level={3}>
        {view.title}
      </StepHeading>
      <ClosingWords context={context} closing={words.closing} tagOut={words.tag_out} />
      <RoundChange context={context} facilitator={facilitator} />
    </div>
  );
}

/** Show which page it is, and the buttons to turn it. */
function PageButtons({ context, facilitator: { at, words } }: FacilitatorProps) {
  const { exercise } = context;
  const { t } = exercise;
  const { statements, show } = exercise.content!;
  const of = statements.length;
  const isStatement = at in statements;
  const place = isStatement ? t(show === "mean" ? "question_of" : "event_of", { number: at + 1, of }) : t("wall_end");
  return (
    <div class="ps-row ps-page-buttons">
      <Button kind="plain" busy={at === (words.join ? joinPage : 0)} onClick={() => exercise.turnPage(-1)}>
        {t("wall_back")}
      </Button>
      <span class="ps-small">{at === joinPage ? t("wall_join") : place}</span>
      {isStatement || at === joinPage ? (
        <Button onClick={() => exercise.turnPage(1)}>{t(at + 1 < of ? "wall_next" : "wall_end")}</Button>
      ) : (
        <span />
      )}
    </div>
  );
}

/** Show the buttons to leave, to fill the screen and to print. */
function FacilitatorTools({ context, facilitator }: FacilitatorProps) {
  const { exercise, shell } = context;
  const { t } = exercise;
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    exercise.closeFacilitatorView();
  };
  return (
    <div class="ps-row ps-tools">
      <Button kind="quiet" onClick={leave}>
        {t("wall_close")}
      </Button>
      <Button kind="quiet" onClick={() => void toggleFullScreen(context, facilitator)}>
        {t("wall_full")}
      </Button>
      <Button kind="quiet" onClick={() => printElement(shell)}>
        {t("print")}
      </Button>
      <span class="ps-small">
        {t("wall_keys")} {resultNote(exercise, facilitator)}
      </span>
    </div>
  );
}

/** Show where to join: a QR code as large as the screen allows, and the address. */
function JoinPage({ context, join }: { context: ExerciseContext; join: Join }) {
  const { t } = context.exercise;
  const { code, address } = join;
  return (
    <div class="ps-join">
      <StepHeading context={context} level={3}>
        {t("wall_join")}
      </StepHeading>
      {code && (
        <svg
          class="ps-join-code"
          viewBox={`0 0 ${code.size} ${code.size}`}
          role="img"
          aria-label={t("wall_join_code")}
          shape-rendering="crispEdges"
        >
          <rect width={code.size} height={code.size} fill="#fff" />
          <path d={code.path} fill="#000" />
        </svg>
      )}
      <p class="ps-join-address">
        <bdi>{address}</bdi>
      </p>
      <p class="ps-small">{t("wall_join_help")}</p>
    </div>
  );
}

/** Offer the second round once the first has a result, or the way back to the first. It asks before it does. */
function RoundChange({ context, facilitator }: { context: ExerciseContext; facilitator: FacilitatorState }) {
  const { exercise } = context;
  const { t } = exercise;
  const isSecond = facilitator.words.round_number === 2;
  if (!isSecond && !facilitator.words.lines?.some((line) => line.now.enough)) return null;
  const change = t(isSecond ? "wall_first_round" : "wall_second_round");
  return (
    <ConfirmButton
      context={context}
      name="round"
      kind="plain"
      ask={change}
      sure={t(isSecond ? "wall_first_round_sure" : "wall_second_round_sure")}
      yes={change}
      no={t("wall_not_now")}
      busy={exercise.busy}
      confirming={exercise.confirming}
      setConfirming={(confirming) => {
        exercise.confirming = confirming;
        exercise.notify();
      }}
      onYes={() => void exercise.changeRound(isSecond ? 1 : 2)}
    />
  );
}

/** Show whether enough people have answered for a result, where staff decide when it is shown. It has no number. */
function ReadyLight({ exercise, isReady }: { exercise: ExerciseController; isReady: boolean }) {
  return (
    <p class={`ps-light${isReady ? " ps-on" : ""}`} role="status">
      <i aria-hidden="true" />
      {exercise.t(isReady ? "wall_ready" : "wall_not_ready")}
    </p>
  );
}

/** Say when the results change, or that they can't be fetched. Before there are any, say nothing. */
function resultNote({ t, view }: ExerciseController, { stale, words }: FacilitatorState): string {
  if (stale) return t(stale);
  if (!words.lines?.some((line) => line.now.enough || line.then?.enough)) return "";
  if (!view || view.phase === "unavailable") return "";
  return t(view.release === "facilitator" ? "wall_more_shown" : "wall_more", { k: view.k });
}

/** Keys that turn pages, including those that presentation remotes send. */
const pageKeys: Record<string, number> = {
  ArrowRight: 1,
  PageDown: 1,
  ArrowLeft: -1,
  PageUp: -1,
  Home: -Infinity,
  End: Infinity,
};

/** What uses these keys itself. */
const keyUsers = "input, textarea, select, audio, video, [contenteditable]";

/**
 * The element of the facilitator's view. It listens to the whole document, since a click on blank paper takes the focus
 * out of the view; a key counts when the focus is in the view or nowhere. It is a class so that it knows when it is closed.
 */
class PageKeys extends Component<{ exercise: ExerciseController; children: ComponentChildren }> {
  #root: HTMLElement | null = null;

  /** Listen while the view is open. */
  override componentDidMount(): void {
    document.addEventListener("keydown", this.#turnPage);
  }

  /** Stop listening. */
  override componentWillUnmount(): void {
    document.removeEventListener("keydown", this.#turnPage);
  }

  /** Turn the page for a key. In right-to-left languages the arrow keys are mirrored. */
  readonly #turnPage = (event: KeyboardEvent): void => {
    const root = this.#root;
    if (!root?.isConnected) return this.componentWillUnmount();
    const by = pageKeys[event.key];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target as Element;
    const isNowhere = target === document.body || target === document.documentElement;
    if ((!isNowhere && !root.contains(target)) || target.closest(keyUsers)) return;
    event.preventDefault();
    const mirrored = event.key.startsWith("Arrow") && getComputedStyle(root).direction === "rtl";
    this.props.exercise.turnPage(mirrored ? -by : by);
  };

  /** Show the pages of the view. */
  render() {
    return (
      <div
        class="ps-facilitator"
        ref={(node) => {
          this.#root = node;
        }}
      >
        {this.props.children}
      </div>
    );
  }
}

/** Switch full screen on or off; note when the browser refuses. */
async function toggleFullScreen({ shell, exercise }: ExerciseContext, facilitator: FacilitatorState): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await shell.requestFullscreen();
    facilitator.fullRefused = false;
  } catch {
    facilitator.fullRefused = true;
  }
  exercise.notify();
}

/** Show one statement with its results. */
function StatementPage({
  context,
  facilitator,
  view,
  statement,
}: {
  context: ExerciseContext;
  facilitator: FacilitatorState;
  view: ExerciseView;
  statement: Statement;
}) {
  const { exercise } = context;
  const { t } = exercise;
  const { words } = facilitator;
  const line = exercise.resultOf(statement.id, words.lines);
  const revealed = facilitator.shown[statement.id] === true;
  const hasResult = Boolean(line?.now.enough || line?.then?.enough);
  return (
    <>
      <StepHeading context={context} level={3}>
        {view.frame && <RichText context={context} html={view.frame} class="ps-frame" />}
        <RichText context={context} html={statement.words} class="ps-words" />
      </StepHeading>
      {statement.content_note && (
        <div class="ps-small">
          <RichText context={context} html={statement.content_note} />
        </div>
      )}
      <div class="ps-facilitator-result" aria-live="polite">
        {revealed &&
          (words.off ? (
            <p>{words.off}</p>
          ) : hasResult ? (
            <Distribution context={context} statement={statement} line={line} />
          ) : (
            <p class="ps-too-few">
              {facilitator.stale
                ? t(facilitator.stale)
                : t(view.release === "facilitator" ? "wall_too_few" : "wall_waiting", { k: view.k })}
            </p>
          ))}
      </div>
      <div class="ps-facilitator-row">
        <p>
          <ShowOrHide exercise={exercise} id={statement.id} isShown={revealed && (hasResult || Boolean(words.off))} />
        </p>
        {view.release === "facilitator" && !words.off && (
          <ReadyLight exercise={exercise} isReady={line?.ready === true} />
        )}
        <FacilitatorPrompts context={context} words={words} statement={statement} at={facilitator.at} />
      </div>
    </>
  );
}

/** Offer to show the group's picture of a statement, or to hide it. */
function ShowOrHide({ exercise, id, isShown }: { exercise: ExerciseController; id: string; isShown: boolean }) {
  return isShown ? (
    <Button kind="plain" onClick={() => exercise.hide(id)}>
      {exercise.t("wall_hide")}
    </Button>
  ) : (
    <Button kind="plain" busy={exercise.busy} onClick={() => void exercise.reveal(id)}>
      {exercise.t("wall_reveal")}
    </Button>
  );
}

/** Show the statement's own questions, else one of the general ones, in turn. */
function FacilitatorPrompts({
  context,
  words,
  statement,
  at,
}: {
  context: ExerciseContext;
  words: FacilitatorData;
  statement: Statement;
  at: number;
}) {
  const own = words.statement_prompts[statement.id] ?? [];
  const general = words.prompts.length ? [words.prompts[at % words.prompts.length]!] : [];
  const asked = own.length ? own : general;
  return asked.length ? (
    <ul class="ps-prompts">
      {asked.map((prompt) => (
        <li>
          <RichText context={context} html={prompt} />
        </li>
      ))}
    </ul>
  ) : null;
}

/** Show everything at once, for print. */
function PrintVersion({
  context,
  view,
  words,
}: {
  context: ExerciseContext;
  view: ExerciseView;
  words: FacilitatorData;
}) {
  const { exercise } = context;
  return (
    <div class="ps-print-version">
      <h3 class="ps-title">{view.title}</h3>
      {view.frame && <RichText context={context} html={view.frame} class="ps-frame" />}
      <ol class="ps-results">
        {view.statements.map((statement, at) => (
          <li key={statement.id}>
            <RichText context={context} html={statement.words} class="ps-words" />
            {words.off ? null : (
              <Distribution
                context={context}
                statement={statement}
                line={exercise.resultOf(statement.id, words.lines)}
              />
            )}
            <FacilitatorPrompts context={context} words={words} statement={statement} at={at} />
          </li>
        ))}
      </ol>
      <ClosingWords context={context} closing={words.closing} tagOut={words.tag_out} />
    </div>
  );
}
