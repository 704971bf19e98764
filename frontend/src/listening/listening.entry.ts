// Entry point of listening: the scenario page loads this script when the learner wants to hear it (see
// player/listen-switch.tsx).

import { toggleListening } from "./listener";

window.PowerStruggleListening ??= toggleListening;
