// What a dialog does last: a dialog gives focus back to where it was opened, and only then may focus go elsewhere.

import { useLayoutEffect, useRef } from "preact/hooks";

/** For what stands in a dialog: gives a function that closes it and then does something. */
export function useLeaving(close: () => void): (then: () => void) => void {
  const last = useRef<(() => void) | null>(null);
  // What is inside is taken down after the dialog itself has given focus back. Not in `useEffect`, whose end waits for a frame: a key
  // pressed before that frame would go to where the dialog was opened.
  useLayoutEffect(() => () => last.current?.(), []);
  return (then) => {
    last.current = then;
    close();
  };
}
