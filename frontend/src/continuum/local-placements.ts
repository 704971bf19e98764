// The learner's placements in this browser. Before sending they are only here; after sending only this browser knows
// which are whose. Only `ExerciseController.submit` may put them into a request.

import type { ExerciseView } from "../contracts/continuum";
import { BrowserRecord } from "../ui/browser-record";
import { lookBackSuffix } from "./scale";

/** Answers that were not sent yet. */
export interface Draft {
  /** Scale point by question. */
  answers: Record<string, string>;
  /** Follow-up answers by statement. */
  next: Record<string, string[]>;
  /** Statements whose content note was accepted. */
  noted: string[];
  /** Index of the furthest statement reached; -1 before the first. */
  at: number;
}

/** Return an empty draft. */
export const emptyDraft = (): Draft => ({ answers: {}, next: {}, noted: [], at: -1 });

interface StoredData {
  draft?: Draft & { round: string };
  mine?: Record<string, Record<string, string>>;
}

/** The placements of one learner in one exercise. */
export class LocalPlacements extends BrowserRecord<StoredData> {
  constructor(usage: string, learner: string) {
    super(`powerstruggle-continuum:${usage}:${learner}`);
  }

  /** Return the draft, without answers that don't fit the exercise any more: the author may have changed it. */
  loadDraft(view: ExerciseView): Draft {
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

  /** Store the draft of a round. */
  saveDraft(round: string, draft: Draft): void {
    this.update((book) => {
      book.draft = { ...draft, round };
    });
  }

  /** Delete the draft. */
  deleteDraft(): void {
    this.update((book) => {
      delete book.draft;
    });
  }

  /** Return the placements that were sent in a round, for marking the learner's own position. */
  ownPlacements(round: string): Record<string, string> | null {
    return this.data.mine?.[round] ?? null;
  }

  /** Store the placements that were sent in a round. */
  saveOwnPlacements(round: string, answers: Record<string, string>): void {
    this.update((book) => {
      book.mine = { ...book.mine, [round]: answers };
    });
  }

  /** Delete the placements that were sent in a round. */
  deleteOwnPlacements(round: string): void {
    this.update((book) => {
      const { [round]: _gone, ...others } = book.mine ?? {};
      book.mine = Object.keys(others).length ? others : undefined;
    });
  }
}
