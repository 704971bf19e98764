// Converts text of the notation into DOM elements and back, and cleans pasted HTML.

import { blockTags, markTags } from "../../contracts/constants";
import type { Mark, TextPiece } from "../text/markup";

/** Keeps an empty mark open while the author types; it is never stored. */
export const caretPlaceholder = "\ufeff";

/** Elements that hold lines: a line break at their very end only gives the last line a height. */
const lineElements = new Set(["P", "LI"]);

/** Elements whose content is no text. */
const ignoredElements = new Set([
  "SCRIPT",
  "STYLE",
  "TITLE",
  "HEAD",
  "META",
  "LINK",
  "IFRAME",
  "OBJECT",
  "EMBED",
  "SVG",
  "MATH",
  "TEMPLATE",
  "NOSCRIPT",
  "TEXTAREA",
  "SELECT",
  "BUTTON",
  "XML",
]);
const paragraphElements = new Set([
  "P",
  "DIV",
  "H1",
  "H2",
  "H3",
  "H4",
  "H5",
  "H6",
  "BLOCKQUOTE",
  "PRE",
  "SECTION",
  "ARTICLE",
  "DT",
  "DD",
  "FIGCAPTION",
  "ADDRESS",
  "TABLE",
  "TBODY",
]);
const renamedTags: Record<string, string> = { B: "strong", I: "em", CITE: "em", DFN: "em", ACRONYM: "abbr" };

/** Replace the content of the editing area. */
export function renderPieces(root: HTMLElement, inside: readonly TextPiece[]): void {
  root.textContent = "";
  appendPieces(root, inside);
  closeLine(root);
}

/** Append pieces as elements. */
export function appendPieces(parent: Node, inside: readonly TextPiece[]): void {
  const { ownerDocument: page } = parent as Element;
  for (const piece of inside) {
    if (typeof piece === "string") {
      parent.appendChild(page.createTextNode(piece));
      continue;
    }
    const created = createMark(page, piece);
    appendPieces(created, piece.inside);
    if (lineElements.has(created.tagName)) closeLine(created);
    parent.appendChild(created);
  }
}

/** Create the element of a mark. */
function createMark(page: Document, { tag, attrs }: Mark): HTMLElement {
  if (!blockTags.includes(tag) && !markTags.includes(tag)) {
    const created = page.createElement("span");
    created.dataset.tag = tag;
    created.dataset.attrs = JSON.stringify(attrs);
    return created;
  }
  const created = page.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    // The address is shown here and never followed.
    if (tag === "a" && name === "href") created.dataset.href = value;
    else if (/^[a-z][\w.-]*$/i.test(name) && !/^(?:on|style|id|class)/i.test(name)) created.setAttribute(name, value);
    else
      created.dataset.attrs = JSON.stringify({
        ...(JSON.parse(created.dataset.attrs ?? "{}") as object),
        [name]: value,
      });
  }
  return created;
}

/** Add a line break to a line that is empty or ends with one, so that its last line has a height. */
export function closeLine(lines: HTMLElement): void {
  const last = lines.lastChild;
  if (!last ? lines.tagName === "P" || lines.tagName === "LI" : last.nodeName === "BR") {
    lines.appendChild(lines.ownerDocument.createElement("br"));
  }
}

/** Return the content of the editing area as pieces. */
export function readPieces(root: Element): TextPiece[] {
  return readChildren(root, true);
}

/** Return the children of an element as pieces. */
function readChildren(parent: Element, lines: boolean): TextPiece[] {
  const nodes = [...parent.childNodes];
  while (nodes.length && nodes.at(-1)!.nodeType === 3 && !nodes.at(-1)!.nodeValue) nodes.pop();
  if (lines && nodes.at(-1)?.nodeName === "BR") nodes.pop();
  return nodes.flatMap(readNode);
}

