// Entry point of the reflection editor. Studio, libraries and the workbench call
// `PowerStruggleReflectionEditor(runtime, element, data)`.

import { reflectionOrders } from "../../contracts/constants";
import type { InitData } from "../mount";
import type { Runtime } from "../server";
import { ReflectionForm } from "./reflection-form";
import { startFormEditor } from "./start";

declare global {
  interface Window {
    PowerStruggleReflectionEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleReflectionEditor) {
  window.PowerStruggleReflectionEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startFormEditor({ form: ReflectionForm, orders: reflectionOrders }, runtime, element, data);
  };
}
