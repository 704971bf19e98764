// The words of the page: sent translated beside the root. The package's words/continuum.json (English) is the list of keys.

import type English from "../../../powerstruggle_xblock/words/continuum.json";
import type { Translate as Spoken } from "../ui/words";

export type WordKey = keyof typeof English;
export type Say = Spoken<WordKey>;
