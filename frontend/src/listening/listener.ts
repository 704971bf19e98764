// Listening in one scenario page: buttons beside what can be heard; what is new after a step is read in its order.
//
// The page knows nothing of this: its elements are found in the document and watched. Preact leaves alone what it has not
// made, as long as it stands last among its siblings.

import styles from "style:../../styles/listening/listening.css";
import type { PageContext } from "../player/page-context";
import { writeText } from "../ui/browser-storage";
import { listenKey } from "../ui/listening-wish";
import { localVoices } from "../ui/local-voices";
import { castParts, narrator, type Part, regionOf, usableVoices } from "./casting";
import { element, makeFold, makeHearButton, setHearButton } from "./controls";
import { type HeardPart, heardParts, isFresh } from "./heard-parts";
import { ListeningSettings } from "./settings";
import { Speaker, type Utterance } from "./speaker";

/** The speeds that can be chosen. */
const rates = [
  { rate: 0.8, word: "listen_slow" },
  { rate: 1, word: "listen_usual" },
  { rate: 1.2, word: "listen_fast" },
] as const;

/** How long the page shows only the learner's own words, in milliseconds (see the styles of the stage). */
const reactionDelayMs = 900;

let speaker: Speaker | undefined;
const listeners = new WeakMap<HTMLElement, Listener>();

/** Switch listening on or off in a page. With `atOnce`, what is in front of the learner is read when it is switched on. */
export function toggleListening(context: PageContext, atOnce: boolean): void {
  let listener = listeners.get(context.shell);
  if (!listener) {
    speaker ??= new Speaker();
    listener = new Listener(context, speaker);
    listeners.set(context.shell, listener);
    addStyles();
  }
  if (context.listening) listener.end();
  else void listener.begin(atOnce);
}

/** Add the styles of listening to the document. */
function addStyles(): void {
  const id = "powerstruggle-listening";
  if (document.getElementById(id)) return;
  const sheet = element("style", "", styles);
  sheet.id = id;
  document.head.append(sheet);
}

