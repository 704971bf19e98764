// One record in the browser's local storage; another tab may change the same record. This module sends nothing.

/** A storage key that no record uses, for testing whether storage works. */
const probeKey = "powerstruggle:try";

/** An object of type `Data` that is kept in local storage under one key. */
export class BrowserRecord<Book extends object> {
  /** Whether the browser really stores the record. The pages tell the learner accordingly. */
  persists: boolean;
  protected data = {} as Book;

  constructor(readonly key: string) {
    this.persists = this.load();
  }

  /** Read the record from storage; return whether storage works. */
  protected load(): boolean {
    try {
      this.data = parseStored<Book>(window.localStorage.getItem(this.key));
      window.localStorage.setItem(probeKey, "1");
      window.localStorage.removeItem(probeKey);
      return true;
    } catch {
      // Storage is blocked or full: keep the record in memory.
      return false;
    }
  }

  /** Read the record again, since another tab may have changed it; then alter and store it. */
  protected update(alter: (book: Book) => void): void {
    if (this.persists) this.load();
    alter(this.data);
    const text = JSON.stringify(this.data);
    try {
      if (text === "{}") window.localStorage.removeItem(this.key);
      else window.localStorage.setItem(this.key, text);
    } catch {
      // From now on memory holds more than the storage.
      this.persists = false;
    }
  }

  /** Delete all entries. */
  clear(): void {
    this.update((book) => {
      for (const name of Object.keys(book)) delete book[name as keyof Book];
    });
  }
}

/** Parse a stored record; return an empty one when it is damaged. */
function parseStored<Book>(stored: string | null): Book {
  try {
    const book: unknown = JSON.parse(stored ?? "{}");
    return (book && typeof book === "object" ? book : {}) as Book;
  } catch {
    return {} as Book;
  }
}
