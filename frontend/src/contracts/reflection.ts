// What the server tells the reflection page, and what the page may ask of it.

import type AskWords from "../../../powerstruggle_xblock/words/asks.json";
import type Words from "../../../powerstruggle_xblock/words/reflection.json";
import type { Question } from "../reflection/answer-context";

export type ReflectionKey = keyof typeof Words | keyof typeof AskWords;

export interface Prompt extends Question {
  examples: string[];
}

export interface View {
  phase: "open" | "unavailable";
  title: string;
  lang: string | null;
  intro: string | null;
  closing: string | null;
  keep: "browser" | "learner";
  /** Whether answers can be shared, and why not where the author meant them to be. */
  share: boolean;
  share_off: string | null;
  prompts: Prompt[];
  took_part: boolean;
  can_finish: boolean;
  /** One's own words on the server: kept, and shared, by question. */
  kept: Record<string, string>;
  shared: Record<string, string>;
  /** Where incidents go, the agency's own way of reporting them, and whom to turn to. */
  standing: string;
  reporting: string | null;
  support: string;
  notice: string | null;
  staff: boolean;
  most_letters: number;
  problems: string[];
}

export interface SharedList {
  phase: "shared";
  shared: Array<{ words: string | null; texts: string[] }>;
}

export type Request =
  | { handler: "state" | "forget" | "shared_list"; body: Record<string, never> }
  | { handler: "finish"; body: { keep: View["keep"]; words: Record<string, string> } }
  | { handler: "share"; body: { prompt: string; text: string } }
  | { handler: "withdraw"; body: { prompt: string } };

export interface Refusal {
  error: string;
  code: string;
  state: View | null;
}
