// What toolbar and keys do to the elements of a text. Selections are kept as character positions, so that they survive
// changes of the elements.

import { caretPlaceholder } from "./rich-dom";

/** A selection as character positions. */
export interface TextSpan {
  from: number;
  to: number;
}

/** Tags of elements that hold lines. */
export const lineTags = new Set(["P", "LI"]);
const listTags = new Set(["UL", "OL"]);

/** Return all text nodes. */
function textNodes(root: Node): Text[] {
  const found: Text[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 3) found.push(node as Text);
    node.childNodes.forEach(walk);
  };
  walk(root);
  return found;
}

// --- selection ---

/** Return the selected range if it is inside `root`. */
export function rangeIn(root: HTMLElement): Range | null {
  const selection = root.ownerDocument.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  return range && root.contains(range.commonAncestorContainer) ? range : null;
}

/** Return the character position of a DOM position. */
function offsetOf(root: HTMLElement, node: Node, offset: number): number {
  const before = root.ownerDocument.createRange();
  before.selectNodeContents(root);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** Return the character positions of a range. */
export function spanOf(root: HTMLElement, range: Range): TextSpan {
  return {
    from: offsetOf(root, range.startContainer, range.startOffset),
    to: offsetOf(root, range.endContainer, range.endOffset),
  };
}

/** Select these positions: the start before the text that follows, the end after the text before. */
export function selectSpan(root: HTMLElement, { from, to }: TextSpan): void {
  const range = root.ownerDocument.createRange();
  range.selectNodeContents(root);
  range.collapse(false);
  let at = 0;
  let begun = false;
  for (const text of textNodes(root)) {
    const end = at + text.length;
    if (!begun && (from < end || (from === end && from === to))) {
      range.setStart(text, from - at);
      range.collapse(true);
      begun = true;
    }
    if (begun && to <= end) {
      range.setEnd(text, to - at);
      break;
    }
    at = end;
  }
  const selection = root.ownerDocument.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Put the caret at a DOM position. */
export function setCaret(node: Node, offset: number): void {
  node.ownerDocument!.getSelection()?.collapse(node, offset);
}

/** Return the marks around the start of the selection, innermost first. */
export function marksAt(root: HTMLElement): HTMLElement[] {
  const range = rangeIn(root);
  const found: HTMLElement[] = [];
  let node: Node | null = range ? range.startContainer : null;
  if (range && node?.nodeType === 3 && range.startOffset === (node as Text).length && !range.collapsed) {
    node = selectedTexts(root)[0] ?? node;
  }
  for (; node && node !== root; node = node.parentNode) if (node.nodeType === 1) found.push(node as HTMLElement);
  return found;
}

/** Return the closest element around `node` that passes the test. */
export function closestElement(root: Node, node: Node, test: (element: Element) => boolean): HTMLElement | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    if (at.nodeType === 1 && test(at as Element)) return at as HTMLElement;
  }
  return null;
}

/** Return a test for a tag of the notation. */
export const isTag = (tag: string) => (element: Element) =>
  element.tagName === tag.toUpperCase() && !(element as HTMLElement).dataset.tag;

/** Return the selected text nodes, split at the ends of the selection. */
function selectedTexts(root: HTMLElement): Text[] {
  const range = rangeIn(root);
  if (!range || range.collapsed) return [];
  const { from, to } = spanOf(root, range);
  return textsWithin(root, from, to);
}

/** Return the text nodes between two positions, split at both. */
export function textsWithin(root: HTMLElement, from: number, to: number): Text[] {
  let at = 0;
  const found: Text[] = [];
  for (let text of textNodes(root)) {
    const end = at + text.length;
    if (end > from && at < to && text.length) {
      if (from > at) text = text.splitText(from - at);
      if (to < end) text.splitText(to - Math.max(at, from));
      found.push(text);
    }
    at = end;
  }
  return found;
}

/** Return the positions where lines begin or end: words don't continue across them. */
function lineStarts(root: HTMLElement): Set<number> {
  const found = new Set<number>();
  let at = 0;
  const walk = (node: Node) => {
    const isLine = node !== root && ["P", "LI", "UL", "OL", "BR"].includes(node.nodeName);
    if (isLine) found.add(at);
    if (node.nodeType === 3) at += (node as Text).length;
    node.childNodes.forEach(walk);
    if (isLine) found.add(at);
  };
  walk(root);
  return found;
}

/**
 * Return the selection, or the word around the caret (with `touching`, also at its edge); null when there is neither.
 */
