// What a question's box and what goes with it need to know of the page they stand on; the reflection page and the debrief of a
// scenario each give one.

import type English from "../../../powerstruggle_xblock/words/asks.json";
import type { Say } from "../ui/words";
import type { Finding } from "./identifier-warning";
import { identifiers } from "./identifier-warning";
import type { Notes } from "./local-answers";

export type AskKey = keyof typeof English;

export interface Question {
  id: string;
  /** Cleaned by the server. */
  words: string;
  /** The same without marks, for a file. */
  plain: string;
  hint?: string | null;
}

export interface Desk {
  say: Say<AskKey>;
  notes: Notes;
  shell: HTMLElement;
  /** The language the page is in, and that of the questions where it is another. */
  pageLang: string;
  lang: string | null;
  /** The longest answer that can be kept; Infinity where none is sent. */
  most: number;
  id(name: string): string;
  /** What stands in a box: what is written here, or what was kept elsewhere. */
  words(id: string): string;
  write(id: string, words: string): void;
  draw(): void;
  /** Says something to those who listen, politely. */
  tell(news: string): void;
}

/** What in an answer might identify somebody and was not let stay. */
export function open(desk: Desk, id: string): Finding[] {
  const { say, notes, pageLang } = desk;
  const clues = { titles: say("nudge_titles"), places: say("nudge_places"), records: say("nudge_records"), lang: pageLang };
  const allowed = notes.at(id).allowed ?? [];
  return identifiers(desk.words(id), clues).filter((finding) => !allowed.includes(finding.text));
}

export function focus(desk: Desk, name: string): boolean {
  const node = document.getElementById(desk.id(name));
  node?.focus();
  return node !== null;
}

/** The questions, and after them those that are no longer asked but were answered: nothing written is ever out of sight. */
export function withLeft<Q extends Question>(notes: Notes, questions: Q[]): Array<Q | Question> {
  const left = notes.left(questions).map(({ id, asked }) => ({ id, words: escaped(asked), plain: asked }));
  return [...questions, ...left];
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
