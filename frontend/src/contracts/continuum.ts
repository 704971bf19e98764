// What the server tells the page, and what the page may ask of it.

/** Cleaned by the server. */
export type Html = string;

export interface ScalePoint {
  id: string;
  label: string;
  number: number;
}

export interface Statement {
  id: string;
  words: Html;
  content_note: Html | null;
  follow_up: boolean;
  /** Its own words for the two ends. */
  low: string | null;
  high: string | null;
}

/** All that is told of one line: shares by stop in per cent, or the one stop that nearly everybody chose, or a mean. */
export interface Aggregate {
  enough: boolean;
  shares: Record<string, number> | null;
  mostly: string | null;
  mean: number | null;
}

export interface FollowUpAggregate {
  enough: boolean;
  shares: Record<string, number>;
  mostly: string[];
}

export interface StatementResult {
  id: string;
  now: Aggregate;
  then: Aggregate | null;
  earlier: Aggregate | null;
  next: FollowUpAggregate | null;
}

export interface GroupResults {
  lines: StatementResult[] | null;
  off: string | null;
}

export interface View extends Partial<GroupResults> {
  phase: "place" | "done" | "unavailable";
  title: string;
  staff: boolean;
  preview: boolean;
  /** What became of the answers just sent: counted, not (again), or nothing is counted here. */
  counted: boolean | null;
  notice: string | null;
  problems: string[];
  off: string | null;
  version: string;
  round: string;
  since: string | null;
  lang: string | null;
  k: number;
  show: "line" | "mean";
  intro: Html | null;
  frame: Html | null;
  look_back: Html | null;
  scale: { ask: string | null; top: number; stops: ScalePoint[] };
  next: { ask: string | null; options: Array<{ id: string; label: string }> } | null;
  statements: Statement[];
  can_submit: boolean;
  closing?: Html | null;
  tag_out?: Html | null;
}

export interface FacilitatorData extends GroupResults {
  phase: "facilitator";
  prompts: Html[];
  statement_prompts: Record<string, Html[]>;
  closing: Html | null;
  tag_out: Html | null;
}

/** Behind a statement's id: the same statement looked back on. */
export const lookBackSuffix = ".then";

/** The stops as a statement words them. */
export function scalePointsFor({ scale }: View, { low, high }: Statement): ScalePoint[] {
  const last = scale.stops.length - 1;
  return scale.stops.map((stop, index) => {
    const own = index === 0 ? low : index === last ? high : null;
    return own ? { ...stop, label: own } : stop;
  });
}

/** What a stop is called where it stands alone. */
export function scalePointName(stop: ScalePoint): string {
  return stop.label || String(stop.number);
}

export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}

export type Request =
  | { handler: "state" | "lines" | "facilitator"; body: Record<string, never> }
  | {
      handler: "submit";
      body: { version: string; answers: Record<string, string>; follow_ups: Record<string, string[]> };
    };

export type Reply = View | FacilitatorData | (GroupResults & { phase: "lines" });
