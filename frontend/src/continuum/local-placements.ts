// Where one stands. Before sending it is in this browser alone, and after sending this browser alone knows whose it is: only
// `Stand.send` may put it into a request.

import { BrowserRecord } from "../ui/browser-record";
import { lookBackSuffix, type View } from "../contracts/continuum";

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

export const emptyDraft = (): Draft => ({ answers: {}, next: {}, noted: [], at: -1 });

interface StoredData {
  draft?: Draft & { round: string };
  mine?: Record<string, Record<string, string>>;
}

export class LocalPlacements extends BrowserRecord<StoredData> {
  constructor(usage: string, learner: string) {
    super(`powerstruggle-continuum:${usage}:${learner}`);
  }

  /** The places so far, as far as they still fit the exercise: its author may have changed it. */
  loadDraft(view: View): Draft {
    const { draft } = this.data;
    if (!draft || draft.round !== view.round || typeof draft.answers !== "object") return emptyDraft();
    const stops = new Set(view.scale.stops.map((stop) => stop.id));
    const options = new Set(view.next?.options.map((option) => option.id));
    const asked = new Map(view.statements.map((statement) => [statement.id, statement]));
    const known = (question: string) =>
      asked.has(question) ||
      (view.look_back !== null &&
        question.endsWith(lookBackSuffix) &&
        asked.has(question.slice(0, -lookBackSuffix.length)));
    return {
      answers: Object.fromEntries(
        Object.entries(draft.answers).filter(([question, stop]) => known(question) && stops.has(stop)),
      ),
      next: Object.fromEntries(
        Object.entries(draft.next ?? {}).map(([id, names]) => [
          id,
          asked.get(id)?.follow_up ? names.filter((name) => options.has(name)) : [],
        ]),
      ),
      noted: draft.noted ?? [],
      at: Math.min(draft.at ?? -1, view.statements.length),
    };
  }

  saveDraft(round: string, draft: Draft): void {
    this.update((book) => {
      book.draft = { ...draft, round };
    });
  }

  deleteDraft(): void {
    this.update((book) => {
      delete book.draft;
    });
  }

  /** The places that were sent in this round, for marking oneself on the line. */
  ownPlacements(round: string): Record<string, string> | null {
    return this.data.mine?.[round] ?? null;
  }

  saveOwnPlacements(round: string, answers: Record<string, string>): void {
    this.update((book) => {
      book.mine = { ...book.mine, [round]: answers };
    });
  }

  deleteOwnPlacements(round: string): void {
    this.update((book) => {
      const { [round]: _gone, ...others } = book.mine ?? {};
      book.mine = Object.keys(others).length ? others : undefined;
    });
  }
}
