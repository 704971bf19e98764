// Entry point of the continuum editor. Studio, libraries and the workbench call `PowerStruggleContinuumEditor(runtime,
// element, data)`.

import { continuumOrders } from "../../contracts/constants";
import type { InitData } from "../mount";
import type { Runtime } from "../server";
import { ContinuumForm } from "./continuum-form";
import { startFormEditor } from "./start";

declare global {
  interface Window {
    PowerStruggleContinuumEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleContinuumEditor) {
  window.PowerStruggleContinuumEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startFormEditor({ form: ContinuumForm, orders: continuumOrders }, runtime, element, data);
  };
}
