// The one way in. Studio, a library and the workbench call `PowerStruggleReflectionEditor(runtime, element, data)`.

import type { InitData } from "../mount";
import type { Runtime } from "../server";
import { reflectionOrders, ReflectionForm } from "./reflection-form";
import { startFormEditor } from "./start";

declare global {
  interface Window {
    PowerStruggleReflectionEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleReflectionEditor) {
  window.PowerStruggleReflectionEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startFormEditor({ form: ReflectionForm, orders: reflectionOrders }, runtime, element, data);
  };
}
