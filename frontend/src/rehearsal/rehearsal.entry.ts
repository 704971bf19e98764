// Entry point of the learner's own words before and after the choices. The scenario's page loads this script where a scene
// asks for them (see player/own-words.tsx). It has no way to send anything.

import { mountRehearsal } from "./place";

window.PowerStruggleRehearsal ??= mountRehearsal;
