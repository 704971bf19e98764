// What the learner wishes on all pages, as one word in this browser.

/** Return the wish that is kept under a key; null without one, and where storage is blocked. */
export function readWish(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}
