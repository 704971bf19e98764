// Entry point of the author's card in Studio. The server renders the card; this adds the map.

import { mountAuthorCard } from "./card";

declare global {
  interface Window {
    PowerStruggleAuthor?: (runtime: unknown, element: unknown, data: unknown) => void;
  }
}

// Declared with exactly three parameters: a runtime counts them to decide what to pass.
if (!window.PowerStruggleAuthor) {
  window.PowerStruggleAuthor = function (_runtime: unknown, element: unknown, _data: unknown): void {
    mountAuthorCard(element);
  };
}
