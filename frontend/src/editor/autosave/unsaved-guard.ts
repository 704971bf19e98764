// What must not be lost when the window goes or something around the editor closes it.

import type { EditorController } from "../controller";

/** Warns before the window goes with unsaved work in it, and before a frame's own wiring closes the editor over it. Ends with what it gives. */
export function guardUnsavedWork(controller: EditorController, root: HTMLElement | null): () => void {
  // A modal window throws the editor away without a word: what is gone warns of nothing and keeps nothing any more.
  const gone = () => {
    if (root?.isConnected) return false;
    unwatch();
    return true;
  };
  const onLeave = (event: BeforeUnloadEvent) => {
    if (gone() || !controller.store.dirty) return;
    controller.autosaveNow();
    event.preventDefault();
    event.returnValue = "";
  };
  const onHide = () => {
    if (!gone()) controller.autosaveNow();
  };
  // A library's frame hangs its own handler on the button; only an earlier one can ask first.
  const onCancel = (event: Event) => {
    if (!(event.target as Element).closest?.(".cancel-button") || !controller.store.dirty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    controller.setOpen("leave");
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
