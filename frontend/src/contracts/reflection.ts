// Shapes of the reflection page and its handlers.

/** A question of the reflection page. */
export interface Prompt extends Question {
  examples: string[];
}

/** All that the page shows. */
export interface View {
  phase: "open" | "unavailable";
  title: string;
  lang: string | null;
  intro: string | null;
  closing: string | null;
  keep: "browser" | "learner";
  /** Whether answers can be shared, and the reason when the author wanted it and it is not possible. */
  share: boolean;
  share_off: string | null;
  prompts: Prompt[];
  took_part: boolean;
  can_finish: boolean;
  /** The learner's answers on the server, by question: those that are kept and those that are shared. */
  kept: Record<string, string>;
  shared: Record<string, string>;
  /** Where to report incidents, the agency's own way of reporting, and where to find support. */
  standing: string;
  reporting: string | null;
  support: string;
  notice: string | null;
  staff: boolean;
  most_letters: number;
  problems: string[];
}

/** The answers that were shared with the course's staff. */
export interface SharedList {
  phase: "shared";
  shared: Array<{ words: string | null; texts: string[] }>;
}

/** A request to one of the handlers. */
export type Request =
  | { handler: "state" | "forget" | "shared_list"; body: Record<string, never> }
  | { handler: "finish"; body: { keep: View["keep"]; words: Record<string, string> } }
  | { handler: "share"; body: { prompt: string; text: string } }
  | { handler: "withdraw"; body: { prompt: string } };

/** The answer to a refused request. */
export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}

/** A question to write an answer to. */
export interface Question {
  id: string;
  /** HTML that the server has cleaned. */
  words: string;
  /** The same as plain text, for files. */
  plain: string;
  hint?: string | null;
}
