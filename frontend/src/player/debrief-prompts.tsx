// The questions at the end. They can be read at once; a second script, which is loaded only here, adds fields to write
// answers.

import type { DebriefPromptAssets } from "../contracts/player";
import { loadPart } from "../ui/stylesheet";
import { pageContext } from "./page-context";
import { RichText } from "./text";

/**
 * Return a short key of a question's text. Answers are stored under it, so that they stay with the question they were
 * written for.
 */
function questionKey(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum.toString(36);
}

/** Show the questions and load the script for writing answers. */
export function DebriefPrompts({
  prompts,
  ending,
  assets,
}: {
  prompts: string[];
  ending: string;
  assets?: DebriefPromptAssets | null;
}) {
  const { t, play, notes, shell, id, render } = pageContext();
  const write = (root: HTMLElement | null) => {
    if (!assets || !root) return;
    const list = root.previousElementSibling as HTMLElement;
    const show = () => {
      if (list.hidden) return;
      const questions = Array.from(list.children, (item, index) => {
        const plain = item.textContent?.trim() ?? "";
        return { id: questionKey(plain), plain, words: prompts[index]! };
      });
      list.hidden = true;
      window.PowerStruggleDebriefPrompts?.(root, {
        ...assets,
        shell,
        questions,
        title: play.view?.title ?? "",
        lang: play.lang,
        storage: notes.promptsKey(ending),
        prefix: id("prompts"),
        changed: render,
      });
    };
    loadPart(assets, "PowerStruggleDebriefPrompts", show);
  };
  return (
    <section class="ps-prompts">
      <h5>{t("prompts")}</h5>
      <ul>
        {prompts.map((prompt, index) => (
          <li key={index}>
            <RichText html={prompt} />
          </li>
        ))}
      </ul>
      <div class="ps-answer-fields" ref={write} />
    </section>
  );
}
