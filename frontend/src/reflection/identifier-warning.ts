// Finds text that might identify a person. It runs in the browser and sends nothing.
//
// It is a warning, not a filter: it knows common patterns (two capitalized words, a title with a name, initials, dates,
// e-mail addresses, phone numbers, rooms, record numbers, long numbers). It makes errors of both kinds, and the writer
// decides. Words such as "room" and "Mr" are translated texts, so that each language has its own.

/** Words of the page's language, separated by commas, and the language. */
export interface IdentifierClues {
  titles: string;
  places: string;
  records: string;
  lang: string;
}

/** At most this many findings are shown. */
const maxFindings = 5;

const digit = "\\p{Nd}";
const wordCharacters = "\\p{L}\\p{M}\\p{N}";
/** Scripts without spaces between words: any letter may end a word. */
const scriptsWithoutSpaces =
  "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}]";
const capitalizedWord = "\\p{Lu}[\\p{Ll}\\p{M}][\\p{L}\\p{M}'’-]*";
const nameParticle = "(?:\\s(?:de|da|del|di|van|von|der|den|al|bin|la|le)){0,2}";

/** Languages that capitalize all nouns: two capitalized words are no name there. */
const capitalizedNounLanguages = /^(?:de|lb)\b/i;

/** Escape text for a regular expression. */
function escapeRegExp(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** Return a group that matches any word of a list, the longest first. */
function alternatives(list: string): string {
  const words = list
    .split(/[,،、]/)
    .map((word) => word.trim())
    .filter(Boolean);
  return words.length
    ? `(?:${words
        .sort((a, b) => b.length - a.length)
        .map(escapeRegExp)
        .join("|")})`
    : "";
}

/** Return a group that matches month names in the page's language and in English. */
function monthNames(lang: string): string {
  const names = new Set<string>();
  for (const locale of [lang || "en", "en"]) {
    for (const month of ["long", "short"] as const) {
      for (let number = 0; number < 12; number++) {
        try {
          const date = new Date(2020, number, 15);
          names.add(new Intl.DateTimeFormat(locale, { month }).format(date).replace(/\.$/, ""));
          // Some languages have another form of the month next to a day.
          const parts = new Intl.DateTimeFormat(locale, { day: "numeric", month }).formatToParts(date);
          names.add((parts.find((part) => part.type === "month")?.value ?? "").replace(/\.$/, ""));
        } catch {
          // The browser does not know the language; English remains.
        }
      }
    }
  }
  return alternatives([...names].filter((word) => /\p{L}{3}|[^\p{Script=Latin}\d]/u.test(word)).join(","));
}

/** Return all patterns. The first group is what precedes the match: older browsers have no lookbehind. */
function identifierPatterns({ titles, places, records, lang }: IdentifierClues): RegExp[] {
  const start = `(^|[^${wordCharacters}]|${scriptsWithoutSpaces})`;
  const end = `(?!(?!${scriptsWithoutSpaces})[${wordCharacters}])`;
  const title = alternatives(titles);
  const place = alternatives(places);
  const record = alternatives(records);
  const month = monthNames(lang);
  const number = "(?:\\s*(?:no\\.?|nr\\.?|n°|#|number|:))?\\s*";
  const anyCase = [
    `(^|[\\s<(,;:])[^\\s@<>(),;:]+@[^\\s@<>(),;:]+\\.\\p{L}{2,}`,
    `${start}${digit}{1,4}[./-]${digit}{1,2}[./-]${digit}{1,4}${end}`,
    `${start}${digit}{1,2}(?:st|nd|rd|th|\\.|º)?\\s?(?:of\\s|de\\s)?${month}${end}`,
    `${start}${month}\\.?\\s?${digit}{1,2}(?:st|nd|rd|th|日|일)?${end}`,
  ];
  const numbers = [
    `(^|[^${wordCharacters}.,])[+(]?${digit}(?:[\\s().\\/-]{0,2}${digit}){6,14}${end}`,
    `(^|[^${wordCharacters}.,])${digit}{5,}${end}`,
  ];
  const asWritten = [`${start}\\p{Lu}\\.\\s?\\p{Lu}\\.`];
  if (title) asWritten.push(`${start}${title}\\.?\\s${capitalizedWord}(?:\\s${capitalizedWord})?`);
  if (place) {
    anyCase.push(`${start}${place}\\.?${number}${digit}{1,5}\\p{L}?${end}`);
    // Scripts that write "201号室" put the number first; in others "two rooms" is no address.
    if (/[^\p{Script=Latin}\s,.]/u.test(places)) anyCase.push(`(^|[^${wordCharacters}])${digit}{1,5}\\s?${place}`);
  }
  if (record) anyCase.push(`${start}${record}${number}[\\p{L}-]{0,4}${digit}{3,}[${wordCharacters}-]*`);
  if (!capitalizedNounLanguages.test(lang))
    asWritten.push(`${start}${capitalizedWord}(?:${nameParticle}\\s${capitalizedWord})+`);
  // Numbers last: a pattern that names the kind of number says more.
  return [
    ...[...anyCase, ...numbers].map((source) => new RegExp(source, "giu")),
    ...asWritten.map((source) => new RegExp(source, "gu")),
  ];
}

/** A text that might identify somebody, and its position. */
export interface Finding {
  text: string;
  at: number;
}

/** Return what might identify somebody, in order of position, each text once. */
export function findIdentifiers(text: string, clues: IdentifierClues): Finding[] {
  const found: Finding[] = [];
  for (const pattern of identifierPatterns(clues)) {
    for (const match of text.matchAll(pattern)) {
      const before = match[1] ?? "";
      const words = match[0].slice(before.length).trim();
      const at = match.index + match[0].indexOf(words, before.length);
      const inside = found.some((other) => at < other.at + other.text.length && other.at < at + words.length);
      if (words && !inside && !found.some((other) => other.text === words)) found.push({ text: words, at });
    }
  }
  return found.sort((a, b) => a.at - b.at).slice(0, maxFindings);
}
