// A step of the conversation: the transcript, the current scene, the choices, and the people and meters beside them.

import type { PlayableView } from "../contracts/player";
import { Button } from "../ui/controls";
import { toggleScheme } from "../ui/scheme";
import { Situation } from "./about";
import { ChoiceList } from "./choice-list";
import { ClearLocalData } from "./clear-local-data";
import { ContentItems } from "./content-items";
import { ListenSwitch } from "./listen-switch";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { stopPause } from "./pause";
import { isRehearsing, PrivateQuestions } from "./private-questions";
import { Stage } from "./stage";
import { StatusPanel } from "./status-panel";
import { langAttributes, RichText } from "./text";
import { TranscriptLog } from "./transcript-log";

/** Show about how far the conversation is, and that it is saved. */
function Progress({ view }: { view: PlayableView }) {
  const { t, play } = pageContext();
  const number = view.step + 1;
  const count = view.about.steps ?? 0;
  return (
    <p class="ps-progress ps-small">
      {t(number > count ? "step_number" : "step_of", { number, count })}
      {view.step > 0 && !play.pending && <span class="ps-saved">{t("saved")}</span>}
    </p>
  );
}

/** Show the current step. */
export function SceneView({ view }: { view: PlayableView }) {
  const { t, id, state } = pageContext();
  const { scene, attempt, step } = view;
  if (!scene) return null;
  const { steppedOut } = state;
  return (
    <div class="ps-scene">
      {view.practice && <p class="ps-practice ps-small">{t("practice_run")}</p>}
      <TranscriptLog transcript={view.transcript} hidden={steppedOut} />
      <section class="ps-current" hidden={steppedOut}>
        <Progress view={view} />
        <h4 id={id("now")} class="ps-title-now" tabIndex={-1} {...langAttributes()} aria-describedby={id("notice")}>
          {scene.title}
        </h4>
        <Notice />
        {!view.transcript.length && <Stage view={view} />}
        <ol class="ps-items">
          <ContentItems items={scene.lines} />
        </ol>
        <PrivateQuestions attempt={attempt} step={step} scene={scene} />
        <RequestProblem />
        {!isRehearsing(scene, attempt, step) && <ChoiceList scene={scene} />}
      </section>
      <StatusPanel view={view} hidden={steppedOut} />
      {steppedOut && <Away support={view.support} />}
      <Tools view={view} hint={scene.hint} hidden={steppedOut} />
    </div>
  );
}

/** Show what stands in the place of the conversation while the learner has stepped out. */
function Away({ support }: { support: string }) {
  const { t, id, render, focus, state } = pageContext();
  const comeBack = () => {
    state.steppedOut = false;
    render();
    focus("step-out");
  };
  return (
    <section class="ps-away">
      <h4 id={id("out")} tabIndex={-1}>
        {t("stepped_out")}
      </h4>
      <RichText html={support} />
      <p class="ps-small">{t("step_out_note")}</p>
      <Button onClick={comeBack}>{t("come_back")}</Button>
      <ClearLocalData />
    </section>
  );
}

/** Show the situation and the hint to unfold, and what can be switched. */
function Tools({ view, hint, hidden }: { view: PlayableView; hint: string | null; hidden: boolean }) {
  const context = pageContext();
  const { t, id, render, focus, state, shell } = context;
  const stepOut = () => {
    // A pause does not continue while the learner is away.
    stopPause(context, false);
    state.steppedOut = true;
    render();
    focus("out");
  };
  const turnColors = () => {
    toggleScheme(shell);
    render();
  };
  return (
    <div class="ps-tools" hidden={hidden}>
      <details class="ps-more">
        <summary>{t("situation")}</summary>
        <Situation about={view.about} />
      </details>
      {hint && (
        <details class="ps-more">
          <summary>{t("hint")}</summary>
          <RichText html={hint} />
        </details>
      )}
      <Button kind="quiet" id={id("step-out")} onClick={stepOut}>
        {t("step_out")}
      </Button>
      <ListenSwitch />
      <Button kind="quiet" onClick={turnColors}>
        {t(shell.dataset.scheme === "dark" ? "colors_light" : "colors_dark")}
      </Button>
    </div>
  );
}
