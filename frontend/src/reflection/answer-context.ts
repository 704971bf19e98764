// What an answer field needs to know about its page. The reflection page and the debrief of a scenario each provide
// one.

import type English from "../../../powerstruggle_xblock/words/debrief-prompts.json";
import type { Question } from "../contracts/reflection";
import type { Translate } from "../ui/words";
import type { Finding } from "./identifier-warning";
import { findIdentifiers } from "./identifier-warning";
import type { LocalAnswers } from "./local-answers";

/** A translation key of answer fields. */
export type AnswerKey = keyof typeof English;

/** The state and functions of the page around answer fields. */
export interface AnswerContext {
  t: Translate<AnswerKey>;
  answers: LocalAnswers;
  shell: HTMLElement;
  /** The language of the page, and that of the questions when it differs. */
  pageLang: string;
  lang: string | null;
  /** The longest answer that can be kept, in characters; Infinity when none is sent. */
  maxLength: number;
  id(name: string): string;
  /** Return the answer: what was written here, else what is kept on the server. */
  answerText(id: string): string;
  /** Store the answer. */
  setAnswerText(id: string, words: string): void;
  render(): void;
  /** Set the text for screen readers. */
  announce(announcement: string): void;
}

/** Return what in an answer might identify somebody and was not allowed by the writer. */
export function openFindings(context: AnswerContext, id: string): Finding[] {
  const { t, answers, pageLang } = context;
  const clues = { titles: t("nudge_titles"), places: t("nudge_places"), records: t("nudge_records"), lang: pageLang };
  const allowed = answers.answerAt(id).allowed ?? [];
  return findIdentifiers(context.answerText(id), clues).filter((finding) => !allowed.includes(finding.text));
}

/** Focus the element with this id; tell whether it exists. */
export function focusById(context: AnswerContext, name: string): boolean {
  const node = document.getElementById(context.id(name));
  node?.focus();
  return node !== null;
}

/** Return the questions, followed by removed ones that have an answer: nothing written is hidden. */
export function withRemovedQuestions<Q extends Question>(notes: LocalAnswers, questions: Q[]): Array<Q | Question> {
  const left = notes
    .removedQuestions(questions)
    .map(({ id, asked }) => ({ id, words: escapeHtml(asked), plain: asked }));
  return [...questions, ...left];
}

/** Escape text for HTML. */
function escapeHtml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
