// The private second look: finds a few things in what somebody wrote. It runs in the browser and sends nothing.
//
// It is made to be right where it speaks, and silent everywhere else: what it can't judge it does not mention. How often each
// rule is right is measured (docs/second-look.md). Another language needs rules of its own; there are none without a measurement.

import type { Finding } from "../../ui/rehearsal-data";
import { countWords } from "./count-words";
import { englishRules } from "./english";

/** The most words of a quotation. */
const longestQuote = 9;

/** Return what the rules find in an English text, in the order of the text; at most one of each rule. */
export function lookAt(text: string, most: number | null): Finding[] {
  const plain = withoutQuotations(text.replace(/[‘’ʼ]/g, "'"));
  const found = englishRules.flatMap(({ rule, patterns }) => {
    const hits = patterns.flatMap((pattern) => [...plain.matchAll(pattern)]).filter((hit) => !hit.groups?.unless);
    const first = hits.sort((a, b) => placeOf(a) - placeOf(b))[0];
    return first ? [{ rule, at: placeOf(first), words: quote(text, first) }] : [];
  });
  const findings: Finding[] = found.sort((a, b) => a.at - b.at).map(({ rule, words }) => ({ rule, words }));
  if (most !== null && countWords(text) > most) findings.push({ rule: "long", words: "" });
  return findings;
}

/** Return where the words begin that a rule is about. */
const placeOf = (hit: RegExpMatchArray): number => (hit.index ?? 0) + hit[0].indexOf(hit.groups?.quoted ?? hit[0]);

/** Blank out what is quoted: somebody else's words. Places in the text stay the same. */
function withoutQuotations(text: string): string {
  return text.replace(/["“”„][^"“”„]*["“”]/g, (quoted) => " ".repeat(quoted.length));
}

/** Return the words that a rule found, as they were written; the group "quoted" of its pattern, if it has one. */
function quote(text: string, hit: RegExpMatchArray): string {
  const part = hit.groups?.quoted ?? hit[0];
  const begin = placeOf(hit);
  const words = text
    .slice(begin, begin + part.length)
    .replace(/^[\s\p{P}]+|[\s.,;:!–—-]+$/gu, "")
    .split(/\s+/);
  return words.length > longestQuote ? `${words.slice(0, longestQuote).join(" ")}…` : words.join(" ");
}
