// Private questions before the choices: how it feels, and what the learner would say first. This module sends nothing.

import type { Scene } from "../contracts/player";
import { Button } from "../ui/controls";
import { pageContext } from "./page-context";

interface StepProps {
  attempt: number;
  step: number;
  scene: Scene;
}

/** Show both questions with one statement about privacy. */
export function PrivateQuestions(place: StepProps) {
  const { t, notes, id, render, focus } = pageContext();
  const { attempt, step, scene } = place;
  const entry = notes.at(attempt, step);
  const felt = scene.asks.includes("check-in");
  const words = scene.asks.includes("rehearse");
  const writing = words && !entry?.seen;
  const done = () => {
    notes.set(attempt, step, scene.id, { seen: true });
    render();
    focus("options");
  };
  return (
    <>
      {(felt || writing) && (
        <div class="ps-private ps-own-questions">
          {felt && <FeelingCheck {...place} />}
          {writing && <FirstWordsField {...place} />}
          <p class="ps-small" id={id("promise")}>
            {t(notes.persists ? "private" : "private_gone")}
          </p>
          {writing && (
            <p class="ps-row">
              <Button kind="plain" onClick={done}>
                {t("show_options")}
              </Button>
            </p>
          )}
        </div>
      )}
      {words && !writing && entry?.words?.trim() && <WrittenWords words={entry.words} />}
    </>
  );
}

/** Ask how strongly the learner's own buttons are pushed. */
function FeelingCheck({ attempt, step, scene }: StepProps) {
  const { t, notes, id, render, focus } = pageContext();
  const felt = notes.at(attempt, step)?.felt;
  const words = felt === undefined ? t("felt_none") : t("felt_value", { value: felt });
  const keep = (value: number) => {
    notes.set(attempt, step, scene.id, { felt: value });
    render();
  };
  const take = (event: { currentTarget: HTMLInputElement }) => keep(Number(event.currentTarget.value));
  const clear = () => {
    notes.clearRating(attempt, step);
    render();
    // The button disappears with the rating; the focus moves to the slider.
    focus("felt");
  };
  return (
    <div>
      <p class="ps-row">
        <label for={id("felt")}>{t("felt")}</label>
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
        // The slider starts in the middle, so that choosing the middle causes no "input" event: a click or Enter takes
        // it.
        onClick={take}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === " ") take(event);
        }}
      />
      <p class="ps-ends ps-small">
        <span aria-hidden="true">{t("felt_low")}</span>
        {felt !== undefined && (
          <Button kind="quiet" onClick={clear}>
            {t("felt_clear")}
          </Button>
        )}
        <span aria-hidden="true">{t("felt_high")}</span>
      </p>
    </div>
  );
}

/** Ask for the learner's first words. The choices are shown only afterwards. */
function FirstWordsField({ attempt, step, scene }: StepProps) {
  const { t, notes, id, render, focus } = pageContext();
  const words = notes.at(attempt, step)?.words ?? "";
  const earlier = notes.earlierWords(scene.id, attempt);
  const keep = (text: string) => {
    notes.set(attempt, step, scene.id, { words: text });
    render();
  };
  const useAgain = () => {
    keep(earlier ?? "");
    focus("words");
  };
  return (
    <div>
      <label for={id("words")}>{t("rehearse")}</label>
      <p class="ps-small" id={id("words-how")}>
        {t("rehearse_note")}
      </p>
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
          {t("rehearse_again", { words: earlier })}{" "}
          <Button kind="quiet" onClick={useAgain}>
            {t("rehearse_use")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Show what the learner wrote. */
export function WrittenWords({ words }: { words: string }) {
  const { t } = pageContext();
  return (
    <div class="ps-private ps-own-words">
      <p class="ps-small">{t("wrote")}</p>
      <p class="ps-quoted" dir="auto">
        {words}
      </p>
    </div>
  );
}
