// Keyboard shortcuts of the editor, and of outline and map.

import * as commands from "../commands";
import type { EditorController } from "../controller";

const isApple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

/** Return a shortcut as it is called on the author's keyboard. */
export function keyName(keys: string): string {
  return isApple ? keys.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replace(/\+/g, "") : keys;
}

/** Tell whether an element is for typing. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]:not([contenteditable="false"])',
  ) !== null;

/**
 * Handle shortcuts that work everywhere. Undo also works in text fields: the browser's own undo does not know rendered
 * changes.
 */
export function handleEditorKey(controller: EditorController, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  if ((event.target as Element).closest?.("dialog")) return;
  const command = isApple ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  if (command && key === "s" && !event.shiftKey) void controller.save();
  else if (command && key === "f" && !event.shiftKey) controller.setOpen("find");
  else if (command && key === "e" && !event.shiftKey) controller.toggleWriting();
  else if (command && key === "z") event.shiftKey ? controller.redo() : controller.undo();
  else if (command && key === "y" && !event.shiftKey) controller.redo();
  else if (!command && event.key === "?" && !isTyping(event.target)) controller.setOpen("keys");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Handle shortcuts of outline and map; return whether it was one. Copy, cut and paste are separate events. */
export function handleStructureKey(controller: EditorController, event: KeyboardEvent): boolean {
  const command = isApple ? event.metaKey : event.ctrlKey;
  if (event.key === "Delete" || (isApple && event.key === "Backspace"))
    event.shiftKey ? commands.deleteBranch(controller) : commands.deleteSelection(controller);
  else if (event.key === "F2") controller.openDialog({ kind: "rename" });
  else if (command && event.key.toLowerCase() === "d")
    commands.duplicateSelection(controller, event.shiftKey ? commands.selectedBranch(controller) : undefined);
  else if (event.altKey && event.key === "ArrowUp") commands.moveSelection(controller, -1);
  else if (event.altKey && event.key === "ArrowDown") commands.moveSelection(controller, 1);
  else if (!command && !event.altKey && event.key.toLowerCase() === "n" && event.shiftKey)
    controller.openDialog({ kind: "add-scene" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "c" && event.shiftKey)
    controller.openDialog({ kind: "add-choice" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "e" && event.shiftKey)
    controller.openDialog({ kind: "add-ending" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "g" && event.shiftKey)
    controller.openDialog({ kind: "connect" });
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
