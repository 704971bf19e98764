// One block's page: draws it, and moves focus where the learner's own doing brought something new.

import { render } from "preact";
import { App } from "./app";
import type { Diary } from "./local-notes";
import type { View } from "../contracts/player";
import type { Play } from "./play-controller";
import { drawing, type Local, type Share } from "./page-context";
import type { Say } from "../ui/words";

/** Late enough not to be cut off by the heading that focus has just moved to. */
const newsAfter = 1200;

const nothingOpen = (): Local => ({ out: false, waiting: null, erased: false });

interface Parts { say: Say; play: Play; diary: Diary; shell: HTMLElement; root: Element; prefix: string; title: string }

export function openPage({ say, play, diary, shell, root, prefix, title }: Parts): void {
  let moves = 0;
  let place = "";
  let problem = play.problem;
  let speaking: ReturnType<typeof setTimeout> | undefined;

  const share: Share = {
    say, play, diary, shell,
    local: nothingOpen(),
    news: "",
    id: (name) => `${prefix}-${name}`,
    focus: (name) => document.getElementById(share.id(name))?.focus(),
    draw() {
      const { view } = play;
      const now = view ? `${view.phase}.${view.attempt}.${view.step}` : "";
      if (now !== place) {
        if (share.local.waiting) clearInterval(share.local.waiting.timer);
        share.local = nothingOpen();
        share.news = "";
        place = now;
      }
      drawing(share, () => render(<App title={title} />, root));
      if (play.moves !== moves) {
        moves = play.moves;
        showPlace(share);
        clearTimeout(speaking);
        speaking = setTimeout(() => {
          share.news = meterNews(say, view);
          share.draw();
        }, newsAfter);
      }
      // Beside what was pressed, and focus stays there; it only must not be out of sight.
      if (play.problem && play.problem !== problem) {
        document.getElementById(share.id("problem"))?.scrollIntoView({ block: "nearest" });
      }
      problem = play.problem;
    },
  };
  play.onChange(share.draw);
  share.draw();
}

/** Said once, politely: what a choice moved. */
function meterNews(say: Say, view: View | null): string {
  const moved = view?.phase === "scene" ? view.meters.filter((meter) => meter.trend !== "steady") : [];
  return moved.map((meter) => say("meter_news", { name: meter.name, word: meter.word, trend: say(`trend_${meter.trend}`) })).join(" ");
}

/**
 * Focus goes to the new step's heading, the view to where the talk goes on: from the learner's own reply, if the
 * reply, its answer and the new heading fit on the screen together; else to the heading. Never on first load or
 * on resuming: a unit may hold other blocks.
 */
function showPlace({ id }: Share): void {
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
