// The learner's own voices and speed, in this browser.

import { BrowserRecord } from "../ui/browser-record";
import { storageKey } from "../ui/browser-storage";

interface Settings {
  rate?: number;
  /** Voices by the ids of people. */
  voices?: Record<string, string>;
}

/** The settings of listening, for all scenarios. */
export class ListeningSettings extends BrowserRecord<Settings> {
  constructor() {
    super(storageKey("voices"));
  }

  /** Return the speed. */
  get rate(): number {
    return this.data.rate ?? 1;
  }

  /** Return the voices that the learner chose. */
  get voices(): Record<string, string> {
    return this.data.voices ?? {};
  }

  /** Set the speed. */
  setRate(rate: number): void {
    this.update((settings) => {
      settings.rate = rate;
    });
  }

  /** Set a person's voice; "" lets it be chosen. */
  setVoice(person: string, voice: string): void {
    this.update((settings) => {
      const voices = { ...settings.voices, [person]: voice };
      if (!voice) delete voices[person];
      settings.voices = voices;
    });
  }
}
