// Author's text on the page.

import type { Html, Taken } from "../contracts/player";
import { here } from "./page-context";

interface Attributes { lang?: string; dir?: "auto" }

/** Marks the author's text where its language is not the page's. */
export function langOf(own?: string | null): Attributes {
  const { play } = here();
  const lang = own ?? play.lang;
  return lang ? { lang, dir: "auto" } : {};
}

interface RichProps { html: Html; class?: string; inline?: boolean; lang?: string | null }

/** HTML the server has cleaned. */
export function Rich({ html, class: name = "", inline = false, lang = null }: RichProps) {
  const Tag = inline ? "span" : "div";
  return <Tag class={`ps-rich ${name}`} {...langOf(lang)} dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A link inside a button could not be followed, and would be one control inside another. */
function unlinked(html: Html): Html {
  return html.replace(/<\/?a\b[^>]*>/gi, "");
}

const blocks = /<(?:p|ul|ol|li)\b/i;

/** What somebody does and says: a choice before it is taken, and after. Quotation marks come from the style sheet. */
export function Deed({ deed, button = false }: { deed: Taken; button?: boolean }) {
  const { say } = here();
  const clean = button ? unlinked : (html: Html) => html;
  return (
    <>
      {deed.do && <Rich inline class="ps-does" html={clean(deed.do)} />}{" "}
      {deed.say && <Rich inline class={blocks.test(deed.say) ? "ps-says" : "ps-says ps-quoted"} html={clean(deed.say)} />}
      {deed.wait && (
        <>
          {deed.wait.html && <Rich inline class="ps-does" html={clean(deed.wait.html)} />}{" "}
          <span class="ps-small">{say(button ? "option_wait" : "you_wait", { seconds: deed.wait.seconds })}</span>
        </>
      )}
    </>
  );
}

/** For ears only. */
export function Heard({ children, id }: { children: preact.ComponentChildren; id?: string }) {
  return <span class="ps-heard" id={id}>{children}</span>;
}
