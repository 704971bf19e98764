// The one way in. Studio, a library and the workbench call `PowerStruggleEditor(runtime, element, data)`, sometimes with `new`,
// sometimes with a jQuery object, sometimes twice; and a page may run this whole script twice.

import type { InitData } from "./mount";
import { start } from "./start";
import type { Runtime } from "./server";

declare global {
  interface Window {
    PowerStruggleEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleEditor) {
  window.PowerStruggleEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    start(runtime, element, data);
  };
}
