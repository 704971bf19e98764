// Texts in this browser's storage. It may be blocked or full: no function throws, and each says whether it worked.
//
// What was stored under a key is in people's browsers for years: a key that is in use stays as it is.

/** Return the key of an entry that holds for all components. A component's and an author's entries have older keys. */
export const storageKey = (name: string): string => `powerstruggle:${name}`;

/** Return the text that is stored under a key: null without one, undefined where storage is blocked. */
export function readText(key: string): string | null | undefined {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return undefined;
  }
}

/** Store a text under a key, or delete it with null; return whether that worked. */
export function writeText(key: string, text: string | null): boolean {
  try {
    if (text === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Return whether a text can be stored, by storing one under a key that no entry uses. */
export function canStore(): boolean {
  const key = storageKey("try");
  return writeText(key, "1") && writeText(key, null);
}

/** Return the keys that begin with a text; none where storage is blocked. */
export function keysWith(start: string): string[] {
  try {
    const { localStorage } = window;
    return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? "").filter((key) =>
      key.startsWith(start),
    );
  } catch {
    return [];
  }
}

/** Tell this page of a changed entry; the browser tells all others. */
export const tellPage = (key: string): boolean => window.dispatchEvent(new StorageEvent("storage", { key }));
