// What is deleted, undone or answered often takes focus with it. Keys must still reach the editor then.

import { useLayoutEffect, useRef } from "preact/hooks";
import { afterRender } from "../../ui/after-render";

/** Gives what to call when something inside is focused. Once that is gone, and focus with it, focus goes where `fallback` says. */
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
