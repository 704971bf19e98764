// The words of a page. They come translated from the server, as JSON beside the root; this bundle holds none,
// so that a course in another language costs no second bundle. The package's words/scenario.json (English) is the list of keys.

import type English from "../../../powerstruggle_xblock/words/scenario.json";

export type WordKey = keyof typeof English;
/** What stands in for {names}; numbers are written as the page's language does. */
export type Translate<Key extends string = WordKey> = (key: Key, values?: object) => string;

/** A missing translation must not leave a button without a name: the key itself then stands in. */
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

export function readWords<Key extends string = WordKey>(shell: Element): Translate<Key> {
  let words: Record<string, unknown> = {};
  try {
    const found: unknown = JSON.parse(shell.querySelector("script.ps-words")?.textContent ?? "{}");
    if (found && typeof found === "object") words = found as Record<string, unknown>;
  } catch {
    // An unreadable catalogue is no reason to keep anybody from playing.
  }
  return createTranslate(words);
}

/** Kept: the editor writes some thousand numbers at every drawing, and making the format is the slow part. */
let cachedFormat: { lang: string; as: Intl.NumberFormat } | null = null;

/** Numbers as the page's language writes them, with at most two decimals. */
export function formatNumber(value: number): string {
  const { lang } = document.documentElement;
  if (cachedFormat?.lang !== lang) cachedFormat = { lang, as: createNumberFormat(lang) };
  return cachedFormat!.as.format(value);
}

function createNumberFormat(lang: string): Intl.NumberFormat {
  const options = { maximumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(lang || undefined, options);
  } catch {
    return new Intl.NumberFormat(undefined, options);
  }
}
