// What the scenario page and the script of listening have in common. They are separate bundles.

import { storageKey } from "./browser-storage";

/** The storage key of the learner's wish to listen; it is there only while they do. */
export const listenKey = storageKey("listen");
