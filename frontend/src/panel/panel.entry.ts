// Entry point of the trainer's panel, a page that the server renders completely. This adds the map and the print
// buttons.

import { mountPanel } from "./start";

declare global {
  interface Window {
    PowerStrugglePanel?: (runtime: unknown, element: unknown, data: unknown) => void;
  }
}

// Like all views of this package; here the page itself calls it, since it has no runtime.
if (!window.PowerStrugglePanel) {
  window.PowerStrugglePanel = function (_runtime: unknown, element: unknown, _data: unknown): void {
    mountPanel(element);
  };
  window.PowerStrugglePanel(null, document.querySelector(".ps-panel"), null);
}
