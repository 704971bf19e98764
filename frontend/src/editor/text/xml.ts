// A tree as a file of the notation, written in the browser: an author's work can always be taken along, whatever the server says.

import { escapeText } from "./markup";
import { isWellFormed } from "./texts";
import type { TreeData, TreeNode } from "../tree";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What XML 1.0 can't hold at all, even escaped: most control characters, halves of a surrogate pair, two code points. */
const forbiddenCharacters = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

const escapeAttribute = (value: string): string =>
  value.replace(forbiddenCharacters, "").replace(/[&<>"\t\n\r]/g, (found) => entities[found] ?? found);

export function toXml(root: TreeNode | TreeData): string {
  return `${writeElement(root, "")}\n`;
}

function writeElement({ tag, attrs, text = "", nodes }: TreeNode | TreeData, indent: string): string {
  const clean = text.replace(forbiddenCharacters, "");
  // A text that is no markup (a browser extension may leave anything in a field) is taken as what it says.
  const inside = isWellFormed(clean) ? clean : escapeText(clean);
  // Words that stand loose between elements, which the server keeps so that an author can mend them.
  if (tag === "#text") return indent + inside;
  const begin = `${indent}<${tag}${Object.entries(attrs)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("")}`;
  if (nodes?.length)
    return `${begin}>\n${nodes.map((inner) => `${writeElement(inner, `${indent}  `)}\n`).join("")}${indent}</${tag}>`;
  return inside ? `${begin}>${inside}</${tag}>` : `${begin}/>`;
}

export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
