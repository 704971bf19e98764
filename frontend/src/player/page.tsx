// Renders one block's page and moves the focus when the learner's action brought a new step.

import { render } from "preact";
import type { View } from "../contracts/player";
import type { Translate } from "../ui/words";
import { App } from "./app";
import type { LocalNotes } from "./local-notes";
import { type PageContext, type TransientState, withPageContext } from "./page-context";
import type { PlayController } from "./play-controller";

/**
 * Delay of the announcement about meters, in milliseconds: long enough for screen readers to read the focused heading
 * first.
 */
const announceDelayMs = 1200;

/** Return the state with nothing open. */
const initialTransientState = (): TransientState => ({ steppedOut: false, pause: null, cleared: false });

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
export function mountPage({ t, play, notes, shell, root, prefix, title }: PageParts): void {
  let moves = 0;
  let place = "";
  let problem = play.problem;
  let speaking: ReturnType<typeof setTimeout> | undefined;

  const context: PageContext = {
    t,
    play,
    notes,
    shell,
    state: initialTransientState(),
    announcement: "",
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(context.id(name))?.focus(),
    render() {
      const { view } = play;
      const now = view ? `${view.phase}.${view.attempt}.${view.step}` : "";
      if (now !== place) {
        if (context.state.pause) clearInterval(context.state.pause.timer);
        context.state = initialTransientState();
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
        document.getElementById(context.id("problem"))?.scrollIntoView({ block: "nearest" });
      }
      problem = play.problem;
    },
  };
  play.onChange(context.render);
  context.render();
}

/** Return the text about the meters that a choice has changed. */
function meterAnnouncement(t: Translate, view: View | null): string {
  const moved = view?.phase === "scene" ? view.meters.filter((meter) => meter.trend !== "steady") : [];
  return moved
    .map((meter) => t("meter_news", { name: meter.name, word: meter.word, trend: t(`trend_${meter.trend}`) }))
    .join(" ");
}

/**
 * Focus the heading of the new step. Scroll to the learner's own reply if reply, reaction and new heading fit on the
 * screen together, else to the heading. This is never done on first load or on resuming: the unit may contain other
 * blocks.
 */
function revealStep({ id }: PageContext): void {
  const heading = document.getElementById(id("now")) ?? document.getElementById(id("title"));
  if (!heading) return;
  heading.focus({ preventScroll: true });
  const last = document.getElementById(id("last"))?.querySelector(".ps-exchange");
  const still = window.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
  const behavior: ScrollBehavior = still ? "auto" : "smooth";
  const height = last ? heading.getBoundingClientRect().bottom - last.getBoundingClientRect().top : Infinity;
  if (last && height < window.innerHeight * 0.8) last.scrollIntoView({ block: "start", behavior });
  else heading.scrollIntoView({ block: last ? "center" : "start", behavior });
}
