// Lets words be heard, one after the other, and never two at once: there is one speaker for all components of a page.

import type { Part } from "./casting";

/** Something to be heard: the author's recording where there is one, else the words by a voice of the device. */
export interface Utterance {
  /** The element whose words these are. */
  source: Element;
  words: string;
  recording: string | null;
  part: Part | null;
}

/** Says a list of utterances. */
export class Speaker {
  /** The element that is heard now. */
  now: Element | null = null;
  rate = 1;
  /** Counts what was begun: what belongs to an earlier turn is over. */
  #turn = 0;
  #sound: HTMLAudioElement | null = null;
  #spoken: SpeechSynthesisUtterance | null = null;
  readonly #listeners = new Set<(failed: Element | null) => void>();

  readonly #stop = () => this.stop();

  /** Add a function that is called whenever something else is heard, with the element that could not be. */
  onChange(listener: (failed: Element | null) => void): void {
    this.#listeners.add(listener);
    // What the learner plays by hand goes first.
    document.addEventListener("play", this.#stop, true);
    window.addEventListener("pagehide", this.#stop);
  }

  /** Say these, in place of what is heard now. */
  say(list: Utterance[]): void {
    this.stop();
    for (const media of document.querySelectorAll<HTMLMediaElement>("audio, video")) media.pause();
    this.#next(list, this.#turn);
  }

  /** End what is heard. */
  stop(): void {
    this.#turn += 1;
    this.#sound?.pause();
    this.#sound = null;
    if (this.#spoken) window.speechSynthesis.cancel();
    this.#spoken = null;
    this.#tell(null);
  }

  #tell(now: Element | null, failed: Element | null = null): void {
    this.now = now;
    for (const listener of this.#listeners) listener(failed);
  }

  #next([first, ...rest]: Utterance[], turn: number): void {
    if (turn !== this.#turn) return;
    this.#sound = null;
    this.#spoken = null;
    this.#tell(first?.source ?? null);
    if (!first) return;
    const done = () => this.#next(rest, turn);
    const fail = () => {
      if (turn !== this.#turn) return;
      this.stop();
      this.#tell(null, first.source);
    };
    if (first.recording) this.#play(first.recording, turn, done, () => this.#speak(first, turn, done, fail));
    else this.#speak(first, turn, done, fail);
  }

  /** Play a recording; it is loaded only now. */
  #play(address: string, turn: number, done: () => void, instead: () => void): void {
    const sound = new Audio();
    let failed = false;
    const fail = () => {
      if (failed || turn !== this.#turn) return;
      failed = true;
      instead();
    };
    sound.onended = done;
    sound.onerror = fail;
    sound.src = address;
    this.#sound = sound;
    sound.play().catch(fail);
  }

  /** Speak words with a voice of the device. */
  #speak({ words, part }: Utterance, turn: number, done: () => void, fail: () => void): void {
    if (!part) return fail();
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.voice = part.voice;
    spoken.lang = part.voice.lang;
    spoken.pitch = part.pitch;
    spoken.rate = this.rate;
    spoken.onend = done;
    spoken.onerror = () => {
      if (turn === this.#turn) fail();
    };
    // It is kept: some browsers forget an utterance that nothing refers to, and never tell of its end.
    this.#spoken = spoken;
    window.speechSynthesis.speak(spoken);
  }
}
