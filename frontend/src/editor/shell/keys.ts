// The keyboard: commands of the whole editor, and those of the outline and the map.

import * as commands from "../commands";
import type { EditorController } from "../controller";

const isApple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

/** A key as people read it on their own keyboard. */
export function keyName(keys: string): string {
  return isApple ? keys.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replace(/\+/g, "") : keys;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]:not([contenteditable="false"])',
  ) !== null;

/** Keys that work wherever focus is in the editor. Undo is ours in text fields too: the browser's knows nothing of what was drawn anew. */
export function handleEditorKey(controller: EditorController, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  if ((event.target as Element).closest?.("dialog")) return;
  const command = isApple ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  if (command && key === "s" && !event.shiftKey) void controller.save();
  else if (command && key === "f" && !event.shiftKey) controller.setOpen("find");
  else if (command && key === "z") event.shiftKey ? controller.redo() : controller.undo();
  else if (command && key === "y" && !event.shiftKey) controller.redo();
  else if (!command && event.key === "?" && !isTyping(event.target)) controller.setOpen("keys");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keys of the outline and the map. True where one was meant. Copy, cut and paste come as events of their own. */
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
