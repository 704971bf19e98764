// The learner's ratings and first words. They are stored in this browser only: neither this module nor any module that
// reads them may put them into a request. There is one record per block and learner, with one entry per step.

import { BrowserRecord } from "../ui/browser-record";
import { keysWith, tellPage, writeText } from "../ui/browser-storage";

/** What the learner noted at one step. */
export interface StepNote {
  scene: string;
  /** How strongly the learner's own buttons are pushed, from 0 to 10. */
  felt?: number;
  /** What the learner would say first. */
  words?: string;
  /** The learner's own answers to the questions about these words, 0 to 2 by question. */
  rated?: Record<string, number>;
  /** What the learner would say first, as a recording that this browser keeps (see rehearsal/recordings.ts). */
  recording?: { id: string; seconds: number };
  /** Whether the choices were shown; then the words can't be changed any more. */
  seen?: boolean;
}

/** The notes of one learner on one block. */
export class LocalNotes extends BrowserRecord<Record<string, StepNote>> {
  /** Recordings that the browser can't keep, by id. */
  readonly recordings = new Map<string, Blob>();

  constructor(usage: string, learner: string) {
    super(`powerstruggle-scenario:${usage}:${learner}`);
  }

  /** Return the note at a step. */
  at(attempt: number, step: number): StepNote | undefined {
    return this.data[`${attempt}.${step}`];
  }

  /** Change the note at a step. */
  set(attempt: number, step: number, scene: string, change: Partial<StepNote>): void {
    const place = `${attempt}.${step}`;
    this.update((book) => {
      book[place] = { ...book[place], ...change, scene };
    });
  }

  /** Delete the rating at a step. */
  clearRating(attempt: number, step: number): void {
    this.update((book) => {
      delete book[`${attempt}.${step}`]?.felt;
    });
  }

  /** Copy the notes of the first `steps` steps to a run that continues from there. */
  copy(from: number, to: number, steps: number): void {
    this.update((book) => {
      for (let step = 0; step < steps; step++) {
        const entry = book[`${from}.${step}`];
        if (entry && !book[`${to}.${step}`]) book[`${to}.${step}`] = { ...entry };
      }
    });
  }

  /** Return what the learner last wrote at this scene in an earlier run. */
  earlierWords(scene: string, attempt: number): string | undefined {
    const runs = Object.entries(this.data)
      .map(([place, entry]) => ({ run: Number(place.split(".")[0]), entry }))
      .filter(({ run, entry }) => run < attempt && entry.scene === scene && entry.words)
      .sort((a, b) => b.run - a.run);
    return runs[0]?.entry.words;
  }

  /** Return the storage key of the answers to an ending's questions (see reflection/local-answers.ts). */
  promptsKey(ending: string): string {
    return `${this.key}:${ending}`;
  }

  /** Return the storage keys of all answers to ending questions. */
  #promptKeys(): string[] {
    return keysWith(`${this.key}:`);
  }

  /** Tell whether there is anything to delete, from any run. */
  get hasContent(): boolean {
    return (
      this.#promptKeys().length > 0 ||
      Object.values(this.data).some(({ words, felt, recording }) => words || recording || felt !== undefined)
    );
  }

  /** Delete all notes, recordings and answers. */
  override clear(): void {
    super.clear();
    this.recordings.clear();
    try {
      window.indexedDB.deleteDatabase(this.key);
    } catch {
      // Without a database there is nothing to delete.
    }
    for (const key of this.#promptKeys()) {
      writeText(key, null);
      tellPage(key);
    }
  }
}
