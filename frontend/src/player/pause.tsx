// Waiting as a thing one does: a real, visible pause that can be broken off.

import type { Choice } from "../contracts/player";
import { Press } from "./notices";
import { here, type Local, type Share } from "./page-context";
import { Heard, Rich } from "./text";

type Waiting = NonNullable<Local["waiting"]>;

export function startPause(share: Share, choice: Choice, seconds: number): void {
  // By the clock, not by counting ticks: a browser slows the ticks of a page nobody looks at.
  const end = Date.now() + seconds * 1000;
  const timer = setInterval(() => {
    waiting.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    if (waiting.left === 0) {
      clearInterval(timer);
      void share.play.choose(choice.id).then(() => {
        // Still here: it did not get through. Back to where the pause began.
        if (share.local.waiting === waiting) stopPause(share, true);
      });
    } else share.draw();
  }, 250);
  const waiting: Waiting = { choice, seconds, left: seconds, timer };
  share.local.waiting = waiting;
  share.draw();
  share.focus("wait-stop");
}

export function stopPause(share: Share, focus: boolean): void {
  const { waiting } = share.local;
  if (!waiting) return;
  clearInterval(waiting.timer);
  share.local.waiting = null;
  share.draw();
  if (focus) share.focus(`option-${waiting.choice.id}`);
}

export function Pause({ waiting: { choice, seconds, left } }: { waiting: Waiting }) {
  const share = here();
  const { say, play, id } = share;
  // Spoken three times only: a voice that counts along would be no pause.
  const news = left === 0 ? say("wait_over") : left <= seconds / 2 ? say("wait_half") : say("wait_started", { seconds });
  return (
    <section class="ps-pause">
      <h5>{say("waiting")}</h5>
      {choice.wait?.html && <Rich html={choice.wait.html} />}
      <div class="ps-track" aria-hidden="true"><i style={{ inlineSize: `${(100 * (seconds - left)) / seconds}%` }} /></div>
      <p class="ps-row">
        <Press kind="plain" id={id("wait-stop")} describedBy={id("wait-news")} onPress={() => stopPause(share, true)}>{say("wait_stop")}</Press>
        <span class="ps-small" role="timer" aria-live="off">{play.busy ? say("sending") : say("wait_left", { seconds: left })}</span>
      </p>
      <div role="status"><Heard id={id("wait-news")}>{news}</Heard></div>
    </section>
  );
}
