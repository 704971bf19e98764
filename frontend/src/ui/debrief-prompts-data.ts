// What a scenario's debrief passes to the script with the answer fields. Both are separate bundles.

/** The data of the answer fields. */
export interface DebriefPromptsData {
  words: Record<string, unknown>;
  shell: HTMLElement;
  /** The questions; `words` is HTML that the server has cleaned, `plain` the same as plain text. */
  questions: Array<{ id: string; words: string; plain: string }>;
  title: string;
  lang: string | null;
  /** Storage key of the answers. */
  storage: string;
  /** Prefix of the DOM ids. */
  prefix: string;
  /** Where to report incidents; HTML that the server has cleaned. */
  monitoring_notice: string;
  /** Where to find support; HTML that the server has cleaned. */
  support: string;
  /** Called after an answer was written or deleted. */
  changed(): void;
}

declare global {
  interface Window {
    PowerStruggleDebriefPrompts?: (root: Element, data: DebriefPromptsData) => void;
  }
}
