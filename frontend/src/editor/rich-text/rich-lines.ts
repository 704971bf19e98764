// Paragraphs, line breaks, lists and pasting.

import type { TextPiece } from "../text/markup";
import { appendPieces, caretPlaceholder, closeLine } from "./rich-dom";
import {
  closestElement,
  isolate,
  isTag,
  lineTags,
  rangeIn,
  selectSpan,
  setCaret,
  spanOf,
  type TextSpan,
  textsWithin,
  tidy,
  unwrap,
} from "./rich-edit";

/** Wrap text that is in no paragraph into one. */
function wrapInParagraphs(root: HTMLElement): void {
  let run: ChildNode[] = [];
  const settle = (before: ChildNode | null) => {
    if (!run.length) return;
    const created = root.ownerDocument.createElement("p");
    root.insertBefore(created, before);
    created.append(...run);
    run = [];
  };
  for (const node of [...root.childNodes]) {
    if (["P", "UL", "OL", "LI"].includes(node.nodeName)) settle(node);
    else run.push(node);
  }
  settle(null);
}

/** Tell whether a line has no text. */
function isEmptyLine(line: HTMLElement): boolean {
  return !line.textContent?.split(caretPlaceholder).join("");
}

/** Begin a new paragraph or list item at the caret; in an empty list item, leave the list. */
export function insertLine(root: HTMLElement): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  if (!closestElement(root, range.startContainer, (element) => lineTags.has(element.tagName))) {
    const { from } = spanOf(root, range);
    if (!root.childNodes.length) root.append(root.ownerDocument.createTextNode(""));
    wrapInParagraphs(root);
    selectSpan(root, { from, to: from });
  }
  const now = rangeIn(root) ?? range;
  const line =
    closestElement(root, now.startContainer, (element) => lineTags.has(element.tagName)) ??
    root.querySelector<HTMLElement>("p,li");
  if (!line) return;
  if (line.tagName === "LI" && isEmptyLine(line)) {
    leaveList(line);
    return;
  }
  if (!line.contains(now.startContainer)) now.setStart(line, line.childNodes.length);
  now.setEnd(line, line.childNodes.length);
  const next = line.cloneNode(false) as HTMLElement;
  next.append(now.extractContents());
  line.after(next);
  if (next.lastChild?.nodeName === "BR" && isEmptyLine(next)) next.textContent = "";
  if (isEmptyLine(next)) next.textContent = "";
  if (isEmptyLine(line)) line.textContent = "";
  closeLine(line);
  closeLine(next);
  setCaret(next, 0);
}

/** Replace a list item by a paragraph after or between the list. */
function leaveList(line: HTMLElement): void {
  const list = line.parentElement!;
  const after = [...list.children].slice([...list.children].indexOf(line) + 1);
  const created = line.ownerDocument.createElement("p");
  created.append(line.ownerDocument.createElement("br"));
  list.after(created);
  if (after.length) {
    const rest = list.cloneNode(false) as HTMLElement;
    rest.append(...after);
    created.after(rest);
  }
  line.remove();
  if (!list.children.length) list.remove();
  setCaret(created, 0);
}

/** Insert a line break into the paragraph. */
export function insertLineBreak(root: HTMLElement): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  const created = root.ownerDocument.createElement("br");
  range.insertNode(created);
  const rest = root.ownerDocument.createRange();
  rest.setStartAfter(created);
  const line = closestElement(root, created, (element) => lineTags.has(element.tagName)) ?? root;
  rest.setEnd(line, line.childNodes.length);
  if (!rest.toString() && !rest.cloneContents().querySelector("br"))
    created.after(root.ownerDocument.createElement("br"));
  const parent = created.parentNode!;
  setCaret(parent, [...parent.childNodes].indexOf(created) + 1);
}

