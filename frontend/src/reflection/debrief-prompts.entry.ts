// Entry point of the answer fields in a scenario's debrief, which loads this script there (see
// player/debrief-prompts.tsx).

import { mountDebriefPrompts } from "./debrief-prompts";

window.PowerStruggleDebriefPrompts ??= mountDebriefPrompts;