/** Return a node as pieces. */
function readNode(node: Node): TextPiece[] {
  if (node.nodeType === 3) {
    const words = (node.nodeValue ?? "").split(caretPlaceholder).join("");
    return words ? [words] : [];
  }
  if (node.nodeType !== 1) return [];
  const element = node as HTMLElement;
  const { tag, attrs } = describeElement(element);
  if (tag === null) return readChildren(element, false);
  return [{ tag, attrs, inside: readChildren(element, lineElements.has(element.tagName)) }];
}

/** Return tag and attributes of an element in the notation; the tag is null when it has none. */
function describeElement(element: HTMLElement): { tag: string | null; attrs: Record<string, string> } {
  const kept = JSON.parse(element.dataset.attrs ?? "{}") as Record<string, string>;
  if (element.dataset.tag) return { tag: element.dataset.tag, attrs: kept };
  const tag = element.tagName.toLowerCase();
  if (tag === "div") return { tag: "p", attrs: {} };
  if (!blockTags.includes(tag) && !markTags.includes(tag)) return { tag: null, attrs: {} };
  const attrs = { ...kept };
  for (const { name, value } of element.attributes) {
    if (!name.startsWith("data-") && name !== "style" && name !== "class") attrs[name] = value;
  }
  if (element.dataset.href !== undefined) attrs.href = element.dataset.href;
  return { tag: tag === "span" && !Object.keys(attrs).length ? null : tag, attrs };
}

// --- pasting ---

/** Return pasted HTML as pieces: text and the marks that the notation has. */
export function parsePastedHtml(html: string, safe: (address: string) => boolean): TextPiece[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = groupBlocks(convertNodes([...page.body.childNodes], safe));
  const only = found[0];
  return found.length === 1 && typeof only === "object" && only.tag === "p" ? only.inside : found;
}

/** Return plain text as pieces; an empty line begins a paragraph. */
export function parsePlainText(text: string): TextPiece[] {
  const parts = text
    .replace(/\r\n?/g, "\n")
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter(Boolean);
  const lines = (part: string): TextPiece[] =>
    part.split("\n").flatMap((line, n): TextPiece[] => (n ? [{ tag: "br", attrs: {}, inside: [] }, line] : [line]));
  return parts.length < 2 ? lines(parts[0] ?? "") : parts.map((part) => ({ tag: "p", attrs: {}, inside: lines(part) }));
}

/** Convert pasted nodes. */
function convertNodes(nodes: readonly Node[], safe: (address: string) => boolean): TextPiece[] {
  return nodes.flatMap((node): TextPiece[] => {
    if (node.nodeType === 3) return normalizeText(node.nodeValue ?? "");
    if (node.nodeType !== 1) return [];
    const element = node as HTMLElement;
    const name = element.tagName.toUpperCase();
    const style = element.getAttribute("style") ?? "";
    if (ignoredElements.has(name) || /mso-list:\s*ignore/i.test(style)) return [];
    const inside = () => convertNodes([...element.childNodes], safe);
    if (name === "BR") return [{ tag: "br", attrs: {}, inside: [] }];
    if (/^MsoList/.test(element.className) || /mso-list:/i.test(style))
      return [{ tag: wordListTag(element), attrs: {}, inside: inside() }];
    if (name === "TR") return convertRow(element, safe);
    if (paragraphElements.has(name)) return convertParagraph(inside());
    return convertMark(element, name, style, inside(), safe);
  });
}

/** Convert a pasted inline element. */
function convertMark(
  element: HTMLElement,
  name: string,
  style: string,
  inside: TextPiece[],
  safe: (address: string) => boolean,
): TextPiece[] {
  if (!inside.length) return [];
  const tag = renamedTags[name] ?? name.toLowerCase();
  // Some editors wrap everything in an element that says it is not bold.
  const isNone = /font-weight:\s*(?:normal|400)/i.test(style) && tag === "strong";
  if (tag === "a") {
    const href = element.getAttribute("href") ?? "";
    return safe(href) ? [{ tag, attrs: { href }, inside }] : inside;
  }
  if (tag === "abbr") {
    const title = element.getAttribute("title");
    return title ? [{ tag, attrs: { title }, inside }] : inside;
  }
  if (["em", "strong", "q", "ul", "ol", "li"].includes(tag) && !isNone) return [{ tag, attrs: {}, inside }];
  if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) return [{ tag: "strong", attrs: {}, inside }];
  if (/font-style:\s*italic/i.test(style)) return [{ tag: "em", attrs: {}, inside }];
  return inside;
}

