// Shapes of the continuum exercise's page and its handlers.

/** HTML that the server has cleaned. */
export type Html = string;

/** One point of the scale. */
export interface ScalePoint {
  id: string;
  label: string;
  number: number;
}

/** One statement that learners place on the scale. */
export interface Statement {
  id: string;
  words: Html;
  content_note: Html | null;
  follow_up: boolean;
  /** The statement's own labels for the two ends of the scale. */
  low: string | null;
  high: string | null;
}

/**
 * The group's placements of one statement: shares by scale point in percent, or the one point that nearly everybody
 * chose, or a mean.
 */
export interface Aggregate {
  enough: boolean;
  shares: Record<string, number> | null;
  mostly: string | null;
  mean: number | null;
}

/** The group's follow-up answers to one statement, in percent. */
export interface FollowUpAggregate {
  enough: boolean;
  shares: Record<string, number>;
  mostly: string[];
}

/** The group's result for one statement. */
export interface StatementResult {
  id: string;
  now: Aggregate;
  then: Aggregate | null;
  earlier: Aggregate | null;
  next: FollowUpAggregate | null;
}

/** The group's results, or the reason why there are none. */
export interface GroupResults {
  lines: StatementResult[] | null;
  off: string | null;
}

/** All that the page shows. */
export interface View extends Partial<GroupResults> {
  phase: "place" | "done" | "unavailable";
  title: string;
  staff: boolean;
  preview: boolean;
  /**
   * What happened to the answers just sent: true when they were counted, false when not, null when nothing is counted
   * here.
   */
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

/** What the facilitator's view adds. */
export interface FacilitatorData extends GroupResults {
  phase: "facilitator";
  prompts: Html[];
  statement_prompts: Record<string, Html[]>;
  closing: Html | null;
  tag_out: Html | null;
}

/** The answer to a refused request. */
export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}

/** A request to one of the handlers. */
export type Request =
  | { handler: "state" | "lines" | "facilitator"; body: Record<string, never> }
  | {
      handler: "submit";
      body: { version: string; answers: Record<string, string>; follow_ups: Record<string, string[]> };
    };

/** The answers of all handlers. */
export type Reply = View | FacilitatorData | (GroupResults & { phase: "lines" });
