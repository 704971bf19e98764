// The words of the editor, sent as every page's are. words/editor.json (English) is the list of keys.

import type English from "../../../powerstruggle_xblock/words/editor.json";
import { readWords as read, type Translate as Says } from "../ui/words";

export { formatNumber } from "../ui/words";

export type WordKey = keyof typeof English;
export type EditorTranslate = Says<WordKey>;

export const readWords = (shell: Element): EditorTranslate => read<WordKey>(shell);

/** A sentence with a count, in the form for one or for several. */
export const translateCount = (t: EditorTranslate, one: WordKey, several: WordKey, count: number): string =>
  t(count === 1 ? one : several, { count });
