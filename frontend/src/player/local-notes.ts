// What the learner feels and rehearses. It lives in this browser and nowhere else: nothing in this module, and
// nothing that reads it, may put it into a request. One record per block and learner, in it one entry per step.

import { BrowserRecord } from "../ui/browser-record";

export interface StepNote {
  scene: string;
  /** How pushed one's own buttons are, 0 to 10. */
  felt?: number;
  /** What one would say first. */
  words?: string;
  /** The options have been seen, so the words are no longer first words. */
  seen?: boolean;
}

export class LocalNotes extends BrowserRecord<Record<string, StepNote>> {
  constructor(usage: string, learner: string) {
    super(`powerstruggle-scenario:${usage}:${learner}`);
  }

  noteAt(attempt: number, step: number): StepNote | undefined {
    return this.data[`${attempt}.${step}`];
  }

  setNote(attempt: number, step: number, scene: string, change: Partial<StepNote>): void {
    const place = `${attempt}.${step}`;
    this.update((book) => {
      book[place] = { ...book[place], ...change, scene };
    });
  }

  clearRating(attempt: number, step: number): void {
    this.update((book) => {
      delete book[`${attempt}.${step}`]?.felt;
    });
  }

  /** A run taken up again from a step keeps what was felt and written on the way there. */
  copyToRun(from: number, to: number, steps: number): void {
    this.update((book) => {
      for (let step = 0; step < steps; step++) {
        const entry = book[`${from}.${step}`];
        if (entry && !book[`${to}.${step}`]) book[`${to}.${step}`] = { ...entry };
      }
    });
  }

  /** What was last written at this scene in an earlier run, so that nobody has to think it up twice. */
  earlierFirstWords(scene: string, attempt: number): string | undefined {
    const runs = Object.entries(this.data)
      .map(([place, entry]) => ({ run: Number(place.split(".")[0]), entry }))
      .filter(({ run, entry }) => run < attempt && entry.scene === scene && entry.words)
      .sort((a, b) => b.run - a.run);
    return runs[0]?.entry.words;
  }

  /** Where the answers to an ending's questions are kept (see reflection/notes.ts), and whether there are any. */
  promptsKey(ending: string): string {
    return `${this.key}:${ending}`;
  }

  private promptKeys(): string[] {
    try {
      return Object.keys(window.localStorage).filter((key) => key.startsWith(`${this.key}:`));
    } catch {
      return [];
    }
  }

  /** Whether anything is there to be erased, from whichever run. */
  get hasContent(): boolean {
    return (
      this.promptKeys().length > 0 || Object.values(this.data).some(({ words, felt }) => words || felt !== undefined)
    );
  }

  override clear(): void {
    super.clear();
    for (const key of this.promptKeys()) {
      window.localStorage.removeItem(key);
      window.dispatchEvent(new StorageEvent("storage", { key }));
    }
  }
}
