// Translation keys of the editor: those of the package's words/editor.json (English).

import type English from "../../../powerstruggle_xblock/words/editor.json";
import { readWords as read, type Translate as Says } from "../ui/words";

export { formatList, formatNumber } from "../ui/words";

/** A translation key of the editor. */
export type WordKey = keyof typeof English;
/** The translate function of the editor. */
export type EditorTranslate = Says<WordKey>;

/** Return the translate function for the texts in the shell's JSON script. */
export const readWords = (shell: Element): EditorTranslate => read<WordKey>(shell);
