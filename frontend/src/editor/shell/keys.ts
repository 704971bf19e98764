// The keyboard: commands of the whole editor, and those of the outline and the map.

import * as commands from "../commands";
import type { Desk } from "../controller";

const apple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

/** A key as people read it on their own keyboard. */
export function keyName(keys: string): string {
  return apple ? keys.replace("Ctrl", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replace(/\+/g, "") : keys;
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input:not([type="checkbox"], [type="radio"], [type="range"]), textarea, select, [contenteditable]:not([contenteditable="false"])') !== null;

/** Keys that work wherever focus is in the editor. Undo is ours in text fields too: the browser's knows nothing of what was drawn anew. */
export function editorKey(desk: Desk, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey) return;
  if ((event.target as Element).closest?.("dialog")) return;
  const command = apple ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  if (command && key === "s" && !event.shiftKey) void desk.save();
  else if (command && key === "f" && !event.shiftKey) desk.setOpen("find");
  else if (command && key === "z") event.shiftKey ? desk.redo() : desk.undo();
  else if (command && key === "y" && !event.shiftKey) desk.redo();
  else if (!command && event.key === "?" && !typing(event.target)) desk.setOpen("keys");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Keys of the outline and the map. True where one was meant. Copy, cut and paste come as events of their own. */
export function structureKey(desk: Desk, event: KeyboardEvent): boolean {
  const command = apple ? event.metaKey : event.ctrlKey;
  if (event.key === "Delete" || (apple && event.key === "Backspace")) event.shiftKey ? commands.removeBranch(desk) : commands.remove(desk);
  else if (event.key === "F2") desk.ask({ kind: "rename" });
  else if (command && event.key.toLowerCase() === "d") commands.duplicate(desk, event.shiftKey ? commands.branch(desk) : undefined);
  else if (event.altKey && event.key === "ArrowUp") commands.move(desk, -1);
  else if (event.altKey && event.key === "ArrowDown") commands.move(desk, 1);
  else if (!command && !event.altKey && event.key.toLowerCase() === "n" && event.shiftKey) desk.ask({ kind: "add-scene" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "c" && event.shiftKey) desk.ask({ kind: "add-choice" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "e" && event.shiftKey) desk.ask({ kind: "add-ending" });
  else if (!command && !event.altKey && event.key.toLowerCase() === "g" && event.shiftKey) desk.ask({ kind: "connect" });
  else return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
