// Entry point of the reflection page. The platform calls `PowerStruggleReflection(runtime, element, data)`: sometimes
// with `new`, sometimes with a jQuery object, sometimes twice. Studio may run this script twice.

import type { Runtime } from "../ui/handler-request";
import type { BlockInitData } from "../ui/shell";
import { start } from "./start";

declare global {
  interface Window {
    PowerStruggleReflection?: (runtime: Runtime, element: unknown, data: BlockInitData) => void;
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleReflection) {
  window.PowerStruggleReflection = function (runtime: Runtime, element: unknown, data: BlockInitData): void {
    start(runtime, element, data);
  };
}
