// The one way in. Studio, a library and the workbench call `PowerStruggleContinuumEditor(runtime, element, data)`.

import { ContinuumForm, continuumOrders } from "./continuum-form";
import type { InitData } from "../mount";
import type { Runtime } from "../server";
import { startFormEditor } from "./start";

declare global {
  interface Window {
    PowerStruggleContinuumEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleContinuumEditor) {
  window.PowerStruggleContinuumEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startFormEditor({ form: ContinuumForm, orders: continuumOrders }, runtime, element, data);
  };
}
