// The one way in. Studio, a library and the workbench call `PowerStruggleContinuumEditor(runtime, element, data)`.

import { ContinuumForm, orders } from "./continuum/editor";
import type { InitData } from "./editor/begin";
import type { Runtime } from "./editor/server/server";
import { startSmall } from "./small-editor/start";

declare global {
  interface Window {
    PowerStruggleContinuumEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleContinuumEditor) {
  window.PowerStruggleContinuumEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startSmall({ form: ContinuumForm, orders }, runtime, element, data);
  };
}
