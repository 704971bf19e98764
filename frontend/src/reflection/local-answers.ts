// What somebody writes, kept in this browser as they type: one record for each component and learner, one entry a question.

import { BrowserRecord } from "../ui/browser-record";

export interface StoredAnswer {
  words?: string;
  /** The question as it stood when this was written; an author may take it out. */
  asked?: string;
  /** "I'd rather keep this to myself." */
  mine?: boolean;
  /** What looked as if it might identify somebody and is to stay. */
  allowed?: string[];
}

export class LocalAnswers extends BrowserRecord<Record<string, StoredAnswer>> {
  answerAt(id: string): StoredAnswer {
    return this.data[id] ?? {};
  }

  setAnswer(id: string, change: StoredAnswer): void {
    this.update((book) => {
      book[id] = { ...book[id], ...change };
    });
  }

  /** What was written at questions that are no longer asked. */
  removedQuestions(present: ReadonlyArray<{ id: string }>): Array<{ id: string; asked: string }> {
    return Object.entries(this.data).flatMap(([id, { words, asked }]) =>
      words && asked && !present.some((question) => question.id === id) ? [{ id, asked }] : [],
    );
  }

  /** Whether anything is there to be cleared. */
  get hasContent(): boolean {
    return Object.values(this.data).some((note) => note.words);
  }

  /** Tells when another tab has written. */
  onOtherTab(changed: () => void): void {
    window.addEventListener("storage", (event) => {
      // Where storage is full memory knows more; only what was erased is gone here too.
      if (event.key !== this.key || (!this.persists && event.newValue)) return;
      this.load();
      changed();
    });
  }
}
