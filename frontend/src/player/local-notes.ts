// What the learner feels and rehearses. It lives in this browser and nowhere else: nothing in this module, and
// nothing that reads it, may put it into a request. One record per block and learner, in it one entry per step.

import { BrowserRecord } from "../ui/browser-record";

export interface Entry {
  scene: string;
  /** How pushed one's own buttons are, 0 to 10. */
  felt?: number;
  /** What one would say first. */
  words?: string;
  /** The options have been seen, so the words are no longer first words. */
  seen?: boolean;
}

export class Diary extends BrowserRecord<Record<string, Entry>> {
  constructor(usage: string, learner: string) {
    super(`powerstruggle-scenario:${usage}:${learner}`);
  }

  at(attempt: number, step: number): Entry | undefined {
    return this.book[`${attempt}.${step}`];
  }

  note(attempt: number, step: number, scene: string, change: Partial<Entry>): void {
    const place = `${attempt}.${step}`;
    this.change((book) => { book[place] = { ...book[place], ...change, scene }; });
  }

  clearFelt(attempt: number, step: number): void {
    this.change((book) => { delete book[`${attempt}.${step}`]?.felt; });
  }

  /** A run taken up again from a step keeps what was felt and written on the way there. */
  carry(from: number, to: number, steps: number): void {
    this.change((book) => {
      for (let step = 0; step < steps; step++) {
        const entry = book[`${from}.${step}`];
        if (entry && !book[`${to}.${step}`]) book[`${to}.${step}`] = { ...entry };
      }
    });
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

  /** Whether anything is there to be erased, from whichever run. */
  get any(): boolean {
    return this.asked().length > 0 || Object.values(this.book).some(({ words, felt }) => words || felt !== undefined);
  }

  override erase(): void {
    super.erase();
    for (const key of this.asked()) {
      window.localStorage.removeItem(key);
      window.dispatchEvent(new StorageEvent("storage", { key }));
    }
  }
}
