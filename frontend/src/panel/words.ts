// Translation keys of the trainer's panel: those of the package's words/panel.json (English).

import type english from "../../../powerstruggle_xblock/words/panel.json";

/** A translation key of the trainer's panel. */
export type PanelKey = keyof typeof english;
