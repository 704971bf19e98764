// What the learner feels and rehearses. It lives in this browser and nowhere else: nothing in this module, and
// nothing that reads it, may put it into a request. One record per block and learner, in it one entry per step.

export interface Entry {
  scene: string;
  /** How pushed one's own buttons are, 0 to 10. */
  felt?: number;
  /** What one would say first. */
  words?: string;
  /** The options have been seen, so the words are no longer first words. */
  seen?: boolean;
}

type Book = Record<string, Entry>;

export class Diary {
  /** Whether the browser really keeps it; the page words its promise accordingly. */
  readonly kept: boolean;
  private readonly key: string;
  private book: Book = {};

  constructor(usage: string, learner: string) {
    this.key = `powerstruggle-scenario:${usage}:${learner}`;
    this.kept = this.load();
  }

  /** Another tab may have written in the meantime, so every change starts from what is stored. */
  private load(): boolean {
    try {
      const stored = window.localStorage.getItem(this.key);
      const book: unknown = stored ? JSON.parse(stored) : null;
      if (book && typeof book === "object") this.book = book as Book;
      window.localStorage.setItem(this.key + ":try", "1");
      window.localStorage.removeItem(this.key + ":try");
      return true;
    } catch {
      // Blocked, full or garbled: go on in memory.
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

  at(attempt: number, step: number): Entry | undefined {
    return this.book[`${attempt}.${step}`];
  }

  note(attempt: number, step: number, scene: string, change: Partial<Entry>): void {
    this.load();
    const entry: Entry = { ...this.book[`${attempt}.${step}`], ...change, scene };
    this.book[`${attempt}.${step}`] = entry;
    this.save();
  }

  clearFelt(attempt: number, step: number): void {
    this.load();
    delete this.book[`${attempt}.${step}`]?.felt;
    this.save();
  }

  /** A run taken up again from a step keeps what was felt and written on the way there. */
  carry(from: number, to: number, steps: number): void {
    this.load();
    for (let step = 0; step < steps; step++) {
      const entry = this.at(from, step);
      if (entry && !this.at(to, step)) this.book[`${to}.${step}`] = { ...entry };
    }
    this.save();
  }

  /** What was last written at this scene in an earlier run, so that nobody has to think it up twice. */
  earlierWords(scene: string, attempt: number): string | undefined {
    const runs = Object.entries(this.book)
      .map(([place, entry]) => ({ run: Number(place.split(".")[0]), entry }))
      .filter(({ run, entry }) => run < attempt && entry.scene === scene && entry.words)
      .sort((a, b) => b.run - a.run);
    return runs[0]?.entry.words;
  }

  /** Where the answers to an ending's questions are kept (see reflection/notes.ts), and whether there are any. */
  asks(ending: string): string {
    return `${this.key}:${ending}`;
  }

  private asked(): string[] {
    try {
      return Object.keys(window.localStorage).filter((key) => key.startsWith(`${this.key}:`));
    } catch {
      return [];
    }
  }

  has(attempt: number, steps: number): boolean {
    if (this.asked().length) return true;
    for (let step = 0; step < steps; step++) {
      const entry = this.at(attempt, step);
      if (entry?.words || entry?.felt !== undefined) return true;
    }
    return false;
  }

  erase(): void {
    this.book = {};
    this.save();
    for (const key of this.asked()) {
      window.localStorage.removeItem(key);
      window.dispatchEvent(new StorageEvent("storage", { key }));
    }
  }
}
