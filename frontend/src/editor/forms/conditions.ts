// Conditions as rows of menus: read from the words the notation stores, and written back to them.
//
// Grammar: scenario/conditions.py.

export const comparisons = ["at least", "at most", "over", "under", "is"] as const;
export type Comparison = (typeof comparisons)[number];

export interface MeterClause {
  kind: "meter";
  meter: string;
  how: Comparison;
  value: number;
}
export interface PastClause {
  kind: "chose" | "visited";
  not: boolean;
  id: string;
}
export type Clause = MeterClause | PastClause;

const meterPattern = /^(\S+) (at least|at most|over|under|is) (-?[0-9]{1,4})$/;
const pastPattern = /^(not )?(chose|visited) (\S+)$/;

/** The clauses of a condition; none for an empty one, null where it can't be understood. */
export function parseCondition(words: string): Clause[] | null {
  const said = words.replace(/\s+/g, " ").trim();
  if (!said) return [];
  const found = said.split(" and ").map(parseClause);
  return found.every((one): one is Clause => one !== null) ? found : null;
}

function parseClause(words: string): Clause | null {
  const meter = meterPattern.exec(words);
  if (meter) return { kind: "meter", meter: meter[1]!, how: meter[2] as Comparison, value: Number(meter[3]) };
  const past = pastPattern.exec(words);
  return past ? { kind: past[2] as "chose" | "visited", not: past[1] !== undefined, id: past[3]! } : null;
}

/** The words the notation stores. */
export function formatCondition(all: readonly Clause[]): string {
  return all
    .map((one) =>
      one.kind === "meter" ? `${one.meter} ${one.how} ${one.value}` : `${one.not ? "not " : ""}${one.kind} ${one.id}`,
    )
    .join(" and ");
}
