// The author's text on the page.

import type { Html } from "../contracts/common";
import type { ChosenAction } from "../contracts/player";
import { languageAttributes } from "../ui/text";
import { pageContext } from "./page-context";

/** Return the attributes of author's text whose language is not the page's. */
export function langAttributes(own?: string | null) {
  return languageAttributes(own ?? pageContext().play.lang);
}

interface RichTextProps {
  html: Html;
  class?: string;
  inline?: boolean;
  lang?: string | null;
}

/** Render the author's cleaned HTML, marked with its language. */
export function RichText({ html, class: name = "", inline, lang }: RichTextProps) {
  const Tag = inline ? "span" : "div";
  return <Tag class={`ps-rich ${name}`} {...langAttributes(lang)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** Remove links from HTML: a link inside a button could not be followed. */
function withoutLinks(html: Html): Html {
  return html.replace(/<\/?a\b[^>]*>/gi, "");
}

const blockTags = /<(?:p|ul|ol|li)\b/i;

/** Show what somebody says and does, for a choice before and after it is taken. CSS adds the quotation marks. */
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
          <span class="ps-small">{t(button ? "option_wait" : "you_wait", { count: action.wait.seconds })}</span>
        </>
      )}
    </>
  );
}
