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
 * Return the text for a key, with `{name}` replaced by `values.name`; numbers are formatted for the page's language. A text
 * in several forms is taken in the one that goes with `values.count`.
 */
export type Translate<Key extends string = WordKey> = (key: Key, values?: object) => string;

/**
 * Return the translate function for these texts. A missing text is replaced by its key, so that no button is without a
 * name.
 */
export function createTranslate<Key extends string = WordKey>(words: Record<string, unknown>): Translate<Key> {
  return (key, values = {}) => {
    const word = plural(words[key], (values as { count?: number }).count);
    const text = typeof word === "string" && word !== "" ? word : key.replace(/_/g, " ");
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = (values as Record<string, unknown>)[name];
      return typeof value === "number" ? formatNumber(value) : String(value ?? whole);
    });
  };
}

/**
 * Return the form of a text that goes with a number; a text without forms is returned as it is. The forms are named by a kind
 * of number, such as "one", or by a number of that kind, such as "2"; "other" is for all that have no form of their own.
 */
function plural(text: unknown, count = NaN): unknown {
  if (!text || typeof text !== "object") return text;
  const forms = text as Record<string, string>;
  const rules = inPageLanguage((lang) => new Intl.PluralRules(lang));
  const kind = rules.select(count);
  const own = Object.keys(forms).find(
    (name) => name === kind || (Number(name) >= 0 && rules.select(Number(name)) === kind),
  );
  return forms[own ?? "other"];
}

/** Return texts as one enumeration in the page's language, such as "a, b, c". */
export const formatList = (texts: string[]): string =>
  inPageLanguage((lang) => new Intl.ListFormat(lang, { type: "unit" })).format(texts);

/** Call `make` with the page's language; without one when it is not valid, so that the browser's own is taken. */
function inPageLanguage<T>(make: (lang: string | undefined) => T): T {
  try {
    return make(document.documentElement.lang || undefined);
  } catch {
    return make(undefined);
  }
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
  if (cachedFormat?.lang !== lang)
    cachedFormat = { lang, as: inPageLanguage((valid) => new Intl.NumberFormat(valid, { maximumFractionDigits: 2 })) };
  return cachedFormat!.as.format(value);
}
