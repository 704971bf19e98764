// The one way in. Studio, a library and the workbench call `PowerStruggleReflectionEditor(runtime, element, data)`.

import type { InitData } from "./editor/begin";
import type { Runtime } from "./editor/server/server";
import { orders, ReflectionForm } from "./reflection/editor";
import { startSmall } from "./small-editor/start";

declare global {
  interface Window {
    PowerStruggleReflectionEditor?: (runtime: Runtime, element: unknown, data: InitData) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleReflectionEditor) {
  window.PowerStruggleReflectionEditor = function (runtime: Runtime, element: unknown, data: InitData): void {
    startSmall({ form: ReflectionForm, orders }, runtime, element, data);
  };
}
