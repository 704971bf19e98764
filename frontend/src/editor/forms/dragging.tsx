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
  const scroller = scrollerOf(item);
  let at = { y: event.clientY, to: from };
  let frame = 0;

  const mark = () => {
    const to = others.filter((node) => at.y > middleOf(node)).length;
    at = { ...at, to };
    for (const node of others) delete node.dataset.drop;
    const before = others[to];
    if (to === from) return;
    if (before) before.dataset.drop = "before";
    else others.at(-1)!.dataset.drop = "after";
  };
  const scroll = () => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const by = at.y < top + edge ? -scrollStep : at.y > bottom - edge ? scrollStep : 0;
    if (by) {
      scroller.scrollTop += by;
      mark();
    }
    frame = requestAnimationFrame(scroll);
  };
  const onMove = (moved: PointerEvent) => {
    at = { ...at, y: moved.clientY };
    mark();
  };
  const end = (dropped: boolean) => {
    cancelAnimationFrame(frame);
    grip.removeEventListener("pointermove", onMove);
    grip.removeEventListener("pointerup", onUp);
    grip.removeEventListener("pointercancel", onCancel);
    document.removeEventListener("keydown", onKey, true);
    delete item.dataset.dragged;
    for (const node of others) delete node.dataset.drop;
    if (dropped && at.to !== from) drop(at.to);
  };
  const onUp = () => end(true);
  const onCancel = () => end(false);
  const onKey = (key: KeyboardEvent) => {
    if (key.key !== "Escape") return;
    key.preventDefault();
    key.stopPropagation();
    end(false);
  };
  item.dataset.dragged = "";
  grip.setPointerCapture?.(event.pointerId);
  grip.addEventListener("pointermove", onMove);
  grip.addEventListener("pointerup", onUp);
  grip.addEventListener("pointercancel", onCancel);
  document.addEventListener("keydown", onKey, true);
  frame = requestAnimationFrame(scroll);
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
