// The text alternative of the meter chart.

import type { MeterCurve } from "../contracts/player";
import { formatList, type Translate } from "../ui/words";

/** The learner's own rating before the choice at `step`. */
export interface FeelingRating {
  step: number;
  value: number;
}

/** Describe a meter's curve in sentences. */
export function chartDescription(curve: MeterCurve, felt: FeelingRating[], t: Translate): string {
  const sentences = [
    t("curve_summary", {
      meter: curve.meter,
      max: curve.max,
      points: formatList(
        curve.points.map((point) => t("curve_point", { label: point.label, value: point.value, word: point.word })),
      ),
    }),
  ];
  const turns = curve.points.filter((point) => point.turn);
  if (turns.length) sentences.push(t("curve_turns", { labels: formatList(turns.map((point) => point.label)) }));
  const own = curve.points.flatMap((point) => {
    const rating = ratingAt(felt, point.step);
    return rating === undefined ? [] : [t("curve_felt_point", { label: point.label, value: rating })];
  });
  if (own.length) sentences.push(t("curve_felt_summary", { points: formatList(own) }));
  return sentences.join(" ");
}

/** Return the learner's rating at a step. */
export function ratingAt(felt: FeelingRating[], step: number): number | undefined {
  return felt.find((rating) => rating.step === step)?.value;
}
