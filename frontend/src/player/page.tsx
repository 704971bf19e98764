// Renders one block's page and moves the focus when the learner's action brought a new step.

import { render } from "preact";
import type { View } from "../contracts/player";
import { landOn } from "../ui/landing";
import { addStylesheet } from "../ui/stylesheet";
import type { Translate } from "../ui/words";
import { App } from "./app";
import { toggleMeaning } from "./glossary";
import { resumeListening } from "./listen-switch";
import type { LocalNotes } from "./local-notes";
import { type PageContext, type TransientState, withPageContext } from "./page-context";
import type { PlayController } from "./play-controller";

/**
 * Delay of the announcement about meters, in milliseconds: long enough for screen readers to read the focused heading
 * first.
 */
const announceDelayMs = 1200;

/** Return the state with nothing open; `hasReply` as in PlayController. */
const initialTransientState = (hasReply: boolean): TransientState => ({
  steppedOut: false,
  pause: null,
  clearing: false,
  cleared: false,
  delaysReaction: hasReply && !window.matchMedia?.("(prefers-reduced-motion: reduce)").matches,
  lookingBack: !hasReply,
});

interface PageParts {
  t: Translate;
  play: PlayController;
  notes: LocalNotes;
  shell: HTMLElement;
  root: Element;
  prefix: string;
  title: string;
}

/** Render the page and render it again at each change. */
export function mountPage(parts: PageParts): void {
  const { t, play, notes, shell, root, prefix } = parts;
  root.addEventListener("click", toggleMeaning);
  const context: PageContext = {
    t,
    play,
    notes,
    shell,
    state: initialTransientState(false),
    resumed: null,
    listening: false,
    announcement: "",
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(context.id(name))?.focus(),
    render: () => draw(),
  };
  const draw = drawPage(context, parts);
  const showReaction = () => {
    if (!context.state.delaysReaction) return;
    context.state.delaysReaction = false;
    context.render();
  };
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, showReaction);
  play.onChange(context.render);
  // Browsers find the voices of a device after the page has loaded.
  window.speechSynthesis?.addEventListener?.("voiceschanged", context.render);
  context.render();
}

/** Return the function that draws the page. It knows what it has drawn, and does what a new step needs. */
function drawPage(context: PageContext, { t, play, root, title }: PageParts): () => void {
  let moves = 0;
  let place = "";
  let { problem } = play;
  let isLoaded = false;
  let hasDebriefStyle = false;
  let speaking: ReturnType<typeof setTimeout> | undefined;
  return () => {
    const { view } = play;
    if (view && !isLoaded) {
      isLoaded = true;
      if (view.phase === "scene" && view.step > 0) context.resumed = { attempt: view.attempt, step: view.step };
      resumeListening(context);
    }
    if (view?.debrief_style && !hasDebriefStyle) {
      hasDebriefStyle = true;
      addStylesheet(view.debrief_style);
    }
    const now = view ? `${view.phase}.${view.attempt}.${view.step}` : "";
    if (now !== place) {
      if (context.state.pause) clearInterval(context.state.pause.timer);
      context.state = initialTransientState(play.hasReply);
      context.announcement = "";
      place = now;
    }
    withPageContext(context, () => render(<App title={title} />, root));
    if (play.moves !== moves) {
      moves = play.moves;
      revealStep(context);
      clearTimeout(speaking);
      speaking = setTimeout(() => {
        context.announcement = meterAnnouncement(t, view);
        context.render();
      }, announceDelayMs);
    }
    // The focus stays; the message must be visible.
    if (play.problem && play.problem !== problem) {
      const alert = document.getElementById(context.id("problem"));
      if (alert) landOn(alert, "nearest");
    }
    problem = play.problem;
  };
}

/** Return the text about the meters that a choice has changed. */
function meterAnnouncement(t: Translate, view: View | null): string {
  const moved = view?.phase === "scene" ? view.meters.filter((meter) => meter.trend !== "steady") : [];
  return moved
    .map((meter) => t("meter_news", { name: meter.name, word: meter.word, trend: t(`trend_${meter.trend}`) }))
    .join(" ");
}

/**
 * Focus what the learner reads next and bring it into sight: after a choice their own words, which the reaction follows,
 * else the heading of the step. This is never done on first load or on resuming: the unit may contain other blocks.
 */
function revealStep({ id, play }: PageContext): void {
  const names = play.hasReply ? ["mine", "now", "title"] : ["now", "title"];
  const target = names.map((name) => document.getElementById(id(name))).find((node) => node !== null);
  target?.focus({ preventScroll: true });
  if (target) landOn(target);
}
