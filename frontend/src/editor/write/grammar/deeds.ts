// What a choice says and does: `[Step back.] Words.`, or a pause `[wait 20: You stay where you are.]`.

import { trimBlanks } from "./escapes";

/** One thing that is said or done. */
export interface Deed {
  tag: "say" | "do" | "wait";
  /** Guarded words. */
  words: string;
  seconds?: string;
}

const waiting = /^wait(?:[ \t]+(\d{1,4}))?[ \t]*(?::[ \t]*(.*))?$/s;

/** Read the words of a choice. */
export function readDeed(words: string): Deed[] {
  const found: Deed[] = [];
  let rest = trimBlanks(words);
  if (rest.startsWith("[") && rest.indexOf("]") > 0) {
    const end = rest.indexOf("]");
    found.push(readBracket(trimBlanks(rest.slice(1, end))));
    rest = trimBlanks(rest.slice(end + 1));
  }
  const begin = rest.lastIndexOf("[");
  if (!found.length && begin > 0 && rest.indexOf("]", begin) === rest.length - 1) {
    found.push(
      { tag: "say", words: trimBlanks(rest.slice(0, begin)) },
      readBracket(trimBlanks(rest.slice(begin + 1, -1))),
    );
    rest = "";
  }
  if (rest) found.push({ tag: "say", words: rest });
  return found;
}

/** Read what stands in brackets. */
function readBracket(inside: string): Deed {
  const pause = waiting.exec(inside);
  if (!pause) return { tag: "do", words: inside };
  const [, seconds, words = ""] = pause;
  return { tag: "wait", words, ...(seconds === undefined ? {} : { seconds }) };
}
