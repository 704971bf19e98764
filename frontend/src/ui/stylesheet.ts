// Loads what a page needs later than its first view.

import { loadScript } from "./load-script";

/** Add a stylesheet to the document, once. */
export function addStylesheet(href: string): void {
  if (Array.from(document.styleSheets).some((sheet) => sheet.href === new URL(href, document.baseURI).href)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/**
 * Call `use` once a script has set the global `name`: at once, or after loading it with its stylesheet. A script that does not
 * come is asked for again at the next call.
 */
export function loadPart(files: { script: string; style: string }, name: keyof Window, use: () => void): void {
  if (window[name]) return use();
  addStylesheet(files.style);
  loadScript(files.script).then(use, () => {});
}
