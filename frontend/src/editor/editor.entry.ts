// Entry point of the scenario editor. Studio, libraries and the workbench call `PowerStruggleEditor(runtime, element,
// data)`: sometimes with `new`, sometimes with a jQuery object, sometimes twice. A page may run this script twice.

import type { InitData } from "./mount";
import type { Runtime } from "./server";
import { start } from "./start";

declare global {
  interface Window {
    PowerStruggleEditor?: ((runtime: Runtime, element: unknown, data: InitData) => void) & {
      /** The modules that parts of the editor take from it; build.mjs puts them there. */
      shared?: Record<string, unknown>;
    };
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleEditor) {
  window.PowerStruggleEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    start(runtime, element, data);
  };
}
