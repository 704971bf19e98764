// Parses conditions into clauses and formats them again.
//
// Grammar: scenario/conditions.py.

import type { comparisons } from "../../contracts/constants";

/** A comparison. */
export type Comparison = (typeof comparisons)[number];

/** A clause about a meter's value. */
export interface MeterClause {
  kind: "meter";
  meter: string;
  how: Comparison;
  value: number;
}
/** A clause about a choice taken or a scene visited. */
export interface PastClause {
  kind: "chose" | "visited";
  not: boolean;
  id: string;
}
/** A clause. */
export type Clause = MeterClause | PastClause;

const meterPattern = /^(\S+) (at least|at most|over|under|is) (-?[0-9]{1,4})$/;
const pastPattern = /^(not )?(chose|visited) (\S+)$/;

/** Return the clauses of a condition; an empty list for an empty one, null when it can't be parsed. */
export function parseCondition(words: string): Clause[] | null {
  const said = words.replace(/\s+/g, " ").trim();
  if (!said) return [];
  const found = said.split(" and ").map(parseClause);
  return found.every((one): one is Clause => one !== null) ? found : null;
}

/** Parse one clause; null when that is not possible. */
function parseClause(words: string): Clause | null {
  const meter = meterPattern.exec(words);
  if (meter) return { kind: "meter", meter: meter[1]!, how: meter[2] as Comparison, value: Number(meter[3]) };
  const past = pastPattern.exec(words);
  return past ? { kind: past[2] as "chose" | "visited", not: past[1] !== undefined, id: past[3]! } : null;
}

/** Return the condition as the notation stores it. */
export function formatCondition(all: readonly Clause[]): string {
  return all
    .map((one) =>
      one.kind === "meter" ? `${one.meter} ${one.how} ${one.value}` : `${one.not ? "not " : ""}${one.kind} ${one.id}`,
    )
    .join(" and ");
}
