// A tree as a file of the notation, written in the browser: an author's work can always be taken along, whatever the server says.

import { escaped } from "./markup";
import { wellFormed } from "./texts";
import type { Bare, Node } from "../tree";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;" };

/** What XML 1.0 can't hold at all, even escaped: most control characters, halves of a surrogate pair, two code points. */
const never = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

const attribute = (value: string): string => value.replace(never, "").replace(/[&<>"\t\n\r]/g, (found) => entities[found] ?? found);

export function toXml(root: Node | Bare): string {
  return `${written(root, "")}\n`;
}

function written({ tag, attrs, text = "", nodes }: Node | Bare, indent: string): string {
  const clean = text.replace(never, "");
  // A text that is no markup (a browser extension may leave anything in a field) is taken as what it says.
  const inside = wellFormed(clean) ? clean : escaped(clean);
  // Words that stand loose between elements, which the server keeps so that an author can mend them.
  if (tag === "#text") return indent + inside;
  const begin = `${indent}<${tag}${Object.entries(attrs).map(([name, value]) => ` ${name}="${attribute(value)}"`).join("")}`;
  if (nodes?.length) return `${begin}>\n${nodes.map((inner) => `${written(inner, `${indent}  `)}\n`).join("")}${indent}</${tag}>`;
  return inside ? `${begin}>${inside}</${tag}>` : `${begin}/>`;
}

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
