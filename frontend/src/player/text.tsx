// Author's text on the page.

import type { Html, ChosenAction } from "../contracts/player";
import { pageContext } from "./page-context";

interface Attributes {
  lang?: string;
  dir?: "auto";
}

/** Marks the author's text where its language is not the page's. */
export function langAttributes(own?: string | null): Attributes {
  const { controller } = pageContext();
  const lang = own ?? controller.lang;
  return lang ? { lang, dir: "auto" } : {};
}

interface RichTextProps {
  html: Html;
  class?: string;
  inline?: boolean;
  lang?: string | null;
}

/** HTML the server has cleaned. */
export function RichText({ html, class: name = "", inline = false, lang = null }: RichTextProps) {
  const Tag = inline ? "span" : "div";
  return <Tag class={`ps-rich ${name}`} {...langAttributes(lang)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A link inside a button could not be followed, and would be one control inside another. */
function withoutLinks(html: Html): Html {
  return html.replace(/<\/?a\b[^>]*>/gi, "");
}

const blockTags = /<(?:p|ul|ol|li)\b/i;

/** What somebody does and says: a choice before it is taken, and after. Quotation marks come from the style sheet. */
export function ActionText({ action, button = false }: { action: ChosenAction; button?: boolean }) {
  const { t } = pageContext();
  const clean = button ? withoutLinks : (html: Html) => html;
  return (
    <>
      {action.do && <RichText inline class="ps-does" html={clean(action.do)} />}{" "}
      {action.say && (
        <RichText
          inline
          class={blockTags.test(action.say) ? "ps-says" : "ps-says ps-quoted"}
          html={clean(action.say)}
        />
      )}
      {action.wait && (
        <>
          {action.wait.html && <RichText inline class="ps-does" html={clean(action.wait.html)} />}{" "}
          <span class="ps-small">{t(button ? "option_wait" : "you_wait", { seconds: action.wait.seconds })}</span>
        </>
      )}
    </>
  );
}

/** For ears only. */
export function VisuallyHidden({ children, id }: { children: preact.ComponentChildren; id?: string }) {
  return (
    <span class="ps-heard" id={id}>
      {children}
    </span>
  );
}
