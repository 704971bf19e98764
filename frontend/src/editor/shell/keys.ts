// Keyboard shortcuts of the editor, and of outline and map.

import * as commands from "../commands";
import type { EditorController } from "../controller";
import { handleWorkKey, isApple, isCommand, isForEditor, markHandled } from "./command-keys";

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

/** Handle shortcuts that work everywhere. */
export function handleEditorKey(controller: EditorController, event: KeyboardEvent): void {
  if (!isForEditor(event) || handleWorkKey(controller, event)) return;
  const command = isCommand(event);
  const key = event.key.toLowerCase();
  if (command && key === "f" && !event.shiftKey) controller.setOpen("find");
  else if (command && key === "e" && !event.shiftKey) controller.toggleWriting();
  else if (!command && event.key === "?" && !isTyping(event.target)) controller.setOpen("keys");
  else return;
  markHandled(event);
}

/** Handle shortcuts of outline and map; return whether it was one. Copy, cut and paste are separate events. */
export function handleStructureKey(controller: EditorController, event: KeyboardEvent): boolean {
  const command = isCommand(event);
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
  markHandled(event);
  return true;
}
