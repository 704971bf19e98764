// One block's page: draws it, and moves focus where the learner's own doing brought something new.

import { render } from "preact";
import { App } from "./app";
import type { LocalNotes } from "./local-notes";
import type { View } from "../contracts/player";
import type { PlayController } from "./play-controller";
import { withPageContext, type TransientState, type PageContext } from "./page-context";
import type { Translate } from "../ui/words";

/** Late enough not to be cut off by the heading that focus has just moved to. */
const announceDelayMs = 1200;

const initialTransientState = (): TransientState => ({ steppedOut: false, pause: null, cleared: false });

interface PageParts {
  t: Translate;
  controller: PlayController;
  notes: LocalNotes;
  shell: HTMLElement;
  root: Element;
  prefix: string;
  title: string;
}

export function mountPage({ t, controller, notes, shell, root, prefix, title }: PageParts): void {
  let moves = 0;
  let place = "";
  let problem = controller.problem;
  let speaking: ReturnType<typeof setTimeout> | undefined;

  const context: PageContext = {
    t,
    controller,
    notes,
    shell,
    transient: initialTransientState(),
    announcement: "",
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(context.id(name))?.focus(),
    render() {
      const { view } = controller;
      const now = view ? `${view.phase}.${view.attempt}.${view.step}` : "";
      if (now !== place) {
        if (context.transient.pause) clearInterval(context.transient.pause.timer);
        context.transient = initialTransientState();
        context.announcement = "";
        place = now;
      }
      withPageContext(context, () => render(<App title={title} />, root));
      if (controller.focusMoves !== moves) {
        moves = controller.focusMoves;
        revealStep(context);
        clearTimeout(speaking);
        speaking = setTimeout(() => {
          context.announcement = meterAnnouncement(t, view);
          context.render();
        }, announceDelayMs);
      }
      // Beside what was pressed, and focus stays there; it only must not be out of sight.
      if (controller.problem && controller.problem !== problem) {
        document.getElementById(context.id("problem"))?.scrollIntoView({ block: "nearest" });
      }
      problem = controller.problem;
    },
  };
  controller.onChange(context.render);
  context.render();
}

/** Said once, politely: what a choice moved. */
function meterAnnouncement(t: Translate, view: View | null): string {
  const moved = view?.phase === "scene" ? view.meters.filter((meter) => meter.trend !== "steady") : [];
  return moved
    .map((meter) => t("meter_news", { name: meter.name, word: meter.word, trend: t(`trend_${meter.trend}`) }))
    .join(" ");
}

/**
 * Focus goes to the new step's heading, the view to where the talk goes on: from the learner's own reply, if the
 * reply, its answer and the new heading fit on the screen together; else to the heading. Never on first load or
 * on resuming: a unit may hold other blocks.
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
