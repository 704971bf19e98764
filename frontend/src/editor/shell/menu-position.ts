// Keeps an open menu in sight: inside the window and inside everything around it that clips its content.

/** Distance of a menu from its button, in pixels. */
const gap = 2;
/** Distance of a menu from the edge, in pixels. */
const inset = 4;
/** A menu is at least this tall, in pixels; it scrolls then. */
const leastHeight = 96;

interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Return the part of the window in which what is inside `element` can be seen. */
function visibleArea(element: Element): Area {
  const area = { left: 0, top: 0, right: document.documentElement.clientWidth, bottom: window.innerHeight };
  for (let node: Element | null = element; node && node !== document.body; node = node.parentElement) {
    if (getComputedStyle(node).overflow === "visible") continue;
    const box = node.getBoundingClientRect();
    area.left = Math.max(area.left, box.left);
    area.top = Math.max(area.top, box.top);
    area.right = Math.min(area.right, box.right);
    area.bottom = Math.min(area.bottom, box.bottom);
  }
  return area;
}

/**
 * Place a menu, and place it again whenever its button may be elsewhere: when something around it is scrolled or
 * changes its size. Return what ends this.
 */
export function keepInSight(list: HTMLElement, button: HTMLElement): () => void {
  const place = () => placeMenu(list, button);
  const onScroll = ({ target }: Event) => {
    if (target !== list) place();
  };
  place();
  const observer = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(place);
  for (let node = button.parentElement; node; node = node.parentElement) observer?.observe(node);
  document.addEventListener("scroll", onScroll, { capture: true, passive: true });
  window.addEventListener("resize", place);
  return () => {
    observer?.disconnect();
    document.removeEventListener("scroll", onScroll, { capture: true });
    window.removeEventListener("resize", place);
  };
}

/** Place a menu below or above its button, wherever there is more room, and move it sideways until it is in sight. */
function placeMenu(list: HTMLElement, button: HTMLElement): void {
  const { scrollTop } = list;
  list.removeAttribute("style");
  const area = visibleArea(button);
  const { top, bottom } = button.getBoundingClientRect();
  const [below, above] = [area.bottom - bottom - gap - inset, top - area.top - gap - inset];
  const isAbove = list.scrollHeight > below && above > below;
  const { style } = list;
  style.maxBlockSize = `${Math.max(leastHeight, isAbove ? above : below)}px`;
  style.maxInlineSize = `min(22em, ${area.right - area.left - 2 * inset}px)`;
  if (isAbove) style.insetBlock = `auto calc(100% + ${gap}px)`;
  const box = list.getBoundingClientRect();
  const beyond = Math.max(0, box.right - (area.right - inset));
  const shift = Math.max(-beyond, area.left + inset - box.left);
  const needed = beyond > 0 || box.left < area.left + inset;
  if (needed) style.transform = `translateX(${shift}px)`;
  list.scrollTop = scrollTop;
}