/** Return the lines of a selection. */
function selectedLines(root: HTMLElement, { from, to }: TextSpan): HTMLElement[] {
  const found = textsWithin(root, from, to).map(
    (node) => closestElement(root, node, isTag("li")) ?? closestElement(root, node, isTag("p")),
  );
  return [...new Set(found.filter((line): line is HTMLElement => line !== null))];
}

/** Turn the selected lines into a list, another kind of list, or paragraphs. */
export function toggleList(root: HTMLElement, tag: "ul" | "ol"): void {
  const range = rangeIn(root);
  const span = range ? spanOf(root, range) : { from: 0, to: 0 };
  // An empty line has no character position: an element marks the caret there.
  const mark = range?.collapsed ? root.ownerDocument.createElement("wbr") : null;
  if (mark) range!.insertNode(mark);
  wrapInParagraphs(root);
  let lines = mark
    ? [closestElement(root, mark, isTag("li")) ?? closestElement(root, mark, isTag("p"))!]
    : selectedLines(root, span);
  if (!lines.length) lines = [...root.querySelectorAll<HTMLElement>("p,li")].slice(0, 1);
  const isOn = lines.every((line) => line.parentElement?.tagName === tag.toUpperCase());
  if (isOn) lines.forEach(removeFromList);
  else makeList(root, lines, tag);
  if (mark) {
    const line = mark.parentElement!;
    setCaret(line, [...line.childNodes].indexOf(mark));
    mark.remove();
    if (isEmptyLine(line)) {
      line.textContent = "";
      closeLine(line);
      setCaret(line, 0);
    }
  }
  tidy(root);
  if (!mark) selectSpan(root, span);
}

/** Turn a list item into paragraphs. */
function removeFromList(line: HTMLElement): void {
  const list = line.parentElement!;
  isolate(line, list);
  const hasBlocks = [...line.children].some((inner) => ["P", "UL", "OL"].includes(inner.tagName));
  if (hasBlocks) line.replaceWith(...line.childNodes);
  else {
    const created = line.ownerDocument.createElement("p");
    created.append(...line.childNodes);
    line.replaceWith(created);
  }
  unwrap(list);
}

/** Turn lines into a list. */
function makeList(root: HTMLElement, lines: readonly HTMLElement[], tag: "ul" | "ol"): void {
  let list: HTMLElement | null = null;
  for (const line of lines) {
    if (line.tagName === "LI") {
      const old = line.parentElement!;
      if (old.tagName !== tag.toUpperCase()) {
        const created = root.ownerDocument.createElement(tag);
        created.append(...old.childNodes);
        old.replaceWith(created);
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

// --- inserting ---

/** Replace the selection by pieces. */
export function insertPieces(root: HTMLElement, inside: readonly TextPiece[]): void {
  const range = rangeIn(root);
  if (!range) return;
  range.deleteContents();
  const { from } = spanOf(root, range);
  const before = (root.textContent ?? "").length;
  const isLines = inside.some((piece) => typeof piece === "object" && ["p", "ul", "ol"].includes(piece.tag));
  if (isLines) {
    insertLine(root);
    const line = closestElement(root, rangeIn(root)?.startContainer ?? root, (element) =>
      lineTags.has(element.tagName),
    );
    const top = line?.tagName === "LI" ? line.parentElement! : line;
    const created = root.ownerDocument.createElement("div");
    appendPieces(created, inside);
    const earlier = top?.previousElementSibling as HTMLElement | null;
    if (top) top.before(...created.childNodes);
    else root.append(...created.childNodes);
    for (const leftover of [earlier, top]) if (leftover?.tagName === "P" && isEmptyLine(leftover)) leftover.remove();
  } else {
    const created = root.ownerDocument.createElement("div");
    appendPieces(created, inside);
    const piece = root.ownerDocument.createDocumentFragment();
    piece.append(...created.childNodes);
    range.insertNode(piece);
  }
  tidy(root);
  const at = from + (root.textContent ?? "").length - before;
  selectSpan(root, { from: at, to: at });
}
