// Where one stands. Before sending it is in this browser alone, and after sending this browser alone knows whose it is: only
// `Stand.send` may put it into a request.

import { then, type View } from "./model";

export interface Draft {
  /** Question to stop. */
  answers: Record<string, string>;
  /** Statement to options. */
  next: Record<string, string[]>;
  /** Statements whose content note was read and let by. */
  noted: string[];
  /** The furthest one has come: a statement's number, or -1 before the first. */
  at: number;
}

export const nothingYet = (): Draft => ({ answers: {}, next: {}, noted: [], at: -1 });

interface Book { draft?: Draft & { round: string }; mine?: Record<string, Record<string, string>> }

export class Kept {
  /** Whether the browser really keeps it; the page words its promise accordingly. */
  readonly works: boolean;
  private readonly key: string;
  private book: Book = {};

  constructor(usage: string, learner: string) {
    this.key = `powerstruggle-continuum:${usage}:${learner}`;
    this.works = this.load();
  }

  private load(): boolean {
    try {
      const stored = window.localStorage.getItem(this.key);
      const book: unknown = stored ? JSON.parse(stored) : null;
      if (book && typeof book === "object") this.book = book as Book;
      window.localStorage.setItem(`${this.key}:try`, "1");
      window.localStorage.removeItem(`${this.key}:try`);
      return true;
    } catch {
      // Blocked, full or garbled: go on in memory.
      return false;
    }
  }

  private save(): void {
    try {
      if (this.book.draft || this.book.mine) window.localStorage.setItem(this.key, JSON.stringify(this.book));
      else window.localStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }

  /** The places so far, as far as they still fit the exercise: its author may have changed it. */
  draft(view: View): Draft {
    const { draft } = this.book;
    if (!draft || draft.round !== view.round || typeof draft.answers !== "object") return nothingYet();
    const stops = new Set(view.scale.stops.map((stop) => stop.id));
    const options = new Set(view.next?.options.map((option) => option.id));
    const asked = new Map(view.statements.map((statement) => [statement.id, statement]));
    const known = (question: string) =>
      asked.has(question) || (view.look_back !== null && question.endsWith(then) && asked.has(question.slice(0, -then.length)));
    return {
      answers: Object.fromEntries(Object.entries(draft.answers).filter(([question, stop]) => known(question) && stops.has(stop))),
      next: Object.fromEntries(Object.entries(draft.next ?? {}).map(([id, names]) =>
        [id, asked.get(id)?.follow_up ? names.filter((name) => options.has(name)) : []])),
      noted: draft.noted ?? [],
      at: Math.min(draft.at ?? -1, view.statements.length),
    };
  }

  keepDraft(round: string, draft: Draft): void {
    this.book.draft = { ...draft, round };
    this.save();
  }

  forgetDraft(): void {
    delete this.book.draft;
    this.save();
  }

  /** The places that were sent in this round, for marking oneself on the line. */
  mine(round: string): Record<string, string> | null {
    return this.book.mine?.[round] ?? null;
  }

  keepMine(round: string, answers: Record<string, string>): void {
    this.book.mine = { ...this.book.mine, [round]: answers };
    this.save();
  }

  forgetMine(round: string): void {
    const { [round]: _gone, ...others } = this.book.mine ?? {};
    this.book.mine = Object.keys(others).length ? others : undefined;
    this.save();
  }
}
