// Translation keys of the reflection page: those of the package's words/reflection.json and words/debrief-prompts.json (English).

import type DebriefPromptWords from "../../../powerstruggle_xblock/words/debrief-prompts.json";
import type Words from "../../../powerstruggle_xblock/words/reflection.json";

/** A translation key of the reflection page. */
export type ReflectionKey = keyof typeof Words | keyof typeof DebriefPromptWords;
