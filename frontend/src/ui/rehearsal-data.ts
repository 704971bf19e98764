// What the scenario's page passes to the script for the learner's own words. Both are separate bundles.

import type { ChosenAction, Comparison, RehearsalAssets, Scene } from "../contracts/player";
import type { LocalNotes } from "../player/local-notes";

/** A place on the page for the learner's own words. */
export interface RehearsalPlace {
  /**
   * Before the choices; after a choice, beside a strong reply; in the debrief's list of own words; or at a turning point, which
   * quotes the words itself.
   */
  kind: "before" | "after" | "list" | "turn";
  step: number;
  /** The scene's id. */
  scene: string;
  /** What the scene asks before the choices. */
  asks?: Scene["asks"];
  /** The author's own question, as HTML that the server has cleaned. */
  prompt?: string | null;
  compare?: Comparison | null;
  /** The choice that was taken. */
  taken?: ChosenAction;
}

/** A place with what is needed to fill it. */
export interface RehearsalData extends RehearsalPlace {
  assets: RehearsalAssets;
  attempt: number;
  notes: LocalNotes;
  /** The language of the author's text when it is not the page's. */
  lang: string | null;
  /** Return a DOM id that no other block on the page has. */
  id(name: string): string;
  /** Called after the notes changed. */
  changed(): void;
}

/** What the second look found in a text, in the order of the text. */
export interface Finding {
  rule: "argues" | "promise" | "why" | "but" | "calming" | "feeling" | "long";
  /** The words it is about; empty where it is about the whole. */
  words: string;
}

declare global {
  interface Window {
    PowerStruggleRehearsal?: (root: Element, data: RehearsalData) => void;
    /** Look at a text in English; `most` is about how many words are heard, null for any number. */
    PowerStruggleSecondLook?: (text: string, most: number | null) => Finding[];
  }
}
