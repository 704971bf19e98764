// What somebody writes, kept in this browser as they type: one record for each component and learner, one entry a question.
//
// Nothing in this module sends anything. Every change starts from what is stored, since another tab may have written meanwhile.

export interface Note {
  words?: string;
  /** The question as it stood when this was written; an author may take it out. */
  asked?: string;
  /** "I'd rather keep this to myself." */
  mine?: boolean;
  /** What looked as if it might identify somebody and is to stay. */
  allowed?: string[];
}

type Book = Record<string, Note>;

export class Notes {
  /** Whether the browser really keeps it; the page words its promise accordingly. */
  readonly kept: boolean;
  private book: Book = {};

  constructor(private readonly key: string) {
    this.kept = this.load();
  }

  private load(): boolean {
    try {
      const stored = window.localStorage.getItem(this.key);
      window.localStorage.setItem(`${this.key}:try`, "1");
      window.localStorage.removeItem(`${this.key}:try`);
      this.book = parsed(stored);
      return true;
    } catch {
      // Blocked or full: go on in memory.
      return false;
    }
  }

  private save(): void {
    try {
      if (Object.keys(this.book).length) window.localStorage.setItem(this.key, JSON.stringify(this.book));
      else window.localStorage.removeItem(this.key);
    } catch {
      // As above.
    }
  }

  at(id: string): Note {
    return this.book[id] ?? {};
  }

  note(id: string, change: Note): void {
    if (this.kept) this.load();
    this.book[id] = { ...this.book[id], ...change };
    this.save();
  }

  /** What was written at questions that are no longer asked. */
  left(present: ReadonlyArray<{ id: string }>): Array<{ id: string; asked: string }> {
    return Object.entries(this.book).flatMap(([id, { words, asked }]) => (
      words && asked && !present.some((question) => question.id === id) ? [{ id, asked }] : []));
  }

  /** Whether anything is there to be cleared. */
  get any(): boolean {
    return Object.values(this.book).some((note) => note.words);
  }

  erase(): void {
    this.book = {};
    this.save();
  }

  /** Tells when another tab has written. */
  onOthers(changed: () => void): void {
    window.addEventListener("storage", (event) => {
      if (event.key !== this.key) return;
      this.book = {};
      this.load();
      changed();
    });
  }
}

/** What was stored; a garbled record is begun anew. */
function parsed(stored: string | null): Book {
  try {
    const book: unknown = JSON.parse(stored ?? "{}");
    return book && typeof book === "object" ? (book as Book) : {};
  } catch {
    return {};
  }
}
