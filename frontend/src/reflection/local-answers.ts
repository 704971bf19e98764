// Answers in this browser's storage: one record per component and learner, one entry per question.

import { BrowserRecord } from "../ui/browser-record";

/** One entry. */
export interface StoredAnswer {
  words?: string;
  /** The question when the answer was written; an author may remove it. */
  asked?: string;
  /** Whether the learner keeps the answer private. */
  mine?: boolean;
  /** Texts that might identify somebody and that the learner allowed. */
  allowed?: string[];
}

/** The answers of one learner. */
export class LocalAnswers extends BrowserRecord<Record<string, StoredAnswer>> {
  /** Return the entry of a question. */
  answerAt(id: string): StoredAnswer {
    return this.data[id] ?? {};
  }

  /** Change the entry of a question. */
  setAnswer(id: string, change: StoredAnswer): void {
    this.update((book) => {
      book[id] = { ...book[id], ...change };
    });
  }

  /** Return the removed questions that have an answer. */
  removedQuestions(present: ReadonlyArray<{ id: string }>): Array<{ id: string; asked: string }> {
    return Object.entries(this.data).flatMap(([id, { words, asked }]) =>
      words && asked && !present.some((question) => question.id === id) ? [{ id, asked }] : [],
    );
  }

  /** Tell whether there is anything to delete. */
  get hasContent(): boolean {
    return Object.values(this.data).some((note) => note.words);
  }

  /** Call `changed` when another tab has changed the answers. */
  onOtherTab(changed: () => void): void {
    window.addEventListener("storage", (event) => {
      // When storage is full, memory holds more; only deletions are taken over.
      if (event.key !== this.key || (!this.persists && event.newValue)) return;
      this.load();
      changed();
    });
  }
}
