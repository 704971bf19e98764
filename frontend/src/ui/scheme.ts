// Light or dark: a component follows the page around it. The platform's own page is light whatever the operating system
// says, and themes with a dark variant switch it by an attribute of <html> or <body>.

import { readText, storageKey, tellPage, writeText } from "./browser-storage";

/** A background less opaque than this lets what is behind it decide. */
const opaque = 0.5;
/** A background darker than this, of 255, is a dark one. */
const dark = 128;

/** Return the scheme of the page around an element: its background's, else the page's declared one, else light. */
function schemeAround(element: Element): "light" | "dark" {
  for (let node = element.parentElement; node; node = node.parentElement) {
    const color = getComputedStyle(node).backgroundColor;
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    if (!color.startsWith("rgb") || alpha < opaque) continue;
    return 0.3 * red + 0.6 * green + 0.1 * blue < dark ? "dark" : "light";
  }
  const declared = getComputedStyle(document.documentElement).colorScheme ?? "";
  return declared.includes("dark") && (!declared.includes("light") || systemScheme().matches) ? "dark" : "light";
}

/** Return the operating system's wish for dark pages. */
const systemScheme = () => window.matchMedia("(prefers-color-scheme: dark)");

/** The storage key of the learner's own wish; it is there only while it differs from the page. */
const wishKey = storageKey("scheme");

/** Turn light into dark or back, here and in all components of this browser. */
export function toggleScheme(shell: HTMLElement): void {
  const wish = shell.dataset.scheme === "dark" ? "light" : "dark";
  shell.dataset.scheme = wish;
  // Without storage the wish holds until the page around changes.
  if (writeText(wishKey, wish === schemeAround(shell) ? null : wish)) tellPage(wishKey);
}

/** Give the shell the learner's scheme, else that of the page around it, and again whenever either changes. */
export function followPageScheme(shell: HTMLElement): void {
  const follow = () => {
    const wish = readText(wishKey);
    shell.dataset.scheme = wish === "light" || wish === "dark" ? wish : schemeAround(shell);
  };
  follow();
  systemScheme().addEventListener("change", follow);
  window.addEventListener("storage", (event) => {
    if (event.key === wishKey) follow();
  });
  const observer = new MutationObserver(follow);
  for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
}
