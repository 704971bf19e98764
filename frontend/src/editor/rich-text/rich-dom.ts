// A text of the notation as elements of a page, and back. What pasting brings along is cleaned on the way.

import { blocks, marks, type Mark, type Piece } from "../text/markup";

/** Stands where a mark is open and empty while somebody types; never stored. */
export const holder = "\ufeff";

/** What holds lines: here a line break at the very end only keeps the line open and is no part of the text. */
const holdsLines = new Set(["P", "LI"]);

/** Their inside is no text. */
const never = new Set(["SCRIPT", "STYLE", "TITLE", "HEAD", "META", "LINK", "IFRAME", "OBJECT", "EMBED", "SVG", "MATH", "TEMPLATE",
  "NOSCRIPT", "TEXTAREA", "SELECT", "BUTTON", "XML"]);
const paragraphs = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "PRE", "SECTION", "ARTICLE", "TR", "DT", "DD",
  "FIGCAPTION", "ADDRESS", "TABLE", "TBODY"]);
const renamed: Record<string, string> = { B: "strong", I: "em", CITE: "em", DFN: "em", ACRONYM: "abbr" };

export function fill(root: HTMLElement, inside: readonly Piece[]): void {
  root.textContent = "";
  append(root, inside);
  close(root);
}

export function append(parent: Node, inside: readonly Piece[]): void {
  const { ownerDocument: page } = parent as Element;
  for (const piece of inside) {
    if (typeof piece === "string") {
      parent.appendChild(page.createTextNode(piece));
      continue;
    }
    const made = shown(page, piece);
    append(made, piece.inside);
    if (holdsLines.has(made.tagName)) close(made);
    parent.appendChild(made);
  }
}

function shown(page: Document, { tag, attrs }: Mark): HTMLElement {
  if (!blocks.includes(tag) && !marks.includes(tag)) {
    const made = page.createElement("span");
    made.dataset["tag"] = tag;
    made.dataset["attrs"] = JSON.stringify(attrs);
    return made;
  }
  const made = page.createElement(tag);
  for (const [name, value] of Object.entries(attrs)) {
    // An address is only looked at here, never followed.
    if (tag === "a" && name === "href") made.dataset["href"] = value;
    else if (/^[a-z][\w.-]*$/i.test(name) && !/^(?:on|style|id|class)/i.test(name)) made.setAttribute(name, value);
    else made.dataset["attrs"] = JSON.stringify({ ...JSON.parse(made.dataset["attrs"] ?? "{}") as object, [name]: value });
  }
  return made;
}

/** An empty last line has no height without a line break that isn't counted. */
export function close(lines: HTMLElement): void {
  const last = lines.lastChild;
  if (!last ? lines.tagName === "P" || lines.tagName === "LI" : last.nodeName === "BR") {
    lines.appendChild(lines.ownerDocument.createElement("br"));
  }
}

/** What the author sees, as pieces of the notation. */
export function pieces(root: Element): Piece[] {
  return inner(root, true);
}

function inner(parent: Element, lines: boolean): Piece[] {
  const nodes = [...parent.childNodes];
  while (nodes.length && nodes.at(-1)!.nodeType === 3 && !nodes.at(-1)!.nodeValue) nodes.pop();
  if (lines && nodes.at(-1)?.nodeName === "BR") nodes.pop();
  return nodes.flatMap(read);
}

function read(node: Node): Piece[] {
  if (node.nodeType === 3) {
    const words = (node.nodeValue ?? "").split(holder).join("");
    return words ? [words] : [];
  }
  if (node.nodeType !== 1) return [];
  const element = node as HTMLElement;
  const { tag, attrs } = told(element);
  if (tag === null) return inner(element, false);
  return [{ tag, attrs, inside: inner(element, holdsLines.has(element.tagName)) }];
}

