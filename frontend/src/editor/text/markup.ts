// The notation's small markup, read and written without a browser: a text as pieces, and its one canonical spelling.
//
// The rules are those of scenario/markup.py. What is not on the list is kept as it stands, so that an author can mend it; it is
// the server that refuses it.

/** Words, or a mark around pieces. */
export type Piece = string | Mark;
export interface Mark {
  tag: string;
  attrs: Record<string, string>;
  inside: Piece[];
}

export const blocks = ["p", "br", "ul", "ol", "li"];
export const marks = ["em", "strong", "b", "i", "q", "span", "abbr", "a"];
export const attributes: Readonly<Record<string, readonly string[]>> = { span: ["lang", "dir"], abbr: ["title"], a: ["href"] };

const token = /<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entity = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi;
const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

export function unescaped(text: string): string {
  return text.replace(entity, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
    if (name) return named[name.toLowerCase()] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function quoted(value: string): string {
  const safe = escaped(value).replace(/\n/g, "&#10;").replace(/\r/g, "&#13;").replace(/\t/g, "&#9;");
  if (!safe.includes('"')) return `"${safe}"`;
  return safe.includes("'") ? `"${safe.replace(/"/g, "&quot;")}"` : `'${safe}'`;
}

/** Reads a text. A "<" that begins no mark is taken as itself, and a mark left open ends with the text. */
export function pieces(text: string): Piece[] {
  const root: Mark = { tag: "", attrs: {}, inside: [] };
  const open = [root];
  let at = 0;
  const words = (until: number) => {
    if (until > at) open.at(-1)!.inside.push(unescaped(text.slice(at, until)));
  };
  for (const found of text.matchAll(token)) {
    const [whole, closing, tag = "", attrs = "", empty] = found;
    words(found.index);
    at = found.index + whole.length;
    if (closing) {
      const depth = open.map((mark) => mark.tag).lastIndexOf(tag);
      if (depth > 0) open.length = depth;
      continue;
    }
    const mark: Mark = { tag, attrs: {}, inside: [] };
    for (const [, name = "", double, single] of attrs.matchAll(attribute)) {
      mark.attrs[name === "xml:lang" ? "lang" : name] = unescaped(double ?? single ?? "");
    }
    open.at(-1)!.inside.push(mark);
    if (!empty) open.push(mark);
  }
  words(text.length);
  return root.inside;
}

/** Writes pieces as canonical markup; marks with nothing in them are left out. */
export function written(inside: readonly Piece[]): string {
  return fold(inside.map(one).join(""));
}

function one(piece: Piece): string {
  if (typeof piece === "string") return escaped(piece);
  const attrs = Object.keys(piece.attrs).sort().map((name) => ` ${name}=${quoted(spaced(piece.attrs[name] ?? ""))}`).join("");
  if (piece.tag === "br") return "<br/>";
  const within = piece.inside.map(one).join("");
  if (/[^ \t\r\n]/.test(within)) return `<${piece.tag}${attrs}>${within}</${piece.tag}>`;
  return blocks.includes(piece.tag) ? " " : within;
}

const tags = /(<[^>]+>)/;
const block = /^<\/?(?:p|br|ul|ol|li)[ />]/;

/** White space folded as the server does it, so that equal texts are equal strings. */
export function fold(text: string): string {
  const folded = spaced(text);
  if (!folded.includes("<")) return folded;
  const done: string[] = [];
  let waiting = false;
  for (const piece of folded.split(tags)) {
    if (piece === "") continue;
    if (block.test(piece)) {
      const last = done.at(-1);
      if (last !== undefined && !last.startsWith("<")) done[done.length - 1] = last.replace(/[ \t\r\n]+$/, "");
      done.push(piece);
      waiting = false;
    } else if (piece === " ") {
      waiting = !spaceBeforeClosing(done);
    } else if (piece.startsWith("<")) {
      done.push(piece);
    } else {
      const last = done.at(-1);
      const bare = piece.replace(/^[ \t\r\n]+/, "");
      done.push(last === undefined || block.test(last) ? bare : waiting ? ` ${bare}` : piece);
      waiting = false;
    }
  }
  return trimmed(done.join(""));
}

function spaceBeforeClosing(done: string[]): boolean {
  let at = done.length;
  while (at && done[at - 1]!.startsWith("</") && !block.test(done[at - 1]!)) at -= 1;
  if (at === done.length) return at === 0 || block.test(done[at - 1]!);
  if (at && !done[at - 1]!.endsWith(" ") && !block.test(done[at - 1]!)) done.splice(at, 0, " ");
  return true;
}

function spaced(text: string): string {
  return trimmed(text.replace(/[ \t\r\n]+/g, " "));
}

function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
}

/** The words of a text without its marks: for labels, counts and pickers. */
export function plain(text: string): string {
  return spaced(unescaped(text.replace(/<\/(?:p|li)>|<br\/>/g, " ").replace(/<[^>]+>/g, "")));
}

export function wordCount(text: string): number {
  return plain(text).split(" ").filter(Boolean).length;
}

/** The addresses a link may have, as the server sees it. */
export function isSafeLink(address: string): boolean {
  if (/[\x00-\x1f\x7f]/.test(address)) return false;
  return /^(?:https?:|mailto:|tel:)/i.test(address) || /^\/(?![/\\])/.test(address);
}
