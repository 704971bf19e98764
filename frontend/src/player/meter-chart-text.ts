// The curve in words: what the picture says, for those who don't see it.

import type { Curve } from "../contracts/player";
import type { Say } from "../ui/words";

/** The learner's own rating before the choice that leads on from `step`. */
export interface Felt { step: number; value: number }

export function curveText(curve: Curve, felt: Felt[], say: Say): string {
  const list = (parts: string[]) => parts.join(", ");
  const sentences = [
    say("curve_summary", {
      meter: curve.meter,
      max: curve.max,
      points: list(curve.points.map((point) =>
        say("curve_point", { label: point.label, value: point.value, word: point.word }))),
    }),
  ];
  const turns = curve.points.filter((point) => point.turn);
  if (turns.length) sentences.push(say("curve_turns", { labels: list(turns.map((point) => point.label)) }));
  const own = curve.points.flatMap((point) => {
    const rating = feltAt(felt, point.step);
    return rating === undefined ? [] : [say("curve_felt_point", { label: point.label, value: rating })];
  });
  if (own.length) sentences.push(say("curve_felt_summary", { points: list(own) }));
  return sentences.join(" ");
}

export function feltAt(felt: Felt[], step: number): number | undefined {
  return felt.find((rating) => rating.step === step)?.value;
}