function told(element: HTMLElement): { tag: string | null; attrs: Record<string, string> } {
  const kept = JSON.parse(element.dataset["attrs"] ?? "{}") as Record<string, string>;
  if (element.dataset["tag"]) return { tag: element.dataset["tag"], attrs: kept };
  const tag = element.tagName.toLowerCase();
  if (tag === "div") return { tag: "p", attrs: {} };
  if (!blocks.includes(tag) && !marks.includes(tag)) return { tag: null, attrs: {} };
  const attrs = { ...kept };
  for (const { name, value } of element.attributes) {
    if (!name.startsWith("data-") && name !== "style" && name !== "class") attrs[name] = value;
  }
  if (element.dataset["href"] !== undefined) attrs["href"] = element.dataset["href"];
  return { tag: tag === "span" && !Object.keys(attrs).length ? null : tag, attrs };
}

// --- pasting --------------------------------------------------------------------------------------------------------

/** What was copied from a web page or a word processor, as pieces of the notation: words, and the marks it takes. */
export function cleaned(html: string, safe: (address: string) => boolean): Piece[] {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = gathered(flow([...page.body.childNodes], safe));
  const only = found[0];
  return found.length === 1 && typeof only === "object" && only.tag === "p" ? only.inside : found;
}

/** Plain words: an empty line begins a paragraph. */
export function fromPlain(text: string): Piece[] {
  const parts = text.replace(/\r\n?/g, "\n").split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
  const lines = (part: string): Piece[] =>
    part.split("\n").flatMap((line, n): Piece[] => (n ? [{ tag: "br", attrs: {}, inside: [] }, line] : [line]));
  return parts.length < 2 ? lines(parts[0] ?? "") : parts.map((part) => ({ tag: "p", attrs: {}, inside: lines(part) }));
}

function flow(nodes: readonly Node[], safe: (address: string) => boolean): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (node.nodeType === 3) return words(node.nodeValue ?? "");
    if (node.nodeType !== 1) return [];
    const element = node as HTMLElement;
    const name = element.tagName.toUpperCase();
    const style = element.getAttribute("style") ?? "";
    if (never.has(name) || /mso-list:\s*ignore/i.test(style)) return [];
    const inside = () => flow([...element.childNodes], safe);
    if (name === "BR") return [{ tag: "br", attrs: {}, inside: [] }];
    if (/^MsoList/.test(element.className) || /mso-list:/i.test(style)) return [{ tag: wordList(element), attrs: {}, inside: inside() }];
    if (paragraphs.has(name)) return paragraph(inside());
    return mark(element, name, style, inside(), safe);
  });
}

function mark(element: HTMLElement, name: string, style: string, inside: Piece[], safe: (address: string) => boolean): Piece[] {
  if (!inside.length) return [];
  const tag = renamed[name] ?? name.toLowerCase();
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
function words(text: string): Piece[] {
  const said = text.replace(/\u00a0(?![?!:;»%€])/g, (space, at: number) => (text[at - 1] === "«" ? space : " ")).replace(/[ \t\r\n]+/g, " ");
  return said ? [said] : [];
}

function wordList(element: Element): string {
  return /^\s*(?:\d+|[a-z])[.)]/i.test(element.textContent ?? "") ? "li-ol" : "li-ul";
}

function paragraph(inside: Piece[]): Piece[] {
  const solid = inside.some((piece) => typeof piece === "object" && /^(?:p|ul|ol|li-..)$/.test(piece.tag));
  if (solid) return inside;
  return blank(inside) ? [] : [{ tag: "p", attrs: {}, inside }];
}

function blank(inside: readonly Piece[]): boolean {
  return inside.every((piece) => (typeof piece === "string" ? !piece.trim() : piece.tag === "br" || (blank(piece.inside))));
}

/** Loose words between paragraphs become paragraphs, and a word processor's list lines become lists. */
function gathered(inside: readonly Piece[]): Piece[] {
  const isBlock = (piece: Piece): piece is Mark => typeof piece === "object" && /^(?:p|ul|ol|li-..)$/.test(piece.tag);
  if (!inside.some(isBlock)) return [...inside];
  const found: Mark[] = [];
  let loose: Piece[] = [];
  const settle = () => {
    if (!blank(loose)) found.push({ tag: "p", attrs: {}, inside: loose });
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
