// Dragging an item of a list to another place, by mouse, pen or finger. The arrows beside it do the same without a drag.

import { useEditor } from "../context";

/** So near to an edge of the list's scroller, in pixels, it scrolls. */
const edge = 48;
/** How far it scrolls in one frame, in pixels. */
const scrollStep = 10;

/** Show the grip of an item; `drop` is called with its new place in the list. */
export function Grip({ drop }: { drop: (to: number) => void }) {
  const { t } = useEditor();
  return (
    <span
      class="ps-grip"
      title={t("drag")}
      aria-hidden="true"
      onPointerDown={(event) => {
        const item = event.currentTarget.closest<HTMLElement>("[data-element]");
        const mates = [...(item?.parentElement?.children ?? [])].filter(
          (node): node is HTMLElement => node instanceof HTMLElement && "element" in node.dataset,
        );
        if (item) beginDrag(event, item, mates, drop);
      }}
    />
  );
}

/**
 * Drag an item among its mates, which include it, until the pointer is released; then `drop` gets its new place. Escape
 * and whatever else takes the pointer away leave everything as it was.
 */
export function beginDrag(
  event: PointerEvent,
  item: HTMLElement,
  mates: readonly HTMLElement[],
  drop: (to: number) => void,
): void {
  if (event.button !== 0 || mates.length < 2) return;
  event.preventDefault();
  const grip = event.currentTarget as HTMLElement;
  const others = mates.filter((node) => node !== item);
  const from = mates.indexOf(item);
  let at = { y: event.clientY, to: from };
  const mark = () => {
    at = { ...at, to: others.filter((node) => at.y > middleOf(node)).length };
    markDropPlace(others, at.to === from ? null : at.to);
  };
  const stopScrolling = scrollAtEdges(scrollerOf(item), () => at.y, mark);
  const end = (dropped: boolean) => {
    stopScrolling();
    stopWatching();
    delete item.dataset.dragged;
    markDropPlace(others, null);
    if (dropped && at.to !== from) drop(at.to);
  };
  const onMove = (y: number) => {
    at = { ...at, y };
    mark();
  };
  const stopWatching = watchDrag(grip, onMove, end);
  item.dataset.dragged = "";
  grip.setPointerCapture?.(event.pointerId);
}

/** Call `move` with the pointer's height, and `end` when it is released, is taken away or Escape is pressed. */
function watchDrag(grip: HTMLElement, move: (y: number) => void, end: (dropped: boolean) => void): () => void {
  const onMove = (moved: PointerEvent) => move(moved.clientY);
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    key.stopPropagation();
    end(false);
  };
  grip.addEventListener("pointermove", onMove);
  grip.addEventListener("pointerup", onUp);
  grip.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey, true);
  return () => {
    grip.removeEventListener("pointermove", onMove);
    grip.removeEventListener("pointerup", onUp);
    grip.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
  };
}

/** Show before or after which of the other items the dragged one would be dropped; null for nowhere else. */
function markDropPlace(others: readonly HTMLElement[], to: number | null): void {
  for (const node of others) delete node.dataset.drop;
  if (to === null) return;
  const before = others[to];
  if (before) before.dataset.drop = "before";
  else others.at(-1)!.dataset.drop = "after";
}

/** Scroll while the pointer is near an edge; `scrolled` is called after each step. Return the function that ends this. */
function scrollAtEdges(scroller: HTMLElement, pointerY: () => number, scrolled: () => void): () => void {
  let frame = 0;
  const scroll = () => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const y = pointerY();
    const by = y < top + edge ? -scrollStep : y > bottom - edge ? scrollStep : 0;
    if (by) {
      scroller.scrollTop += by;
      scrolled();
    }
    frame = requestAnimationFrame(scroll);
  };
  frame = requestAnimationFrame(scroll);
  return () => cancelAnimationFrame(frame);
}

/** Return the middle of an element, from the top of the window. */
function middleOf(node: HTMLElement): number {
  const { top, bottom } = node.getBoundingClientRect();
  return (top + bottom) / 2;
}

/** Return what scrolls an element. */
function scrollerOf(item: HTMLElement): HTMLElement {
  for (let node = item.parentElement; node; node = node.parentElement)
    if (node.scrollHeight > node.clientHeight && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node;
  return document.documentElement;
}
