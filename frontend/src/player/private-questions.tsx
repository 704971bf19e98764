// Private questions before the choices: how it feels, and what the learner would say first. A script that is loaded only where a
// scene asks them shows them (src/rehearsal); nothing here is sent, and the options can be shown without it.

import type { Scene } from "../contracts/player";
import { Button } from "../ui/controls";
import { OwnWords } from "./own-words";
import { pageContext } from "./page-context";

/** Show the place of the questions and, while the options wait for the learner's words, the button that shows them. */
export function PrivateQuestions({ attempt, step, scene }: { attempt: number; step: number; scene: Scene }) {
  const { t, notes, render, focus } = pageContext();
  const { asks, prompt } = scene;
  if (!asks.length) return null;
  const done = () => {
    notes.set(attempt, step, scene.id, { seen: true });
    render();
    focus("options");
  };
  return (
    <div class="ps-private">
      <OwnWords kind="before" step={step} scene={scene.id} asks={asks} prompt={prompt} />
      {isRehearsing(scene, attempt, step) && (
        <Button kind="plain" onClick={done}>
          {t("show_options")}
        </Button>
      )}
    </div>
  );
}

/** Tell whether the options wait for the learner's own words. */
export function isRehearsing(scene: Scene, attempt: number, step: number): boolean {
  return scene.asks.includes("rehearse") && !pageContext().notes.at(attempt, step)?.seen;
}
