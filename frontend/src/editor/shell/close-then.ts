// The last action of a dialog. A dialog returns the focus to where it was opened; only then may the focus move on.

import { useLayoutEffect, useRef } from "preact/hooks";

/** Return a function that closes the dialog and then does something. */
export function useCloseThen(close: () => void): (then: () => void) => void {
  const last = useRef<(() => void) | null>(null);
  // The content is removed after the dialog has returned the focus.
  // Not in `useEffect`, whose end waits for a frame: a key pressed before that frame would go to where the dialog was opened.
  useLayoutEffect(() => () => last.current?.(), []);
  return (then) => {
    last.current = then;
    close();
  };
}
