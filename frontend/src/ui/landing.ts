// Brings an element before the learner's eyes.
//
// In the platform's learning application the page is in a frame of another origin that is as tall as its content: there
// the window's height says nothing, only the parent page scrolls, and the frame grows after the page has changed. So the
// element is scrolled to once more whenever the window's size changes and when it turns out to be out of sight, until the
// learner does something or, outside of frames, scrolls by other means: a scroll bar, a screen reader, a voice command.

/** For how long after a step the frame may still change, in milliseconds. */
const settleMs = 1500;
/** The share of the element that has to be in sight. */
const half = 0.5;
/** The room that is left above an element that the parent page scrolls to, in pixels. */
const roomAbove = 20;
/** What a learner does to move the page. */
const learnerEvents = ["wheel", "touchmove", "pointerdown", "keydown"];
/** Ends the watch over the last landing. */
let endWatch = (): void => {};

/** Scroll so that `target` is seen: at the window's upper edge, or with "nearest" as little as possible. */
export function landOn(target: Element, block: ScrollLogicalPosition = "start"): void {
  endWatch();
  let landedAt = 0;
  const scroll = () => {
    target.scrollIntoView({ block });
    landedAt = window.scrollY;
  };
  // A frame's own position also changes when the parent page makes the frame taller.
  const endIfScrolled = () => {
    if (window.parent === window && Math.abs(window.scrollY - landedAt) > 1) endWatch();
  };
  const look = (entries: IntersectionObserverEntry[]) => {
    if (entries[entries.length - 1]!.intersectionRatio >= half) return;
    scroll();
    askParent(target);
  };
  // Without a root this observer tells what lies in the outermost window, across origins.
  const observer = new IntersectionObserver(look, { threshold: [0, half] });
  endWatch = () => {
    observer.disconnect();
    clearTimeout(timer);
    window.removeEventListener("resize", scroll);
    window.removeEventListener("scroll", endIfScrolled);
    for (const name of learnerEvents) window.removeEventListener(name, endWatch);
  };
  const timer = setTimeout(endWatch, settleMs);
  for (const name of learnerEvents) window.addEventListener(name, endWatch);
  window.addEventListener("resize", scroll);
  scroll();
  window.addEventListener("scroll", endIfScrolled);
  observer.observe(target);
}

/**
 * Ask the learning application to scroll to `target`, by its own message: some browsers don't let a frame scroll a page of
 * another origin. Other parent pages ignore it.
 */
function askParent(target: Element): void {
  if (window.parent === window || !document.referrer) return;
  const offset = target.getBoundingClientRect().top + window.scrollY - roomAbove;
  window.parent.postMessage({ offset }, new URL(document.referrer).origin);
}
