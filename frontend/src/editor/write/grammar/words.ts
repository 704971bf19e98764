// Words of the script and the notation's markup: `*em*`, `**strong**`; all other marks stand as their tags.

import { escapeText, unescapeText } from "../../text/markup";
import { isWellFormed } from "../../text/texts";
import { guarded, unguard } from "./escapes";

const tag = /<\/?[A-Za-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?>/;
const tagPattern = new RegExp(`(${tag.source})`);
const strongPattern = /\*\*([^ \t\r\n*](?:[^*]*[^ \t\r\n*])?)\*\*/g;
const emPattern = /\*([^ \t\r\n*](?:[^*]*[^ \t\r\n*])?)\*/g;

/** Return guarded words as markup. Tags that don't fit together are words. */
export function toMarkup(words: string): string {
  const folded = words.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
  const parts = folded.split(tagPattern).map((part, index) => (index % 2 ? part : escapeText(part)));
  const marked = isWellFormed(parts.join("")) ? parts : [escapeText(folded)];
  return unguardMarkup(marked.map((part, index) => (index % 2 ? part : emphasize(part))).join(""));
}

/** Return escaped words with emphasis as marks. */
const emphasize = (words: string): string =>
  words.replace(strongPattern, "<strong>$1</strong>").replace(emPattern, "<em>$1</em>");

/** Return markup in which control characters stand, with the escaped characters. */
const unguardMarkup = (markup: string): string =>
  markup.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, (found) => escapeText(unguard(found)));

/** Return markup as guarded words: `toMarkup` gives the same markup. */
export function fromMarkup(markup: string): string {
  const short = writeMarks(markup, true);
  return toMarkup(short) === markup ? short : writeMarks(markup, false);
}

/** Return markup as guarded words, with or without asterisks for emphasis. */
function writeMarks(markup: string, short: boolean): string {
  if (!isWellFormed(markup)) return writePlain(markup);
  const text = short
    ? markup
        .replace(/<strong>([^<> \t\r\n*](?:[^<>*]*[^<> \t\r\n*])?)<\/strong>/g, "\ufdd1$1\ufdd1")
        .replace(/<em>([^<> \t\r\n*](?:[^<>*]*[^<> \t\r\n*])?)<\/em>/g, "\ufdd0$1\ufdd0")
    : markup;
  return text
    .split(tagPattern)
    .map((part, index) => (index % 2 ? part : writePlain(unescapeText(part))))
    .join("")
    .replace(/\ufdd1/g, "**")
    .replace(/\ufdd0/g, "*");
}

/** Return plain characters as guarded words. */
const writePlain = (text: string): string => text.replace(/[\\*]/g, guarded).replace(/<(?=[A-Za-z/])/g, guarded("<"));
