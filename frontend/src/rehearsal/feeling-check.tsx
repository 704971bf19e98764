// The question how hard the learner's own buttons are pushed.

import { Button } from "../ui/controls";
import type { PlaceProps } from "./place";

/** Ask how strongly the learner's own buttons are pushed. */
export function FeelingCheck({ data, t }: PlaceProps) {
  const { notes, attempt, step, scene, id, changed } = data;
  const felt = notes.at(attempt, step)?.felt;
  const words = felt === undefined ? t("felt_none") : t("felt_value", { value: felt });
  const keep = (value: number) => {
    notes.set(attempt, step, scene, { felt: value });
    changed();
  };
  const take = (event: { currentTarget: HTMLInputElement }) => keep(Number(event.currentTarget.value));
  const clear = () => {
    notes.clearRating(attempt, step);
    changed();
    // The button disappears with the rating; the focus moves to the slider.
    document.getElementById(id("felt"))?.focus();
  };
  return (
    <div>
      <p class="ps-row">
        <label for={id("felt")}>{t("felt")}</label>
        {/* Only for the eyes: the slider says it itself, and an <output> would say it a second time. */}
        <span class="ps-rating" aria-hidden="true">
          {words}
        </span>
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