export function wordSpan(root: HTMLElement, touching = false): TextSpan | null {
  const range = rangeIn(root);
  if (!range) return null;
  const span = spanOf(root, range);
  if (span.from !== span.to) return span;
  const all = textNodes(root)
    .map((text) => text.data)
    .join("");
  const lines = lineStarts(root);
  const isWord = (at: number) => /[\p{L}\p{N}\p{M}'’-]/u.test(all[at] ?? " ");
  const goesOn = (at: number) => isWord(at - 1) && isWord(at) && !lines.has(at);
  let { from, to } = span;
  const atEdge = isWord(to) || (isWord(from - 1) && !lines.has(from));
  if (!goesOn(from) && !(touching && atEdge)) return null;
  while (from > 0 && isWord(from - 1) && !lines.has(from)) from -= 1;
  while (isWord(to) && !lines.has(to)) to += 1;
  return { from, to };
}

// --- marks ---

/** Replace an element by its children. */
export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Split `outer` so that it contains only the branch of `node`. */
export function isolate(node: Node, outer: Element): void {
  for (let at: Node = node; at !== outer; at = at.parentNode!) {
    const parent = at.parentNode as Element;
    splitOff(parent, [...parent.childNodes].slice(0, [...parent.childNodes].indexOf(at as ChildNode)), "before");
    splitOff(parent, [...parent.childNodes].slice([...parent.childNodes].indexOf(at as ChildNode) + 1), "after");
  }
}

/** Move nodes into a copy of their parent. */
function splitOff(parent: Element, nodes: readonly ChildNode[], where: "before" | "after"): void {
  if (!nodes.length) return;
  const other = parent.cloneNode(false) as Element;
  other.append(...nodes);
  parent[where](other);
}

/** Remove a mark from text nodes. */
function removeMark(root: HTMLElement, selected: readonly Text[], tag: string): void {
  for (const text of selected) {
    for (let outer = closestElement(root, text, isTag(tag)); outer; outer = closestElement(root, text, isTag(tag))) {
      isolate(text, outer);
      unwrap(outer);
    }
  }
}

/** Add a mark around text nodes. */
function addMark(root: HTMLElement, selected: readonly Text[], tag: string, attrs: Record<string, string>): void {
  removeMark(root, selected, tag);
  for (const line of groupByLine(root, selected)) {
    const first = line[0]!;
    const last = line.at(-1)!;
    const shared = commonAncestor(root, first, last);
    const begin = splitUpTo(first, shared, "before");
    const end = splitUpTo(last, shared, "after");
    const created = root.ownerDocument.createElement(tag);
    setAttributes(created, attrs);
    begin.before(created);
    for (let at: ChildNode | null = begin; at; ) {
      const next: ChildNode | null = at === end ? null : at.nextSibling;
      created.append(at);
      at = next;
    }
  }
}

/** Set the attributes of a mark's element. */
export function setAttributes(element: HTMLElement, attrs: Record<string, string>): void {
  for (const name of ["lang", "dir", "title"]) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attrs)) {
    if (name === "href") element.dataset.href = value;
    else if (value) element.setAttribute(name, value);
  }
}

/** Group text nodes by line. */
function groupByLine(root: HTMLElement, selected: readonly Text[]): Text[][] {
  const found: Text[][] = [];
  let line: Node | null = null;
  for (const text of selected) {
    const own = closestElement(root, text, (element) => lineTags.has(element.tagName)) ?? root;
    if (own === line) found.at(-1)!.push(text);
    else found.push([text]);
    line = own;
  }
  return found.filter((texts_) => texts_.some((text) => text.data.trim()));
}

/** Return the closest element around both nodes. */
function commonAncestor(root: Node, first: Node, last: Node): Node {
  let at: Node = first.parentNode!;
  while (at !== root && !at.contains(last)) at = at.parentNode!;
  return at;
}

/**
 * Split the elements between `node` and `outer` at the node; return the child of `outer` that begins or ends with it.
 */
function splitUpTo(node: ChildNode, outer: Node, side: "before" | "after"): ChildNode {
  let at = node;
  while (at.parentNode !== outer) {
    const parent = at.parentNode as Element;
    const all = [...parent.childNodes];
    const here = all.indexOf(at);
    splitOff(parent, side === "before" ? all.slice(0, here) : all.slice(here + 1), side);
    at = parent as unknown as ChildNode;
  }
  return at;
}

/** Set a mark on the selection or the word at the caret; return false when there is none. */
export function setMark(root: HTMLElement, tag: string, attrs: Record<string, string> = {}): boolean {
  return changeSelectedTexts(root, (selected) => addMark(root, selected, tag, attrs));
}

