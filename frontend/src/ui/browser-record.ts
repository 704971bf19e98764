// One record in this browser's storage, of which another tab may hold a copy. Nothing here sends anything.

/** No record's key begins like this. */
const probeKey = "powerstruggle:try";

export class BrowserRecord<Book extends object> {
  /** Whether the browser really keeps it; the page words its promise accordingly. */
  persists: boolean;
  protected data = {} as Book;

  constructor(protected readonly key: string) {
    this.persists = this.load();
  }

  protected load(): boolean {
    try {
      this.data = parseStored<Book>(window.localStorage.getItem(this.key));
      window.localStorage.setItem(probeKey, "1");
      window.localStorage.removeItem(probeKey);
      return true;
    } catch {
      // Blocked or full: go on in memory.
      return false;
    }
  }

  /** Every change starts from what is stored, since another tab may have written meanwhile. */
  protected update(alter: (book: Book) => void): void {
    if (this.persists) this.load();
    alter(this.data);
    const text = JSON.stringify(this.data);
    try {
      if (text === "{}") window.localStorage.removeItem(this.key);
      else window.localStorage.setItem(this.key, text);
    } catch {
      // From here on memory knows more than the browser.
      this.persists = false;
    }
  }

  clear(): void {
    this.update((book) => {
      for (const name of Object.keys(book)) delete book[name as keyof Book];
    });
  }
}

/** What was stored; a garbled record is begun anew. */
function parseStored<Book>(stored: string | null): Book {
  try {
    const book: unknown = JSON.parse(stored ?? "{}");
    return (book && typeof book === "object" ? book : {}) as Book;
  } catch {
    return {} as Book;
  }
}
