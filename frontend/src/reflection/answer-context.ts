// What a question's box and what goes with it need to know of the page they stand on; the reflection page and the debrief of a
// scenario each give one.

import type English from "../../../powerstruggle_xblock/words/asks.json";
import type { Translate } from "../ui/words";
import type { Finding } from "./identifier-warning";
import { findIdentifiers } from "./identifier-warning";
import type { LocalAnswers } from "./local-answers";

export type AnswerKey = keyof typeof English;

export interface Question {
  id: string;
  /** Cleaned by the server. */
  words: string;
  /** The same without marks, for a file. */
  plain: string;
  hint?: string | null;
}

export interface AnswerContext {
  t: Translate<AnswerKey>;
  answers: LocalAnswers;
  shell: HTMLElement;
  /** The language the page is in, and that of the questions where it is another. */
  pageLang: string;
  lang: string | null;
  /** The longest answer that can be kept; Infinity where none is sent. */
  maxLength: number;
  id(name: string): string;
  /** What stands in a box: what is written here, or what was kept elsewhere. */
  answerText(id: string): string;
  setAnswerText(id: string, words: string): void;
  render(): void;
  /** Says something to those who listen, politely. */
  announce(announcement: string): void;
}

/** What in an answer might identify somebody and was not let stay. */
export function openFindings(context: AnswerContext, id: string): Finding[] {
  const { t, answers, pageLang } = context;
  const clues = { titles: t("nudge_titles"), places: t("nudge_places"), records: t("nudge_records"), lang: pageLang };
  const allowed = answers.answerAt(id).allowed ?? [];
  return findIdentifiers(context.answerText(id), clues).filter((finding) => !allowed.includes(finding.text));
}

export function focusById(context: AnswerContext, name: string): boolean {
  const node = document.getElementById(context.id(name));
  node?.focus();
  return node !== null;
}

/** The questions, and after them those that are no longer asked but were answered: nothing written is ever out of sight. */
export function withRemovedQuestions<Q extends Question>(notes: LocalAnswers, questions: Q[]): Array<Q | Question> {
  const left = notes
    .removedQuestions(questions)
    .map(({ id, asked }) => ({ id, words: escapeHtml(asked), plain: asked }));
  return [...questions, ...left];
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
