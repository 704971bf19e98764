// Paragraphs, line breaks, lists, and what is pasted: what keys do to the lines of a text.

import type { Piece } from "../text/markup";
import { append, close, holder } from "./rich-dom";
import { around, caret, isolate, isTag, lineTags, rangeIn, selectSpan, spanOf, tidy, unwrap, within, type Span } from "./rich-edit";

/** Puts words that stand in no paragraph into one. */
function inParagraphs(root: HTMLElement): void {
  let run: ChildNode[] = [];
  const settle = (before: ChildNode | null) => {
    if (!run.length) return;
    const made = root.ownerDocument.createElement("p");
    root.insertBefore(made, before);
    made.append(...run);
    run = [];
  };
  for (const node of [...root.childNodes]) {
    if (["P", "UL", "OL", "LI"].includes(node.nodeName)) settle(node);
    else run.push(node);
  }
  settle(null);
}

function emptied(line: HTMLElement): boolean {
  return !line.textContent?.split(holder).join("");
}

/** A new paragraph, or list line, at the caret; on an empty list line, out of the list. */
export function newLine(root: HTMLElement): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  if (!around(root, range.startContainer, (element) => lineTags.has(element.tagName))) {
    const { from } = spanOf(root, range);
    if (!root.childNodes.length) root.append(root.ownerDocument.createTextNode(""));
    inParagraphs(root);
    selectSpan(root, { from, to: from });
  }
  const now = rangeIn(root) ?? range;
  const line = around(root, now.startContainer, (element) => lineTags.has(element.tagName)) ?? root.querySelector<HTMLElement>("p,li");
  if (!line) return;
  if (line.tagName === "LI" && emptied(line)) {
    leaveList(line);
    return;
  }
  if (!line.contains(now.startContainer)) now.setStart(line, line.childNodes.length);
  now.setEnd(line, line.childNodes.length);
  const next = line.cloneNode(false) as HTMLElement;
  next.append(now.extractContents());
  line.after(next);
  if (next.lastChild?.nodeName === "BR" && emptied(next)) next.textContent = "";
  if (emptied(next)) next.textContent = "";
  if (emptied(line)) line.textContent = "";
  close(line);
  close(next);
  caret(next, 0);
}

function leaveList(line: HTMLElement): void {
  const list = line.parentElement!;
  const after = [...list.children].slice([...list.children].indexOf(line) + 1);
  const made = line.ownerDocument.createElement("p");
  made.append(line.ownerDocument.createElement("br"));
  list.after(made);
  if (after.length) {
    const rest = list.cloneNode(false) as HTMLElement;
    rest.append(...after);
    made.after(rest);
  }
  line.remove();
  if (!list.children.length) list.remove();
  caret(made, 0);
}

/** A line break inside the paragraph. */
export function breakLine(root: HTMLElement): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  const made = root.ownerDocument.createElement("br");
  range.insertNode(made);
  const rest = root.ownerDocument.createRange();
  rest.setStartAfter(made);
  const line = around(root, made, (element) => lineTags.has(element.tagName)) ?? root;
  rest.setEnd(line, line.childNodes.length);
  if (!rest.toString() && !rest.cloneContents().querySelector("br")) made.after(root.ownerDocument.createElement("br"));
  const parent = made.parentNode!;
  caret(parent, [...parent.childNodes].indexOf(made) + 1);
}

function linesOf(root: HTMLElement, { from, to }: Span): HTMLElement[] {
  const found = within(root, from, to).map((node) => around(root, node, isTag("li")) ?? around(root, node, isTag("p")));
  return [...new Set(found.filter((line): line is HTMLElement => line !== null))];
}

/** Makes the lines of the selection a list, one of the other kind, or paragraphs again. */
export function toggleList(root: HTMLElement, tag: "ul" | "ol"): void {
  const range = rangeIn(root);
  const span = range ? spanOf(root, range) : { from: 0, to: 0 };
  // An empty line has no place that could be counted: there a mark holds the caret's.
  const mark = range?.collapsed ? root.ownerDocument.createElement("wbr") : null;
  if (mark) range!.insertNode(mark);
  inParagraphs(root);
  let lines = mark ? [around(root, mark, isTag("li")) ?? around(root, mark, isTag("p"))!] : linesOf(root, span);
  if (!lines.length) lines = [...root.querySelectorAll<HTMLElement>("p,li")].slice(0, 1);
  const isOn = lines.every((line) => line.parentElement?.tagName === tag.toUpperCase());
  if (isOn) lines.forEach(unlisted);
  else listed(root, lines, tag);
  if (mark) {
    const line = mark.parentElement!;
    caret(line, [...line.childNodes].indexOf(mark));
    mark.remove();
    if (emptied(line)) {
      line.textContent = "";
      close(line);
      caret(line, 0);
    }
  }
  tidy(root);
  if (!mark) selectSpan(root, span);
}

function unlisted(line: HTMLElement): void {
  const list = line.parentElement!;
  isolate(line, list);
  const hasBlocks = [...line.children].some((inner) => ["P", "UL", "OL"].includes(inner.tagName));
  if (hasBlocks) line.replaceWith(...line.childNodes);
  else {
    const made = line.ownerDocument.createElement("p");
    made.append(...line.childNodes);
    line.replaceWith(made);
  }
  unwrap(list);
}

function listed(root: HTMLElement, lines: readonly HTMLElement[], tag: "ul" | "ol"): void {
  let list: HTMLElement | null = null;
  for (const line of lines) {
    if (line.tagName === "LI") {
      const old = line.parentElement!;
      if (old.tagName !== tag.toUpperCase()) {
        const made = root.ownerDocument.createElement(tag);
        made.append(...old.childNodes);
        old.replaceWith(made);
      }
      list = line.parentElement;
      continue;
    }
    const item = root.ownerDocument.createElement("li");
    item.append(...line.childNodes);
    if (list && line.previousElementSibling === list) {
      list.append(item);
      line.remove();
    } else {
      list = root.ownerDocument.createElement(tag);
      list.append(item);
      line.replaceWith(list);
    }
  }
}

// --- putting in -----------------------------------------------------------------------------------------------------

/** Puts pieces in place of the selection. */
export function insert(root: HTMLElement, inside: readonly Piece[]): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  const { from } = spanOf(root, range);
  const before = (root.textContent ?? "").length;
  const isLines = inside.some((piece) => typeof piece === "object" && ["p", "ul", "ol"].includes(piece.tag));
  if (isLines) {
    newLine(root);
    const line = around(root, rangeIn(root)?.startContainer ?? root, (element) => lineTags.has(element.tagName));
    const top = line?.tagName === "LI" ? line.parentElement! : line;
    const made = root.ownerDocument.createElement("div");
    append(made, inside);
    const earlier = top?.previousElementSibling as HTMLElement | null;
    if (top) top.before(...made.childNodes);
    else root.append(...made.childNodes);
    for (const leftover of [earlier, top]) if (leftover?.tagName === "P" && emptied(leftover)) leftover.remove();
  } else {
    const made = root.ownerDocument.createElement("div");
    append(made, inside);
    const piece = root.ownerDocument.createDocumentFragment();
    piece.append(...made.childNodes);
    range.insertNode(piece);
  }
  tidy(root);
  const at = from + (root.textContent ?? "").length - before;
  selectSpan(root, { from: at, to: at });
}
