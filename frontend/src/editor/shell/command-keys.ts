// The command key of the author's keyboard, and the shortcuts that all editors have.

import type { EditorController } from "../controller";

/** Whether the author has an Apple keyboard, whose command key stands in the place of Ctrl. */
export const isApple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

/** Tell whether the command key is pressed. */
export const isCommand = (event: KeyboardEvent): boolean => (isApple ? event.metaKey : event.ctrlKey);

/** Tell whether an event is for the editor: not handled yet, without Alt and outside of dialogs. */
export const isForEditor = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented && !event.altKey && !(event.target as Element).closest?.("dialog");

/** Mark an event as handled. */
export function markHandled(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * Handle the shortcuts for saving, undo and redo; return whether it was one. Undo also works in text fields: the
 * browser's own undo does not know rendered changes.
 */
export function handleWorkKey(controller: EditorController, event: KeyboardEvent): boolean {
  if (!isCommand(event)) return false;
  const key = event.key.toLowerCase();
  if (key === "s" && !event.shiftKey) void controller.save();
  else if (key === "z" && !event.shiftKey) controller.undo();
  else if ((key === "z" && event.shiftKey) || (key === "y" && !event.shiftKey)) controller.redo();
  else return false;
  markHandled(event);
  return true;
}
