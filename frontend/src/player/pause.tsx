// Waiting as a thing one does: a real, visible pause that can be broken off.

import type { Choice } from "../contracts/player";
import { Button } from "./notices";
import { pageContext, type TransientState, type PageContext } from "./page-context";
import { VisuallyHidden, RichText } from "./text";

type RunningPause = NonNullable<TransientState["pause"]>;

export function startPause(context: PageContext, choice: Choice, seconds: number): void {
  // By the clock, not by counting ticks: a browser slows the ticks of a page nobody looks at.
  const end = Date.now() + seconds * 1000;
  const timer = setInterval(() => {
    waiting.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (waiting.left === 0) {
      clearInterval(timer);
      void context.controller.choose(choice.id).then(() => {
        // Still here: it did not get through. Back to where the pause began.
        if (context.transient.pause === waiting) stopPause(context, true);
      });
    } else context.render();
  }, 250);
  const waiting: RunningPause = { choice, seconds, left: seconds, timer };
  context.transient.pause = waiting;
  context.render();
  context.focus("wait-stop");
}

export function stopPause(context: PageContext, focus: boolean): void {
  const { pause } = context.transient;
  if (!pause) return;
  clearInterval(pause.timer);
  context.transient.pause = null;
  context.render();
  if (focus) context.focus(`option-${pause.choice.id}`);
}

export function Pause({ waiting: { choice, seconds, left } }: { waiting: RunningPause }) {
  const context = pageContext();
  const { t, controller, id } = context;
  // Spoken three times only: a voice that counts along would be no pause.
  const announcement =
    left === 0 ? t("wait_over") : left <= seconds / 2 ? t("wait_half") : t("wait_started", { seconds });
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
          describedBy={id("wait-news")}
          onPress={() => stopPause(context, true)}
        >
          {t("wait_stop")}
        </Button>
        <span class="ps-small" role="timer" aria-live="off">
          {controller.pending ? t("sending") : t("wait_left", { seconds: left })}
        </span>
      </p>
      <div role="status">
        <VisuallyHidden id={id("wait-news")}>{announcement}</VisuallyHidden>
      </div>
    </section>
  );
}
