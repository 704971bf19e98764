// The author's card in Studio. The server wrote all of it; this draws the map into it.

import { mountAuthorCard } from "./card";

declare global {
  interface Window {
    PowerStruggleAuthor?: (runtime: unknown, element: unknown, data: unknown) => void;
  }
}

// Three plain parameters, declared: one runtime decides by counting them what to pass.
if (!window.PowerStruggleAuthor) {
  window.PowerStruggleAuthor = function (_runtime: unknown, element: unknown, _data: unknown): void {
    mountAuthorCard(element);
  };
}
