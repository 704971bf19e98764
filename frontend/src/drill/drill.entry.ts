// Entry point of a drill's page. The platform calls `PowerStruggleDrill(runtime, element, data)` as it calls a scenario's.

import { start } from "../player/start";
import type { Runtime } from "../ui/handler-request";
import type { BlockInitData } from "../ui/shell";

declare global {
  interface Window {
    PowerStruggleDrill?: (runtime: Runtime, element: unknown, data: BlockInitData) => void;
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleDrill) {
  window.PowerStruggleDrill = function (runtime: Runtime, element: unknown, data: BlockInitData): void {
    start(runtime, element, data);
  };
}
