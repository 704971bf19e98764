// The one way in. The platform calls `PowerStruggleScenario(runtime, element, data)`, sometimes with `new`, sometimes
// with a jQuery object, sometimes twice; and Studio may run this whole script twice.

import { start, type InitData } from "./start";
import type { Runtime } from "../ui/api";

declare global {
  interface Window {
    PowerStruggleScenario?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleScenario) {
  window.PowerStruggleScenario = function (runtime: Runtime, element: unknown, data: InitData): void {
    start(runtime, element, data);
  };
}
