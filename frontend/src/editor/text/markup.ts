// Parses and writes the notation's inline markup without a browser.
//
// The rules are those of scenario/markup.py. Unknown markup is kept, so that an author can fix it; the server refuses
// it.

import { blockTags } from "../../contracts/constants";
import { ownValue } from "../../ui/own-value";
import { trimSpaces, trimSpacesAtEnd } from "./blanks";

/** Text, or a mark with pieces inside. */
export type TextPiece = string | Mark;
/** A mark with its attributes and content. */
export interface Mark {
  tag: string;
  attrs: Record<string, string>;
  inside: TextPiece[];
}

const tagPattern = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const attributePattern = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entityPattern = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi;
const namedEntities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Replace entities by characters. */
export function unescapeText(text: string): string {
  return text.replace(
    entityPattern,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name) return ownValue(namedEntities, name.toLowerCase()) ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Escape text for XML. */
export function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/** Return a quoted attribute value. */
function quoteAttribute(value: string): string {
  const safe = escapeText(value).replace(/\n/g, "&#10;").replace(/\r/g, "&#13;").replace(/\t/g, "&#9;");
  if (!safe.includes('"')) return `"${safe}"`;
  return safe.includes("'") ? `"${safe.replace(/"/g, "&quot;")}"` : `'${safe}'`;
}

/** Parse a text. A "<" that begins no tag is text, and an open mark ends with the text. */
export function parseMarkup(text: string): TextPiece[] {
  const root: Mark = { tag: "", attrs: {}, inside: [] };
  const open = [root];
  let at = 0;
  const words = (until: number) => {
    if (until > at) open.at(-1)!.inside.push(unescapeText(text.slice(at, until)));
  };
  for (const found of text.matchAll(tagPattern)) {
    const [whole, closing, tag = "", attrs = "", empty] = found;
    words(found.index);
    at = found.index + whole.length;
    if (closing) {
      const depth = open.map((mark) => mark.tag).lastIndexOf(tag);
      if (depth > 0) open.length = depth;
      continue;
    }
    const mark: Mark = { tag, attrs: {}, inside: [] };
    for (const [, name = "", double, single] of attrs.matchAll(attributePattern)) {
      mark.attrs[name === "xml:lang" ? "lang" : name] = unescapeText(double ?? single ?? "");
    }
    open.at(-1)!.inside.push(mark);
    if (!empty) open.push(mark);
  }
  words(text.length);
  return root.inside;
}

/** Return pieces as canonical markup; empty marks are left out. */
export function writeMarkup(inside: readonly TextPiece[]): string {
  return foldWhitespace(inside.map(writePiece).join(""));
}

/** Return one piece as markup. */
function writePiece(piece: TextPiece): string {
  if (typeof piece === "string") return escapeText(piece);
  const attrs = Object.keys(piece.attrs)
    .sort()
    .map((name) => ` ${name}=${quoteAttribute(collapseSpaces(piece.attrs[name] ?? ""))}`)
    .join("");
  if (piece.tag === "br") return "<br/>";
  const within = piece.inside.map(writePiece).join("");
  if (/[^ \t\r\n]/.test(within)) return `<${piece.tag}${attrs}>${within}</${piece.tag}>`;
  return blockTags.includes(piece.tag) ? " " : within;
}

const anyTag = /(<[^>]+>)/;
const blockTagPattern = /^<\/?(?:p|br|ul|ol|li)[ />]/;

/** Fold white space as the server does, so that equal texts are equal strings. */
function foldWhitespace(text: string): string {
  const folded = collapseSpaces(text);
  if (!folded.includes("<")) return folded;
  const done: string[] = [];
  let waiting = false;
  for (const piece of folded.split(anyTag)) {
    if (piece === "") continue;
    if (blockTagPattern.test(piece)) {
      const last = done.at(-1);
      if (last !== undefined && !last.startsWith("<")) done[done.length - 1] = trimSpacesAtEnd(last);
      done.push(piece);
      waiting = false;
    } else if (piece === " ") {
      waiting = !moveSpaceBeforeClosingTags(done);
    } else if (piece.startsWith("<")) {
      done.push(piece);
    } else {
      const last = done.at(-1);
      const bare = piece.replace(/^[ \t\r\n]+/, "");
      done.push(last === undefined || blockTagPattern.test(last) ? bare : waiting ? ` ${bare}` : piece);
      waiting = false;
    }
  }
  return trimSpaces(done.join(""));
}

/** Put a space before the closing tags at the end; tell whether no further space is needed. */
function moveSpaceBeforeClosingTags(done: string[]): boolean {
  let at = done.length;
  while (at && done[at - 1]!.startsWith("</") && !blockTagPattern.test(done[at - 1]!)) at -= 1;
  if (at === done.length) return at === 0 || blockTagPattern.test(done[at - 1]!);
  if (at && !done[at - 1]!.endsWith(" ") && !blockTagPattern.test(done[at - 1]!)) done.splice(at, 0, " ");
  return true;
}

/** Replace each run of white space by one space. */
function collapseSpaces(text: string): string {
  return trimSpaces(text.replace(/[ \t\r\n]+/g, " "));
}
/** Return a text without markup, for labels and counts. */
export function plainText(text: string): string {
  return collapseSpaces(unescapeText(text.replace(/<\/(?:p|li)>|<br\/>/g, " ").replace(/<[^>]+>/g, "")));
}

/** Return the number of words. */
export function wordCount(text: string): number {
  return plainText(text).split(" ").filter(Boolean).length;
}

/** Tell whether a link may have this address, as the server decides. */
export function isSafeLink(address: string): boolean {
  if (/[\x00-\x1f\x7f]/.test(address)) return false;
  return /^(?:https?:|mailto:|tel:)/i.test(address) || /^\/(?![/\\])/.test(address);
}
