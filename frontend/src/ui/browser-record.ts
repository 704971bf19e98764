// One record in this browser's storage, of which another tab may hold a copy. Nothing here sends anything.

/** No record's key begins like this. */
const probe = "powerstruggle:try";

export class BrowserRecord<Book extends object> {
  /** Whether the browser really keeps it; the page words its promise accordingly. */
  works: boolean;
  protected book = {} as Book;

  constructor(protected readonly key: string) {
    this.works = this.load();
  }

  protected load(): boolean {
    try {
      this.book = parsed<Book>(window.localStorage.getItem(this.key));
      window.localStorage.setItem(probe, "1");
      window.localStorage.removeItem(probe);
      return true;
    } catch {
      // Blocked or full: go on in memory.
      return false;
    }
  }

  /** Every change starts from what is stored, since another tab may have written meanwhile. */
  protected change(alter: (book: Book) => void): void {
    if (this.works) this.load();
    alter(this.book);
    const text = JSON.stringify(this.book);
    try {
      if (text === "{}") window.localStorage.removeItem(this.key);
      else window.localStorage.setItem(this.key, text);
    } catch {
      // From here on memory knows more than the browser.
      this.works = false;
    }
  }

  erase(): void {
    this.change((book) => { for (const name of Object.keys(book)) delete book[name as keyof Book]; });
  }
}

/** What was stored; a garbled record is begun anew. */
function parsed<Book>(stored: string | null): Book {
  try {
    const book: unknown = JSON.parse(stored ?? "{}");
    return (book && typeof book === "object" ? book : {}) as Book;
  } catch {
    return {} as Book;
  }
}
