// The one way in. The platform calls `PowerStruggleReflection(runtime, element, data)`, sometimes with `new`, sometimes
// with a jQuery object, sometimes twice; and Studio may run this whole script twice.

import type { Runtime } from "../ui/api";
import { start, type InitData } from "./start";

declare global {
  interface Window {
    PowerStruggleReflection?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleReflection) {
  window.PowerStruggleReflection = function (runtime: Runtime, element: unknown, data: InitData): void {
    start(runtime, element, data);
  };
}
