// A text of the notation as elements of a page, and back. What pasting brings along is cleaned on the way.

import { blockTags, markTags, type Mark, type TextPiece } from "../text/markup";

/** Stands where a mark is open and empty while somebody types; never stored. */
export const caretPlaceholder = "\ufeff";

/** What holds lines: here a line break at the very end only keeps the line open and is no part of the text. */
const lineElements = new Set(["P", "LI"]);

/** Their inside is no text. */
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
  "TR",
  "DT",
  "DD",
  "FIGCAPTION",
  "ADDRESS",
  "TABLE",
  "TBODY",
]);
const renamedTags: Record<string, string> = { B: "strong", I: "em", CITE: "em", DFN: "em", ACRONYM: "abbr" };

export function renderPieces(root: HTMLElement, inside: readonly TextPiece[]): void {
  root.textContent = "";
  appendPieces(root, inside);
  closeLine(root);
}

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

function createMark(page: Document, { tag, attrs }: Mark): HTMLElement {
  if (!blockTags.includes(tag) && !markTags.includes(tag)) {
    const created = page.createElement("span");
    created.dataset["tag"] = tag;
    created.dataset["attrs"] = JSON.stringify(attrs);
    return created;
  }
  const created = page.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    // An address is only looked at here, never followed.
    if (tag === "a" && name === "href") created.dataset["href"] = value;
    else if (/^[a-z][\w.-]*$/i.test(name) && !/^(?:on|style|id|class)/i.test(name)) created.setAttribute(name, value);
    else
      created.dataset["attrs"] = JSON.stringify({
        ...(JSON.parse(created.dataset["attrs"] ?? "{}") as object),
        [name]: value,
      });
  }
  return created;
}

/** An empty last line has no height without a line break that isn't counted. */
export function closeLine(lines: HTMLElement): void {
  const last = lines.lastChild;
  if (!last ? lines.tagName === "P" || lines.tagName === "LI" : last.nodeName === "BR") {
    lines.appendChild(lines.ownerDocument.createElement("br"));
  }
}

/** What the author sees, as pieces of the notation. */
export function readPieces(root: Element): TextPiece[] {
  return readChildren(root, true);
}

function readChildren(parent: Element, lines: boolean): TextPiece[] {
  const nodes = [...parent.childNodes];
  while (nodes.length && nodes.at(-1)!.nodeType === 3 && !nodes.at(-1)!.nodeValue) nodes.pop();
  if (lines && nodes.at(-1)?.nodeName === "BR") nodes.pop();
  return nodes.flatMap(readNode);
}

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

function describeElement(element: HTMLElement): { tag: string | null; attrs: Record<string, string> } {
  const kept = JSON.parse(element.dataset["attrs"] ?? "{}") as Record<string, string>;
  if (element.dataset["tag"]) return { tag: element.dataset["tag"], attrs: kept };
  const tag = element.tagName.toLowerCase();
  if (tag === "div") return { tag: "p", attrs: {} };
  if (!blockTags.includes(tag) && !markTags.includes(tag)) return { tag: null, attrs: {} };
  const attrs = { ...kept };
  for (const { name, value } of element.attributes) {
    if (!name.startsWith("data-") && name !== "style" && name !== "class") attrs[name] = value;
  }
  if (element.dataset["href"] !== undefined) attrs["href"] = element.dataset["href"];
  return { tag: tag === "span" && !Object.keys(attrs).length ? null : tag, attrs };
}

// --- pasting --------------------------------------------------------------------------------------------------------

/** What was copied from a web page or a word processor, as pieces of the notation: words, and the marks it takes. */
export function parsePastedHtml(html: string, safe: (address: string) => boolean): TextPiece[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = groupBlocks(convertNodes([...page.body.childNodes], safe));
  const only = found[0];
  return found.length === 1 && typeof only === "object" && only.tag === "p" ? only.inside : found;
}

/** Plain words: an empty line begins a paragraph. */
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
    if (paragraphElements.has(name)) return convertParagraph(inside());
    return convertMark(element, name, style, inside(), safe);
  });
}

function convertMark(
  element: HTMLElement,
  name: string,
  style: string,
  inside: TextPiece[],
  safe: (address: string) => boolean,
): TextPiece[] {
  if (!inside.length) return [];
  const tag = renamedTags[name] ?? name.toLowerCase();
  // Some editors wrap all that is copied in a mark that says it is none.
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

/** A fixed space is kept where languages set one, before or after a sign, and is a space everywhere else. */
function normalizeText(text: string): TextPiece[] {
  const said = text
    .replace(/\u00a0(?![?!:;»%€])/g, (space, at: number) => (text[at - 1] === "«" ? space : " "))
    .replace(/[ \t\r\n]+/g, " ");
  return said ? [said] : [];
}

function wordListTag(element: Element): string {
  return /^\s*(?:\d+|[a-z])[.)]/i.test(element.textContent ?? "") ? "li-ol" : "li-ul";
}

function convertParagraph(inside: TextPiece[]): TextPiece[] {
  const solid = inside.some((piece) => typeof piece === "object" && /^(?:p|ul|ol|li-..)$/.test(piece.tag));
  if (solid) return inside;
  return isBlank(inside) ? [] : [{ tag: "p", attrs: {}, inside }];
}

function isBlank(inside: readonly TextPiece[]): boolean {
  return inside.every((piece) =>
    typeof piece === "string" ? !piece.trim() : piece.tag === "br" || isBlank(piece.inside),
  );
}

/** Loose words between paragraphs become paragraphs, and a word processor's list lines become lists. */
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
