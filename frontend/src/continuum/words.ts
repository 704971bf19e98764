// Translation keys of the continuum page: those of the package's words/continuum.json (English).

import type English from "../../../powerstruggle_xblock/words/continuum.json";
import type { Translate } from "../ui/words";

/** A translation key of the continuum page. */
export type ContinuumKey = keyof typeof English;
/** The translate function of the continuum page. */
export type ContinuumTranslate = Translate<ContinuumKey>;
