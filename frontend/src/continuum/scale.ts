// The points of an exercise's scale, as each statement labels them.

import type { ExerciseView, ScalePoint, Statement } from "../contracts/continuum";

/** The suffix of a question's id for looking back on the same statement. */
export const lookBackSuffix = ".then";

/** Return the scale points with the statement's own labels. */
export function scalePointsFor({ scale }: ExerciseView, { low, high }: Statement): ScalePoint[] {
  const last = scale.stops.length - 1;
  return scale.stops.map((stop, index) => {
    const own = index === 0 ? low : index === last ? high : null;
    return own ? { ...stop, label: own } : stop;
  });
}

/** Return the label of a scale point, or its number. */
export function scalePointName(stop: ScalePoint): string {
  return stop.label || String(stop.number);
}
