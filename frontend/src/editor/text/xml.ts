// Writes a tree as a notation file in the browser, so that authors can always download their work.

import type { TreeData } from "../../contracts/tree";
import type { TreeNode } from "../tree";
import { escapeText } from "./markup";
import { isWellFormed } from "./texts";

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Characters that XML 1.0 can't contain, even escaped. */
const forbiddenCharacters = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

/** Escape text for an attribute. */
const escapeAttribute = (value: string): string =>
  value.replace(forbiddenCharacters, "").replace(/[&<>"\t\n\r]/g, (found) => entities[found] ?? found);

/** Return a tree as a file. */
export function toXml(root: TreeNode | TreeData): string {
  return `${writeElement(root, "")}\n`;
}

/** Return an element as one line of XML. */
export function toXmlLine({ tag, attrs, text = "", nodes = [] }: TreeNode | TreeData): string {
  const begin = `<${tag}${Object.entries(attrs)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("")}`;
  const inside = nodes.length ? nodes.map(toXmlLine).join("") : isWellFormed(text) ? text : escapeText(text);
  return inside ? `${begin}>${inside}</${tag}>` : `${begin}/>`;
}

/** Return one element as XML. */
function writeElement({ tag, attrs, text = "", nodes }: TreeNode | TreeData, indent: string): string {
  const clean = text.replace(forbiddenCharacters, "");
  // Text that is not well-formed (a browser extension may put anything into a field) is escaped.
  const inside = isWellFormed(clean) ? clean : escapeText(clean);
  // Text between elements, which the server keeps so that an author can fix it.
  if (tag === "#text") return indent + inside;
  const begin = `${indent}<${tag}${Object.entries(attrs)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join("")}`;
  if (nodes?.length)
    return `${begin}>\n${nodes.map((inner) => `${writeElement(inner, `${indent}  `)}\n`).join("")}${indent}</${tag}>`;
  return inside ? `${begin}>${inside}</${tag}>` : `${begin}/>`;
}

/** Return the length of a text in UTF-8 bytes. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