/** Collapse white space. A non-breaking space is kept only next to punctuation that requires it. */
function normalizeText(text: string): TextPiece[] {
  const said = text
    .replace(/\u00a0(?![?!:;»%€])/g, (space, at: number) => (text[at - 1] === "«" ? space : " "))
    .replace(/[ \t\r\n]+/g, " ");
  return said ? [said] : [];
}

/** Return the list tag of a word processor's list paragraph. */
function wordListTag(element: Element): string {
  return /^\s*(?:\d+|[a-z])[.)]/i.test(element.textContent ?? "") ? "li-ol" : "li-ul";
}

/** Convert a pasted block. */
function convertParagraph(inside: TextPiece[]): TextPiece[] {
  const solid = inside.some((piece) => typeof piece === "object" && /^(?:p|ul|ol|li-..)$/.test(piece.tag));
  if (solid) return inside;
  return isBlank(inside) ? [] : [{ tag: "p", attrs: {}, inside }];
}

/** What stands between two cells of a table row. */
const cellSeparator = " | ";

/** Convert a row of a pasted table into one paragraph that keeps its cells apart. A cell with a list stays as it is. */
function convertRow(row: HTMLElement, safe: (address: string) => boolean): TextPiece[] {
  const cells = [...row.children]
    .map((cell) => groupBlocks(convertNodes([...cell.childNodes], safe)))
    .filter((cell) => !isBlank(cell));
  const hasList = cells.some((cell) => cell.some((piece) => typeof piece === "object" && /^[uo]l$/.test(piece.tag)));
  if (hasList) return groupBlocks(cells.flat());
  const inside = cells.flatMap((cell, index) => [...(index ? [cellSeparator] : []), ...joinParagraphs(cell)]);
  return convertParagraph(inside);
}

/** Return paragraphs as one text with line breaks between them. */
function joinParagraphs(inside: readonly TextPiece[]): TextPiece[] {
  return inside.flatMap((piece, index) => {
    if (typeof piece !== "object" || piece.tag !== "p") return [piece];
    return index ? [{ tag: "br", attrs: {}, inside: [] }, ...piece.inside] : piece.inside;
  });
}

/** Tell whether pieces contain no text. */
function isBlank(inside: readonly TextPiece[]): boolean {
  return inside.every((piece) =>
    typeof piece === "string" ? !piece.trim() : piece.tag === "br" || isBlank(piece.inside),
  );
}

/** Wrap text between paragraphs into paragraphs, and list paragraphs of word processors into lists. */
function groupBlocks(inside: readonly TextPiece[]): TextPiece[] {
  const isBlock = (piece: TextPiece): piece is Mark =>
    typeof piece === "object" && /^(?:p|ul|ol|li-..)$/.test(piece.tag);
  if (!inside.some(isBlock)) return [...inside];
  const found: Mark[] = [];
  let loose: TextPiece[] = [];
  const settle = () => {
    if (!isBlank(loose)) found.push({ tag: "p", attrs: {}, inside: loose });
    loose = [];
  };
  for (const piece of inside) {
    if (!isBlock(piece)) {
      loose.push(piece);
      continue;
    }
    settle();
    const list = piece.tag.startsWith("li-") ? piece.tag.slice(3) : "";
    const last = found.at(-1);
    if (!list) found.push(piece);
    else if (last?.tag === list) last.inside.push({ ...piece, tag: "li" });
    else found.push({ tag: list, attrs: {}, inside: [{ ...piece, tag: "li" }] });
  }
  settle();
  return found;
}
