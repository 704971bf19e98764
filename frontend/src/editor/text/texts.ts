// Texts of the scenario as words, for labels and for finding.

import { firstWording } from "../operations/variants";
import { child, type TreeNode } from "../tree";
import { escapeText, plainText, unescapeText } from "./markup";

const tagPattern = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g;
const unescapedPattern = /[<>]|&(?!(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);)/i;
const brokenPattern = /<|&(?!(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);)/i;

/** Tell whether a text is well-formed XML content. */
export function isWellFormed(text: string): boolean {
  if (!unescapedPattern.test(text)) return true;
  const open: string[] = [];
  let at = 0;
  for (const found of text.matchAll(tagPattern)) {
    const [whole, closing, name = "", attributes = "", empty] = found;
    if (brokenPattern.test(text.slice(at, found.index)) || /&(?!\w+;|#)/.test(attributes)) return false;
    at = found.index + whole.length;
    if (closing) {
      if (open.pop() !== name) return false;
    } else if (!empty) open.push(name);
  }
  return !open.length && !brokenPattern.test(text.slice(at));
}

/** Split a text into words and tags: even indexes are unescaped words, odd indexes tags. */
export function splitMarkup(text: string): string[] {
  return text.split(/(<[^<>]*>)/).map((part, index) => (index % 2 ? part : unescapeText(part)));
}

/** Join what `splitMarkup` has split. */
export const joinMarkup = (parts: readonly string[]): string =>
  parts.map((part, index) => (index % 2 ? part : escapeText(part))).join("");

/** Return what is said or done, as the name of a choice. */
export function choiceText(choice: TreeNode): string {
  for (const name of ["say", "do", "wait"]) {
    const words = plainText(firstWording(child(choice, name)));
    if (words) return words;
  }
  return "";
}

/** Return the first words of a text, with an ellipsis when there are more. */
export function shorten(words: string, most: number): string {
  const points = Array.from(words);
  if (points.length <= most) return words;
  const cut = points.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > most / 2 ? cut.slice(0, space) : cut).replace(/[\s.,;:!?…]+$/, "")}…`;
}
