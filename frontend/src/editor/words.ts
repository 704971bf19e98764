// The words of the editor, sent as every page's are. words/editor.json (English) is the list of keys.

import type English from "../../../powerstruggle_xblock/words/editor.json";
import { readWords as read, type Say as Says } from "../ui/words";

export { number } from "../ui/words";

export type WordKey = keyof typeof English;
export type Say = Says<WordKey>;

export const readWords = (shell: Element): Say => read<WordKey>(shell);

/** A sentence with a count, in the form for one or for several. */
export const counted = (say: Say, one: WordKey, several: WordKey, count: number): string => say(count === 1 ? one : several, { count });