class Listener {
  readonly #settings = new ListeningSettings();
  readonly #observer = new MutationObserver(() => this.#follow());
  #moves = 0;
  #hasWords = false;
  #failed: Element | null = null;
  #readTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly context: PageContext,
    readonly speaker: Speaker,
  ) {
    speaker.onChange((failed) => {
      this.#failed = failed;
      if (context.listening) this.#decorate();
    });
  }

  /** Begin; with `atOnce`, read what is new on the page. */
  async begin(atOnce: boolean): Promise<void> {
    const { context } = this;
    context.listening = true;
    writeText(listenKey, "1");
    if (!this.#hasWords) await this.#loadWords();
    if (!context.listening) return;
    this.#moves = context.play.moves;
    this.#observer.observe(context.shell, { childList: true, subtree: true });
    context.render();
    this.#decorate();
    if (atOnce) this.#readFresh();
  }

  /** End, and take everything away. */
  end(): void {
    const { context, speaker } = this;
    context.listening = false;
    writeText(listenKey, null);
    this.#observer.disconnect();
    clearTimeout(this.#readTimer);
    if (speaker.now && context.shell.contains(speaker.now)) speaker.stop();
    for (const made of context.shell.querySelectorAll(".ps-hear, .ps-voices, .ps-unheard")) made.remove();
    for (const marked of context.shell.querySelectorAll<HTMLElement>("[data-hear]")) delete marked.dataset.hear;
    context.render();
  }

  /** Get the words of the buttons from the server. Without them, their keys are the names. */
  async #loadWords(): Promise<void> {
    const { play } = this.context;
    const answer = await play.sendRequest({ handler: "state", body: { listening: true } });
    if (answer.kind !== "view") return;
    Object.assign(play.words, answer.view.words);
    this.#hasWords = true;
  }

  /** React to a change of the page. */
  #follow(): void {
    const { play, shell } = this.context;
    if (this.speaker.now && !this.speaker.now.isConnected) this.speaker.stop();
    this.#decorate();
    if (play.moves !== this.#moves) {
      this.#moves = play.moves;
      this.#readFresh();
    } else if (shell.querySelector(".ps-away") && this.speaker.now && shell.contains(this.speaker.now)) {
      this.speaker.stop();
    }
  }

  /** Read what is new, after the time in which only the learner's own words are seen. */
  #readFresh(): void {
    clearTimeout(this.#readTimer);
    this.speaker.stop();
    const read = () => this.#say(this.#parts().filter(isFresh));
    if (this.context.state.delaysReaction) this.#readTimer = setTimeout(read, reactionDelayMs);
    else read();
  }

  #say(parts: HeardPart[]): void {
    clearTimeout(this.#readTimer);
    this.speaker.rate = this.#settings.rate;
    this.speaker.say(parts.flatMap((part) => this.#utter(part)));
  }

  #parts(): HeardPart[] {
    return heardParts(this.context.shell, this.context.play.view?.people ?? []);
  }

  /** Return the voices for a language, and who has which. */
  #cast(lang: string): { voices: SpeechSynthesisVoice[]; parts: Map<string, Part> } {
    const people = this.context.play.view?.people ?? [];
    const known = lang || this.context.play.view?.lang || document.documentElement.lang;
    const voices = usableVoices(localVoices(known), regionOf(known, window.navigator.language));
    return {
      voices,
      parts: castParts(
        people.map(({ id }) => id),
        voices,
        this.#settings.voices,
      ),
    };
  }

  /** Return how a part of the page is heard; nothing where it can't be. */
  #utter({ element, by, words, lang, recording }: HeardPart): Utterance[] {
    const { parts } = this.#cast(lang);
    const part = parts.get(by) ?? parts.get(narrator) ?? null;
    return recording || part ? [{ source: element, words, recording, part }] : [];
  }

  /** Put buttons beside everything that can be heard, and the fold below the switch. */
  #decorate(): void {
    for (const part of this.#parts()) this.#decoratePart(part);
    this.#addFold();
  }

  #decoratePart(part: HeardPart): void {
    const { t } = this.context;
    const place = part.element;
    const utterances = this.#utter(part);
    const present = place.querySelector<HTMLButtonElement>(":scope > .ps-hear");
    if (!utterances.length) return present?.remove();
    const isNow = this.speaker.now === place;
    const state = isNow ? "now" : "";
    if (place.dataset.hear !== state) place.dataset.hear = state;
    const button = present ?? makeHearButton(() => this.#press(place));
    const names = {
      line: t("listen_to", part),
      narration: t("listen_narration"),
      view: t("listen_view", part),
      options: t("listen_options"),
    };
    setHearButton(button, isNow ? t("listen_stop") : names[part.kind], isNow);
    if (!present && part.kind === "options") place.querySelector("legend")?.after(button);
    else if (!present) place.append(button);
    this.#showFailure(place);
  }

  /** Say below a part that it could not be heard. */
  #showFailure(place: HTMLElement): void {
    const present = place.querySelector(".ps-unheard");
    const failed = this.#failed === place;
    if (!failed) present?.remove();
    else if (!present) {
      const sentence = element("p", "ps-unheard ps-small", this.context.t("listen_failed"));
      sentence.setAttribute("role", "alert");
      place.append(sentence);
    }
  }

  /** Hear a part, or stop it. */
  #press(place: Element): void {
    if (this.speaker.now === place) return this.speaker.stop();
    this.#say(this.#parts().filter(({ element }) => element === place));
  }

  #addFold(): void {
    const { context } = this;
    const place = context.shell.querySelector(".ps-tools");
    const { voices } = this.#cast("");
    if (!place || !voices.length || place.querySelector(".ps-voices")) return;
    const { t, play } = context;
    const people = [...(play.view?.people ?? []), { id: narrator, name: "" }];
    const options = voices.map(({ name, voiceURI }) => ({ value: voiceURI, label: name }));
    const fields = people.map(({ id, name }) => ({
      label: id === narrator ? t("listen_narrator") : t("listen_voice_of", { name }),
      value: this.#settings.voices[id] ?? "",
      options: [{ value: "", label: t("listen_voice_usual") }, ...options],
      onChange: (voice: string) => {
        this.#settings.setVoice(id, voice);
        const part = this.#cast("").parts.get(id) ?? null;
        this.speaker.say([{ source: place, words: name || t("listen_narrator"), recording: null, part }]);
      },
    }));
    const speed = {
      label: t("listen_speed"),
      value: `${this.#settings.rate}`,
      options: rates.map(({ rate, word }) => ({ value: `${rate}`, label: t(word) })),
      onChange: (rate: string) => this.#settings.setRate(Number(rate)),
    };
    place.append(makeFold(t("listen_voices"), t("listen_voices_note"), [...fields, speed], context.id("voices")));
  }
}
