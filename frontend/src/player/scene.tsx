// A step of the conversation: the transcript, the current scene, the choices, and the people and meters beside them.

import type { View } from "../contracts/player";
import { Button } from "../ui/controls";
import { Situation } from "./about";
import { ChoiceList } from "./choice-list";
import { ClearLocalData } from "./clear-local-data";
import { ContentItems } from "./content-items";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { stopPause } from "./pause";
import { PrivateQuestions } from "./private-questions";
import { StatusPanel } from "./status-panel";
import { langAttributes, RichText } from "./text";
import { headingDescription, TranscriptLog } from "./transcript-log";

/** Show the current step. */
export function SceneView({ view }: { view: View }) {
  const context = pageContext();
  const { t, notes, id, render, focus, state } = context;
  const { scene, attempt, step } = view;
  if (!scene) return null;

  const { steppedOut } = state;
  const rehearsing = scene.asks.includes("rehearse") && !notes.at(attempt, step)?.seen;
  const stepOut = () => {
    // A pause does not continue while the learner is away.
    stopPause(context, false);
    state.steppedOut = true;
    render();
    focus("out");
  };
  const comeBack = () => {
    state.steppedOut = false;
    render();
    focus("step-out");
  };
  return (
    <div class="ps-scene">
      {view.practice && <p class="ps-practice ps-small">{t("practice_run")}</p>}
      <TranscriptLog transcript={view.transcript} hidden={steppedOut} />
      <StatusPanel view={view} hidden={steppedOut} />
      <section class="ps-current" hidden={steppedOut}>
        <h4
          id={id("now")}
          class="ps-title-now"
          tabIndex={-1}
          {...langAttributes()}
          aria-describedby={headingDescription(id, view.transcript)}
        >
          {scene.title}
        </h4>
        <Notice />
        <ol class="ps-items">
          <ContentItems items={scene.lines} />
        </ol>
        <PrivateQuestions attempt={attempt} step={step} scene={scene} />
        <RequestProblem />
        {!rehearsing && <ChoiceList scene={scene} />}
      </section>
      {steppedOut && (
        <section class="ps-away">
          <h4 id={id("out")} tabIndex={-1}>
            {t("stepped_out")}
          </h4>
          <RichText html={view.support} />
          <p class="ps-small">{t("step_out_note")}</p>
          <Button onClick={comeBack}>{t("come_back")}</Button>
          <ClearLocalData />
        </section>
      )}
      <div class="ps-tools" hidden={steppedOut}>
        <details class="ps-more">
          <summary>{t("situation")}</summary>
          <Situation about={view.about} />
        </details>
        {scene.hint && (
          <details class="ps-more">
            <summary>{t("hint")}</summary>
            <RichText html={scene.hint} />
          </details>
        )}
        <Button kind="quiet" id={id("step-out")} onClick={stepOut}>
          {t("step_out")}
        </Button>
      </div>
    </div>
  );
}
