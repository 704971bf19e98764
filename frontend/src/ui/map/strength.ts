// The shapes that stand for the strength of replies, on every map: never a color alone.

import type { GraphDot } from "../../contracts/graph";

/** How strong a reply is. */
export type ReplyStrength = NonNullable<GraphDot["strength"]>;

/** A shape for each strength, around 0,0: a disk, a square on its corner, a triangle, and a ring for none. */
export const strengthShapes: Record<ReplyStrength, string> = {
  strong: "M0-8a8 8 0 1 1 0 16a8 8 0 1 1 0-16z",
  mixed: "M0-9 9 0 0 9-9 0z",
  weak: "M0-9 9 7H-9z",
  none: "M0-6a6 6 0 1 1 0 12a6 6 0 1 1 0-12z",
};
