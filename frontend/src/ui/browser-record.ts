// One record in the browser's local storage; another tab may change the same record. This module sends nothing.

import { canStore, readText, writeText } from "./browser-storage";

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
    const text = readText(this.key);
    // Where storage is blocked, memory keeps the record.
    if (text === undefined) return false;
    this.data = parseStored<Book>(text);
    return canStore();
  }

  /** Read the record again, since another tab may have changed it; then alter and store it. */
  protected update(alter: (book: Book) => void): void {
    if (this.persists) this.load();
    alter(this.data);
    const text = JSON.stringify(this.data);
    // Once it can't be stored, memory holds more than the storage.
    if (!writeText(this.key, text === "{}" ? null : text)) this.persists = false;
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
