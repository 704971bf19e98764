// Finds how much room the platform gives the editor, so that head and foot stay in sight.
//
// Studio's modal window has a fixed height and a scroll bar. A frame of the authoring application has the window's height;
// a library's frame first has a height of its own and then follows that of its content, so the first height is the room:
// an editor that followed the frame would grow without end.

/** Less than this is no editor's room but a frame that has no size yet, in pixels. */
const leastRoom = 320;
/** A change of width up to this is that of a scroll bar, in pixels. */
const scrollBarWidth = 24;
/** How much taller the editor is made to find out whether an element around it grows with it, in pixels. */
const probe = 1000;

/** Return the window's size, in pixels. */
const windowSize = () => ({ width: window.innerWidth, height: window.innerHeight });

/** The frame's size before it followed anything: that of the moment in which this script comes. */
let frame = typeof window === "undefined" ? { width: 0, height: 0 } : windowSize();

/**
 * Set the custom property `--ps-room` and the class `ps-roomed` on the editor as long as something around it limits its
 * height. Return the function that ends this.
 */
export function watchRoom(root: HTMLElement | null): () => void {
  if (!root) return () => undefined;
  const isFramed = window.parent !== window;
  const measure = () => {
    const now = windowSize();
    // With the same width, a taller frame has only followed its content.
    const isResized = Math.abs(now.width - frame.width) > scrollBarWidth || now.height < frame.height;
    if (isResized || frame.height < leastRoom) frame = now;
    const room = scrollerHeight(root) ?? (isFramed ? frame.height : 0);
    root.classList.toggle("ps-roomed", room >= leastRoom);
    root.style.setProperty("--ps-room", `${room}px`);
  };
  measure();
  window.addEventListener("resize", measure);
  return () => window.removeEventListener("resize", measure);
}

/** Return the height of the nearest element around `root` that scrolls and does not grow with it; null without one. */
function scrollerHeight(root: HTMLElement): number | null {
  for (let node = root.parentElement; node && node !== document.body; node = node.parentElement) {
    if (/auto|scroll/.test(window.getComputedStyle(node).overflowY) && !growsWith(node, root)) return node.clientHeight;
  }
  return null;
}

/** Tell whether `node` becomes taller when `root` does. */
function growsWith(node: HTMLElement, root: HTMLElement): boolean {
  const before = node.clientHeight;
  root.style.paddingBlockEnd = `${probe}px`;
  const grows = node.clientHeight !== before;
  root.style.paddingBlockEnd = "";
  return grows;
}
