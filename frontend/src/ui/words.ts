// Translated texts of a page. The server sends them as JSON next to the root element; the bundle contains none, so that
// it serves all languages. The keys are those of the package's words/scenario.json (English), words/debrief.json, which
// come with the view of an ending, and words/listening.json: the first view does without these. A drill's page has those of
// words/drill.json too.

import type Debrief from "../../../powerstruggle_xblock/words/debrief.json";
import type Drill from "../../../powerstruggle_xblock/words/drill.json";
import type Listening from "../../../powerstruggle_xblock/words/listening.json";
import type English from "../../../powerstruggle_xblock/words/scenario.json";

/** A translation key of the learner's scenario page. */
export type WordKey = keyof typeof English | keyof typeof Debrief | keyof typeof Drill | keyof typeof Listening;
/**
 * Return the text for a key, with `{name}` replaced by `values.name`; numbers are formatted for the page's language.
 */
export type Translate<Key extends string = WordKey> = (key: Key, values?: object) => string;

/**
 * Return the translate function for these texts. A missing text is replaced by its key, so that no button is without a
 * name.
 */
export function createTranslate<Key extends string = WordKey>(words: Record<string, unknown>): Translate<Key> {
  return (key, values = {}) => {
    const word = words[key];
    const text = typeof word === "string" && word !== "" ? word : key.replace(/_/g, " ");
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = (values as Record<string, unknown>)[name];
      return typeof value === "number" ? formatNumber(value) : String(value ?? whole);
    });
  };
}

/** Return the texts in the shell's JSON script, by key. */
export function readTexts(shell: Element): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(shell.querySelector("script.ps-words")?.textContent ?? "{}");
    if (found && typeof found === "object") return found as Record<string, unknown>;
  } catch {
    // Without readable texts the page still works.
  }
  return {};
}

/** Return the translate function for the texts in the shell's JSON script. */
export function readWords<Key extends string = WordKey>(shell: Element): Translate<Key> {
  return createTranslate<Key>(readTexts(shell));
}

/**
 * The number format of the last language: creating one is slow, and the editor formats thousands of numbers per
 * rendering.
 */
let cachedFormat: { lang: string; as: Intl.NumberFormat } | null = null;

/** Format a number for the page's language, with at most two decimals. */
export function formatNumber(value: number): string {
  const { lang } = document.documentElement;
  if (cachedFormat?.lang !== lang) cachedFormat = { lang, as: createNumberFormat(lang) };
  return cachedFormat!.as.format(value);
}

/** Create the number format for a language; the browser's own when the language is not valid. */
function createNumberFormat(lang: string): Intl.NumberFormat {
  const options = { maximumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(lang || undefined, options);
  } catch {
    return new Intl.NumberFormat(undefined, options);
  }
}
