// How it feels and what one would say first. Both stay in this browser: this module sends nothing.

import type { Scene } from "../contracts/player";
import { Press } from "./notices";
import { here } from "./page-context";

interface Place { attempt: number; step: number; scene: Scene }

/** Both questions in one place, with one promise for both. */
export function Mine(place: Place) {
  const { say, diary, id, draw, focus } = here();
  const { attempt, step, scene } = place;
  const entry = diary.at(attempt, step);
  const felt = scene.asks.includes("check-in");
  const words = scene.asks.includes("rehearse");
  const writing = words && !entry?.seen;
  const done = () => {
    diary.note(attempt, step, scene.id, { seen: true });
    draw();
    focus("options");
  };
  return (
    <>
      {(felt || writing) && (
        <div class="ps-private ps-mine">
          {felt && <CheckIn {...place} />}
          {writing && <Rehearse {...place} />}
          <p class="ps-small" id={id("promise")}>{say(diary.works ? "private" : "private_gone")}</p>
          {writing && <p class="ps-row"><Press kind="plain" sends={false} onPress={done}>{say("show_options")}</Press></p>}
        </div>
      )}
      {words && !writing && entry?.words?.trim() && <Wrote words={entry.words} />}
    </>
  );
}

function CheckIn({ attempt, step, scene }: Place) {
  const { say, diary, id, draw, focus } = here();
  const felt = diary.at(attempt, step)?.felt;
  const words = felt === undefined ? say("felt_none") : say("felt_value", { value: felt });
  const keep = (value: number) => {
    diary.note(attempt, step, scene.id, { felt: value });
    draw();
  };
  const take = (event: { currentTarget: HTMLInputElement }) => keep(Number(event.currentTarget.value));
  const clear = () => {
    diary.clearFelt(attempt, step);
    draw();
    // The button goes with the rating; focus stays beside it.
    focus("felt");
  };
  return (
    <div>
      <p class="ps-row">
        <label for={id("felt")}>{say("felt")}</label>
        <output for={id("felt")}>{words}</output>
      </p>
      <input
        id={id("felt")}
        type="range"
        min={0}
        max={10}
        value={felt ?? 5}
        class={felt === undefined ? "ps-unset" : ""}
        aria-valuetext={words}
        aria-describedby={id("promise")}
        onInput={take}
        // The middle is where the thumb stands already, so choosing it is no "input": a press or Enter takes it.
        onClick={take}
        onKeyDown={(event) => { if (event.key === "Enter" || event.key === " ") take(event); }}
      />
      <p class="ps-ends ps-small">
        <span aria-hidden="true">{say("felt_low")}</span>
        {felt !== undefined && <Press kind="quiet" sends={false} onPress={clear}>{say("felt_clear")}</Press>}
        <span aria-hidden="true">{say("felt_high")}</span>
      </p>
    </div>
  );
}

/** First words are first words only before the options are seen, so the options wait behind this. */
function Rehearse({ attempt, step, scene }: Place) {
  const { say, diary, id, draw, focus } = here();
  const words = diary.at(attempt, step)?.words ?? "";
  const earlier = diary.earlierWords(scene.id, attempt);
  const keep = (text: string) => {
    diary.note(attempt, step, scene.id, { words: text });
    draw();
  };
  const useAgain = () => {
    keep(earlier ?? "");
    focus("words");
  };
  return (
    <div>
      <label for={id("words")}>{say("rehearse")}</label>
      <p class="ps-small" id={id("words-how")}>{say("rehearse_note")}</p>
      <textarea
        id={id("words")}
        rows={3}
        value={words}
        dir="auto"
        aria-describedby={`${id("words-how")} ${id("promise")}`}
        onInput={(event) => keep(event.currentTarget.value)}
      />
      {earlier && !words && (
        <p class="ps-small">
          {say("rehearse_again", { words: earlier })}{" "}
          <Press kind="quiet" sends={false} onPress={useAgain}>{say("rehearse_use")}</Press>
        </p>
      )}
    </div>
  );
}

export function Wrote({ words }: { words: string }) {
  const { say } = here();
  return (
    <div class="ps-private ps-wrote">
      <p class="ps-small">{say("wrote")}</p>
      <p class="ps-quoted" dir="auto">{words}</p>
    </div>
  );
}
