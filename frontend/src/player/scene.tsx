// A step of the talk: what has been said above, what is said now, one question, and beside it how things stand.

import type { View } from "../contracts/player";
import { Card } from "./about";
import { Beats } from "./content-items";
import { Erase } from "./clear-local-data";
import { described, Log } from "./transcript-log";
import { Notice, Press, ProblemBox } from "./notices";
import { Options } from "./choice-list";
import { stopPause } from "./pause";
import { Mine } from "./private-questions";
import { here } from "./page-context";
import { Stand } from "./status-panel";
import { Rich, langOf } from "./text";

export function SceneView({ view }: { view: View }) {
  const share = here();
  const { say, diary, id, draw, focus, local } = share;
  const { scene, attempt, step } = view;
  if (!scene) return null;

  const { out } = local;
  const rehearsing = scene.asks.includes("rehearse") && !diary.at(attempt, step)?.seen;
  const stepOut = () => {
    // One does not wait for somebody while away.
    stopPause(share, false);
    local.out = true;
    draw();
    focus("out");
  };
  const comeBack = () => {
    local.out = false;
    draw();
    focus("step-out");
  };
  return (
    <div class="ps-scene">
      {view.practice && <p class="ps-practice ps-small">{say("practice_run")}</p>}
      <Log transcript={view.transcript} hidden={out} />
      <Stand view={view} hidden={out} />
      <section class="ps-now" hidden={out}>
        <h4 id={id("now")} class="ps-title-now" tabIndex={-1} {...langOf()} aria-describedby={described(id, view.transcript)}>
          {scene.title}
        </h4>
        <Notice />
        <ol class="ps-beats"><Beats beats={scene.lines} /></ol>
        <Mine attempt={attempt} step={step} scene={scene} />
        <ProblemBox />
        {!rehearsing && <Options scene={scene} />}
      </section>
      {out && (
        <section class="ps-out">
          <h4 id={id("out")} tabIndex={-1}>{say("stepped_out")}</h4>
          <Rich html={view.support} />
          <p class="ps-small">{say("step_out_note")}</p>
          <Press sends={false} onPress={comeBack}>{say("come_back")}</Press>
          <Erase />
        </section>
      )}
      <div class="ps-tools" hidden={out}>
        <details class="ps-more">
          <summary>{say("situation")}</summary>
          <Card about={view.about} />
        </details>
        {scene.hint && (
          <details class="ps-more">
            <summary>{say("hint")}</summary>
            <Rich html={scene.hint} />
          </details>
        )}
        <Press kind="quiet" sends={false} id={id("step-out")} onPress={stepOut}>{say("step_out")}</Press>
      </div>
    </div>
  );
}
