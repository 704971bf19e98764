// What the buttons and keys of a text do to its elements. A selection is kept as two places counted in characters, so that it
// outlives what happens to the elements around it.

import { caretPlaceholder } from "./rich-dom";

export interface TextSpan {
  from: number;
  to: number;
}

export const lineTags = new Set(["P", "LI"]);
const listTags = new Set(["UL", "OL"]);

function textNodes(root: Node): Text[] {
  const found: Text[] = [];
  const walk = (node: Node) => {
    if (node.nodeType === 3) found.push(node as Text);
    node.childNodes.forEach(walk);
  };
  walk(root);
  return found;
}

// --- where the selection is -----------------------------------------------------------------------------------------

export function rangeIn(root: HTMLElement): Range | null {
  const selection = root.ownerDocument.getSelection();
  const range = selection?.rangeCount ? selection.getRangeAt(0) : null;
  return range && root.contains(range.commonAncestorContainer) ? range : null;
}

function offsetOf(root: HTMLElement, node: Node, offset: number): number {
  const before = root.ownerDocument.createRange();
  before.selectNodeContents(root);
  before.setEnd(node, offset);
  return before.toString().length;
}

export function spanOf(root: HTMLElement, range: Range): TextSpan {
  return {
    from: offsetOf(root, range.startContainer, range.startOffset),
    to: offsetOf(root, range.endContainer, range.endOffset),
  };
}

/** Puts the selection there: its beginning with the words that follow, its end with those before. */
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

export function setCaret(node: Node, offset: number): void {
  node.ownerDocument!.getSelection()?.collapse(node, offset);
}

/** Marks around the beginning of the selection, innermost first. */
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

export function closestElement(root: Node, node: Node, test: (element: Element) => boolean): HTMLElement | null {
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    if (at.nodeType === 1 && test(at as Element)) return at as HTMLElement;
  }
  return null;
}

export const isTag = (tag: string) => (element: Element) =>
  element.tagName === tag.toUpperCase() && !(element as HTMLElement).dataset["tag"];

/** The texts of the selection, cut so that each is selected whole. */
function selectedTexts(root: HTMLElement): Text[] {
  const range = rangeIn(root);
  if (!range || range.collapsed) return [];
  const { from, to } = spanOf(root, range);
  return textsWithin(root, from, to);
}

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

/** Where in the text, counted in characters, a new line begins: no word goes on across it. */
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

/** The selection, or the word the caret stands in (`touching`: or at its edge); null where there is neither. */
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

// --- marks ----------------------------------------------------------------------------------------------------------

export function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes);
}

/** Cuts `outer` so that it holds nothing but the branch `node` is on. */
export function isolate(node: Node, outer: Element): void {
  for (let at: Node = node; at !== outer; at = at.parentNode!) {
    const parent = at.parentNode as Element;
    splitOff(parent, [...parent.childNodes].slice(0, [...parent.childNodes].indexOf(at as ChildNode)), "before");
    splitOff(parent, [...parent.childNodes].slice([...parent.childNodes].indexOf(at as ChildNode) + 1), "after");
  }
}

function splitOff(parent: Element, nodes: readonly ChildNode[], where: "before" | "after"): void {
  if (!nodes.length) return;
  const other = parent.cloneNode(false) as Element;
  other.append(...nodes);
  parent[where](other);
}

function removeMark(root: HTMLElement, selected: readonly Text[], tag: string): void {
  for (const text of selected) {
    for (let outer = closestElement(root, text, isTag(tag)); outer; outer = closestElement(root, text, isTag(tag))) {
      isolate(text, outer);
      unwrap(outer);
    }
  }
}

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

export function setAttributes(element: HTMLElement, attrs: Record<string, string>): void {
  for (const name of ["lang", "dir", "title"]) element.removeAttribute(name);
  for (const [name, value] of Object.entries(attrs)) {
    if (name === "href") element.dataset["href"] = value;
    else if (value) element.setAttribute(name, value);
  }
}

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

function commonAncestor(root: Node, first: Node, last: Node): Node {
  let at: Node = first.parentNode!;
  while (at !== root && !at.contains(last)) at = at.parentNode!;
  return at;
}

/** Cuts what lies between `node` and `outer` at the node; gives the child of `outer` that begins or ends with it. */
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

/** Sets a mark on the selected words, or on the word at the caret; gives false where there are no words. */
export function setMark(root: HTMLElement, tag: string, attrs: Record<string, string> = {}): boolean {
  return changeSelectedTexts(root, (selected) => addMark(root, selected, tag, attrs));
}

/** Takes a mark from the selected words, or the whole of it at the caret. */
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

/** Turns a mark on or off for the selection; with nothing to mark, for what is typed next. */
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

function isAtEnd(range: Range, outer: Element): boolean {
  const rest = range.cloneRange();
  rest.setEnd(outer, outer.childNodes.length);
  return rest.toString().split(caretPlaceholder).join("") === "";
}

function moveCaretAfter(outer: Element): void {
  const after = outer.ownerDocument.createTextNode(caretPlaceholder);
  outer.after(after);
  setCaret(after, 1);
}

function insertEmptyMark(root: HTMLElement, range: Range, tag: string): void {
  const created = root.ownerDocument.createElement(tag);
  created.append(caretPlaceholder);
  range.insertNode(created);
  setCaret(created.firstChild!, 1);
}

/** Takes all marks from the selected words (or from all, at a caret); paragraphs and lists stay. */
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

/** Joins what was cut more finely than it need be, and drops empty marks and what browsers strew in. */
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

/** Whether the browser has strewn in elements that say nothing. */
export function isUntidy(root: HTMLElement): boolean {
  return [...root.querySelectorAll("[style],span,font")].some(
    (one) => one.hasAttribute("style") || one.tagName === "FONT" || !one.attributes.length,
  );
}
