// Where the learner's own words stand on the page. A second script, which is loaded only where a scene asks for them, fills
// these places (src/rehearsal); without it the options are there all the same.

import type { Step } from "../contracts/player";
import type { RehearsalPlace } from "../ui/rehearsal-data";
import { loadPart } from "../ui/stylesheet";
import { pageContext } from "./page-context";

/** Show the place of the learner's own words at a step. */
export function OwnWords(place: RehearsalPlace) {
  const { play, notes, id, render } = pageContext();
  const { view } = play;
  const assets = view?.rehearsal;
  const attempt = view?.attempt ?? 0;
  const fill = (root: HTMLElement | null) => {
    if (!root || !assets) return;
    const data = { ...place, assets, attempt, notes, id, lang: play.lang, changed: render };
    loadPart(assets, "PowerStruggleRehearsal", () => window.PowerStruggleRehearsal?.(root, data));
  };
  return <div key={`${attempt}.${place.step}.${place.kind}`} class="ps-rehearsal" ref={fill} />;
}

/** Tell whether the learner wrote or recorded something at a step. */
export function hasOwnWords(step: number): boolean {
  const { play, notes } = pageContext();
  const entry = notes.at(play.view?.attempt ?? 0, step);
  return !!(entry?.words?.trim() || entry?.recording);
}

/** Show what the learner can do with their own words at a finished step. */
export function OwnWordsAfter({ kind, step }: { kind: "after" | "list" | "turn"; step: Step | undefined }) {
  if (!step || !hasOwnWords(step.step)) return null;
  return <OwnWords kind={kind} step={step.step} scene={step.scene.id} compare={step.compare} taken={step.choice} />;
}
