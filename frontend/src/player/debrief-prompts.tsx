// The questions at the end. They can be read at once; a second, small script that only this place needs makes room to write.

import type { Asking } from "../contracts/player";
import { here } from "./page-context";
import { Rich } from "./text";

type Room = Window & typeof globalThis & { PowerStruggleAsks?: (root: Element, given: object) => void };

/** A browser's own short name for a question: what was written stays with the words it was written to. */
function nameOf(text: string): string {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum.toString(36);
}

export function Asks({ asks, ending, asking }: { asks: string[]; ending: string; asking?: Asking | null }) {
  const { say, play, diary, shell, id, draw } = here();
  const write = (root: HTMLElement | null) => {
    if (!asking || !root || root.dataset.psAsks) return;
    root.dataset.psAsks = "1";
    const list = root.previousElementSibling as HTMLElement;
    const show = () => {
      const questions = Array.from(list.children, (item, index) => {
        const plain = item.textContent?.trim() ?? "";
        return { id: nameOf(plain), plain, words: asks[index] };
      });
      list.hidden = true;
      (window as Room).PowerStruggleAsks?.(root, {
        ...asking, shell, questions, title: play.view?.title, lang: play.lang, storage: diary.asks(ending), prefix: id("asks"), changed: draw,
      });
    };
    if ((window as Room).PowerStruggleAsks) return show();
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = asking.style;
    const script = document.createElement("script");
    script.src = asking.script;
    script.onload = show;
    document.head.append(style, script);
  };
  return (
    <section class="ps-asks">
      <h5>{say("asks")}</h5>
      <ul>{asks.map((ask, index) => <li key={index}><Rich html={ask} /></li>)}</ul>
      <div class="ps-asking" ref={write} />
    </section>
  );
}
