// Keeps the focus in the editor when the focused element is removed.

import { useLayoutEffect, useRef } from "preact/hooks";
import { afterRender } from "../../ui/after-render";

/** Return the handler of focus events. When the focused element is removed, the focus goes to `fallback`. */
export function useFocusFallback(fallback: () => HTMLElement | null): (event: FocusEvent) => void {
  const last = useRef<Element | null>(null);
  useLayoutEffect(() =>
    afterRender(() => {
      if (!last.current || last.current.isConnected || document.activeElement !== document.body) return;
      fallback()?.focus();
    }),
  );
  return (event) => {
    last.current = event.target as Element;
  };
}
