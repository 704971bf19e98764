// Entry point of the answer fields in a scenario's debrief, which loads this script there (see
// player/debrief-prompts.tsx).

import { type DebriefPromptsData, mountDebriefPrompts } from "./debrief-prompts";

declare global {
  interface Window {
    PowerStruggleAsks?: (root: Element, data: DebriefPromptsData) => void;
  }
}

window.PowerStruggleAsks ??= mountDebriefPrompts;
