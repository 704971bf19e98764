// Translation keys of the reflection page: those of the package's words/reflection.json and words/asks.json (English).

import type AskWords from "../../../powerstruggle_xblock/words/asks.json";
import type Words from "../../../powerstruggle_xblock/words/reflection.json";

/** A translation key of the reflection page. */
export type ReflectionKey = keyof typeof Words | keyof typeof AskWords;
