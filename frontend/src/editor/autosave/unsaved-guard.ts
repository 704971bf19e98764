// Prevents the loss of unsaved work when the window or the editor is closed.

import type { EditorController } from "../controller";

/**
 * Warn before the window is closed with unsaved work, and before the platform's own handler closes the editor; tell the
 * platform when there begins or ceases to be any. Return the function that ends this.
 */
export function guardUnsavedWork(controller: EditorController, root: HTMLElement | null): () => void {
  // A modal window removes the editor without notice: then it neither warns nor stores any more.
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
  // A library's page has its own handler on this button; only an earlier one can ask first.
  const onCancel = (event: Event) => {
    if (!(event.target as Element).closest?.(".cancel-button") || !controller.store.dirty) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    controller.setOpen("leave");
  };
  let told = false;
  const stopTelling = controller.onChange(() => {
    if (controller.store.dirty === told) return;
    told = controller.store.dirty;
    controller.announceUnsaved(told);
  });
  window.addEventListener("beforeunload", onLeave);
  window.addEventListener("pagehide", onHide);
  root?.addEventListener("click", onCancel, true);
  const unwatch = () => {
    stopTelling();
    window.removeEventListener("beforeunload", onLeave);
    window.removeEventListener("pagehide", onHide);
    root?.removeEventListener("click", onCancel, true);
  };
  return unwatch;
}
