// Translation keys of the learner's own words: those of the package's words/rehearsal.json and words/second-look.json (English).

import type Rehearsal from "../../../powerstruggle_xblock/words/rehearsal.json";
import type SecondLook from "../../../powerstruggle_xblock/words/second-look.json";
import type { Translate } from "../ui/words";

/** A translation key of the learner's own words. */
export type RehearsalKey = keyof typeof Rehearsal | keyof typeof SecondLook;
/** Translate a key of the learner's own words. */
export type TranslateRehearsal = Translate<RehearsalKey>;
