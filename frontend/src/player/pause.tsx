// A real pause that the learner waits for and can stop.

import type { Choice } from "../contracts/player";
import { Button } from "../ui/controls";
import { VisuallyHidden } from "../ui/text";
import { type PageContext, pageContext, type TransientState } from "./page-context";
import { RichText } from "./text";

type RunningPause = NonNullable<TransientState["pause"]>;

/** Start a pause; when it ends, its choice is sent. */
export function startPause(context: PageContext, choice: Choice, seconds: number): void {
  // The clock is used, not the number of ticks: browsers slow timers of hidden pages.
  const end = Date.now() + seconds * 1000;
  const timer = setInterval(() => {
    waiting.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (waiting.left === 0) {
      clearInterval(timer);
      void context.play.choose(choice.id).then(() => {
        // The request failed: return to the state before the pause.
        if (context.state.pause === waiting) stopPause(context, true);
      });
    } else context.render();
  }, 250);
  const waiting: RunningPause = { choice, seconds, left: seconds, timer };
  context.state.pause = waiting;
  context.render();
  context.focus("wait-stop");
}

/** Stop the running pause; with `focus`, focus its choice. */
export function stopPause(context: PageContext, focus: boolean): void {
  const { pause } = context.state;
  if (!pause) return;
  clearInterval(pause.timer);
  context.state.pause = null;
  context.render();
  if (focus) context.focus(`option-${pause.choice.id}`);
}

/** Show the running pause. */
export function Pause({ waiting: { choice, seconds, left } }: { waiting: RunningPause }) {
  const context = pageContext();
  const { t, play, id } = context;
  // Announced at three moments only: constant announcements would disturb the pause.
  const announcement =
    left === 0 ? t("wait_over") : left <= seconds / 2 ? t("wait_half") : t("wait_started", { count: seconds });
  return (
    <section class="ps-pause">
      <h5>{t("waiting")}</h5>
      {choice.wait?.html && <RichText html={choice.wait.html} />}
      <div class="ps-track" aria-hidden="true">
        <i style={{ inlineSize: `${(100 * (seconds - left)) / seconds}%` }} />
      </div>
      <p class="ps-row">
        <Button
          kind="plain"
          id={id("wait-stop")}
          aria-describedby={id("wait-news")}
          busy={play.busy}
          onClick={() => stopPause(context, true)}
        >
          {t("wait_stop")}
        </Button>
        <span class="ps-small" role="timer" aria-live="off">
          {play.pending ? t("sending") : t("wait_left", { count: left })}
        </span>
      </p>
      <div role="status">
        <VisuallyHidden id={id("wait-news")}>{announcement}</VisuallyHidden>
      </div>
    </section>
  );
}
