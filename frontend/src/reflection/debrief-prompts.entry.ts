// The one way in for a scenario's debrief, which fetches this script when it gets there (see asking.tsx).

import { mountDebriefPrompts, type DebriefPromptsData } from "./debrief-prompts";

declare global {
  interface Window {
    PowerStruggleAsks?: (root: Element, data: DebriefPromptsData) => void;
  }
}

window.PowerStruggleAsks ??= mountDebriefPrompts;
