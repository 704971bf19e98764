// The one way in for a scenario's debrief, which fetches this script when it gets there (see asking.tsx).

import { showAsks, type Given } from "./debrief-prompts";

declare global {
  interface Window {
    PowerStruggleAsks?: (root: Element, given: Given) => void;
  }
}

window.PowerStruggleAsks ??= showAsks;
