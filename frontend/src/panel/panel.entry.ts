// The trainer's panel: a page of its own that the server wrote whole. This draws the map into it and adds what paper needs.

import { mountPanel } from "./start";

declare global {
  interface Window {
    PowerStrugglePanel?: (runtime: unknown, element: unknown, data: unknown) => void;
  }
}

// Like every view of this package; here the page itself calls it, since no runtime is on it.
if (!window.PowerStrugglePanel) {
  window.PowerStrugglePanel = function (_runtime: unknown, element: unknown, _data: unknown): void {
    mountPanel(element);
  };
  window.PowerStrugglePanel(null, document.querySelector(".ps-panel"), null);
}