/** Remove a mark from the selection, or the whole mark at the caret. */
export function clearMark(root: HTMLElement, tag: string): boolean {
  const range = rangeIn(root);
  const outer = range?.collapsed ? closestElement(root, range.startContainer, isTag(tag)) : null;
  if (!outer) return changeSelectedTexts(root, (selected) => removeMark(root, selected, tag));
  const span = spanOf(root, range!);
  unwrap(outer);
  tidy(root);
  selectSpan(root, span);
  return true;
}

/** Change the selected text nodes and keep the selection. */
function changeSelectedTexts(root: HTMLElement, change: (selected: readonly Text[]) => void): boolean {
  const before = rangeIn(root);
  const span = wordSpan(root);
  if (!before || !span) return false;
  const kept = before.collapsed ? spanOf(root, before) : span;
  change(textsWithin(root, span.from, span.to));
  tidy(root);
  selectSpan(root, kept);
  return true;
}

/** Switch a mark on or off for the selection, or for what is typed next. */
export function toggleMark(root: HTMLElement, tag: string): void {
  const range = rangeIn(root);
  if (!range) return;
  if (range.collapsed) {
    const outer = closestElement(root, range.startContainer, isTag(tag));
    if (outer && isAtEnd(range, outer)) moveCaretAfter(outer);
    else if (outer) clearMark(root, tag);
    else if (!setMark(root, tag)) insertEmptyMark(root, range, tag);
    return;
  }
  const selected = selectedTexts(root).filter((text) => text.data.trim());
  const all = selected.length > 0 && selected.every((text) => closestElement(root, text, isTag(tag)));
  if (all) clearMark(root, tag);
  else setMark(root, tag);
}

/** Tell whether a range is at the end of an element. */
function isAtEnd(range: Range, outer: Element): boolean {
  const rest = range.cloneRange();
  rest.setEnd(outer, outer.childNodes.length);
  return rest.toString().split(caretPlaceholder).join("") === "";
}

/** Move the caret out of an element. */
function moveCaretAfter(outer: Element): void {
  const after = outer.ownerDocument.createTextNode(caretPlaceholder);
  outer.after(after);
  setCaret(after, 1);
}

/** Insert an empty mark at the caret. */
function insertEmptyMark(root: HTMLElement, range: Range, tag: string): void {
  const created = root.ownerDocument.createElement(tag);
  created.append(caretPlaceholder);
  range.insertNode(created);
  setCaret(created.firstChild!, 1);
}

/** Remove all marks from the selection, or from everything at a caret; paragraphs and lists stay. */
export function clearMarks(root: HTMLElement): void {
  const range = rangeIn(root);
  const span = range ? spanOf(root, range) : { from: 0, to: 0 };
  const whole = span.from === span.to;
  const selected = whole ? textNodes(root) : textsWithin(root, span.from, span.to);
  const isMark = (element: Element) => !lineTags.has(element.tagName) && !listTags.has(element.tagName);
  for (const text of selected) {
    for (let outer = closestElement(root, text, isMark); outer; outer = closestElement(root, text, isMark)) {
      isolate(text, outer);
      unwrap(outer);
    }
  }
  tidy(root);
  selectSpan(root, span);
}

/** Join equal neighbors and remove empty marks and elements that browsers add. */
export function tidy(root: HTMLElement): void {
  for (const element of [...root.querySelectorAll<HTMLElement>("*")]) {
    element.removeAttribute("style");
    const isStray = (element.tagName === "SPAN" && !element.attributes.length) || element.tagName === "FONT";
    if (isStray) unwrap(element);
    else if (
      element.tagName !== "BR" &&
      !lineTags.has(element.tagName) &&
      !element.textContent &&
      !element.querySelector("br")
    ) {
      element.remove();
    }
  }
  for (const element of [...root.querySelectorAll<HTMLElement>("em,strong,b,i,a,abbr,span")]) {
    const before = element.previousSibling as HTMLElement | null;
    if (before?.nodeType === 1 && before.cloneNode(false).isEqualNode(element.cloneNode(false))) {
      element.prepend(...before.childNodes);
      before.remove();
    }
  }
  root.normalize();
}

/** Tell whether the browser has added elements without meaning. */
export function isUntidy(root: HTMLElement): boolean {
  return [...root.querySelectorAll("[style],span,font")].some(
    (one) => one.hasAttribute("style") || one.tagName === "FONT" || !one.attributes.length,
  );
}
