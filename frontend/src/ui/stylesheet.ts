// Loads what a page needs later than its first view.

/** Add a stylesheet to the document, once. */
export function addStylesheet(href: string): void {
  if (Array.from(document.styleSheets).some((sheet) => sheet.href === new URL(href, document.baseURI).href)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  document.head.append(link);
}

/** The scripts that were asked for, by the global that each sets. */
const scripts: Record<string, HTMLScriptElement> = {};

/** Call `use` once a script has set the global `name`: at once, or after loading it, once, with its stylesheet. */
export function loadPart(files: { script: string; style: string }, name: keyof Window, use: () => void): void {
  if (window[name]) return use();
  let script = scripts[name];
  if (!script) {
    addStylesheet(files.style);
    script = scripts[name] = document.createElement("script");
    script.src = files.script;
    document.head.append(script);
  }
  script.addEventListener("load", use);
}
