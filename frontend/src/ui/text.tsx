// Text elements that every page uses: cleaned HTML, text for screen readers only, plain text of an HTML string.

import type { ComponentChildren } from "preact";

/** Return the attributes that mark text in `lang`; none when the text is in the page's language. */
export function languageAttributes(lang?: string | null): { lang?: string; dir?: "auto" } {
  return lang ? { lang, dir: "auto" } : {};
}

interface RichTextProps {
  /** HTML that the server has cleaned; it is inserted as it is. */
  html: string;
  lang?: string | null;
  inline?: boolean;
  id?: string;
  class?: string;
}

/** Render HTML that the server has cleaned. */
export function RichText({ html, lang, inline = false, id, class: name = "" }: RichTextProps) {
  const Tag = inline ? "span" : "div";
  return (
    <Tag class={`ps-rich ${name}`} id={id} {...languageAttributes(lang)} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

/** Render text that only screen readers get. */
export function VisuallyHidden({ children, id }: { children: ComponentChildren; id?: string }) {
  return (
    <span class="ps-heard" id={id}>
      {children}
    </span>
  );
}

/** Return the text of an HTML string without its tags. */
export function plainText(html: string): string {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.textContent ?? "";
}
