// What must not be lost when the window goes or something around the editor closes it.

import type { Desk } from "../controller";

/** Warns before the window goes with unsaved work in it, and before a frame's own wiring closes the editor over it. Ends with what it gives. */
export function watchUnsaved(desk: Desk, root: HTMLElement | null): () => void {
  // A modal window throws the editor away without a word: what is gone warns of nothing and keeps nothing any more.
  const gone = () => {
    if (root?.isConnected) return false;
    unwatch();
    return true;
  };
  const onLeave = (event: BeforeUnloadEvent) => {
    if (gone() || !desk.store.dirty) return;
    desk.keepNow();
    event.preventDefault();
    event.returnValue = "";
  };
  const onHide = () => { if (!gone()) desk.keepNow(); };
  // A library's frame hangs its own handler on the button; only an earlier one can ask first.
  const onCancel = (event: Event) => {
    if (!(event.target as Element).closest?.(".cancel-button") || !desk.store.dirty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    desk.setOpen("leave");
  };
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", onHide);
  root?.addEventListener("click", onCancel, true);
  const unwatch = () => {
    window.removeEventListener("beforeunload", onLeave);
    window.removeEventListener("pagehide", onHide);
    root?.removeEventListener("click", onCancel, true);
  };
  return unwatch;
}
