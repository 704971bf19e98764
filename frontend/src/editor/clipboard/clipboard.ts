// Copying between scenarios and windows: as text on the system's clipboard where keys are used, and in this browser's storage
// besides, since a frame is often not let near the clipboard by a button.

import * as commands from "../commands";
import type { EditorController } from "../controller";
import { browserStorage } from "../autosave/autosave";
import { parseClip, type Clip } from "../operations/copying";

/** Each author's own: on a shared computer nobody pastes what somebody else copied. */
const storageKey = (controller: EditorController) => `powerstruggle.clip:${controller.author}`;
/** Where storage is off: a copy still lasts as long as the page. */
let pageClip = "";

function storeClip(controller: EditorController, clip: Clip): string {
  pageClip = JSON.stringify(clip);
  try {
    browserStorage()?.setItem(storageKey(controller), pageClip);
  } catch {
    // No room: the page still has it, and so has the clipboard.
  }
  return pageClip;
}

function storedClip(controller: EditorController): Clip | null {
  let text = "";
  try {
    text = browserStorage()?.getItem(storageKey(controller)) ?? "";
  } catch {
    // Storage that can't be read: what this page copied itself is left.
  }
  return parseClip(text) ?? parseClip(pageClip);
}

/** Copies what is selected; with ids, those scenes and endings. Gives the text, or null where nothing is selected. */
export function copySelection(controller: EditorController, ids?: ReadonlySet<string>): string | null {
  const clip = commands.selectionClip(controller, ids);
  if (!clip) {
    controller.announce(controller.t("nothing_selected"));
    return null;
  }
  const text = storeClip(controller, clip);
  globalThis.navigator?.clipboard?.writeText(text).catch(() => undefined);
  controller.announce(controller.t("copied", { what: commands.selectedLabel(controller) }));
  return text;
}

export function cutSelection(controller: EditorController): string | null {
  const text = copySelection(controller);
  if (text) commands.deleteSelection(controller);
  return text;
}

export function pasteStored(controller: EditorController): void {
  const clip = storedClip(controller);
  if (clip) commands.paste(controller, clip);
  else controller.announce(controller.t("nothing_copied"));
}

/** The browser's own copy, cut and paste, while focus is in the outline or on the map. */
export function clipboardEvents(controller: EditorController) {
  const taken = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  // Words that somebody marked with the mouse are what they mean to copy.
  const marked = () => !!globalThis.getSelection?.()?.toString();
  const give = (make: () => string | null) => (event: ClipboardEvent) => {
    if (marked() || isTextField(event.target)) return;
    const text = make();
    if (text) event.clipboardData?.setData("text/plain", text);
    taken(event);
  };
  return {
    onCopy: give(() => copySelection(controller)),
    onCut: give(() => cutSelection(controller)),
    onPaste: (event: ClipboardEvent) => {
      if (isTextField(event.target)) return;
      const clip = parseClip(event.clipboardData?.getData("text/plain") ?? "");
      if (clip) commands.paste(controller, clip);
      else pasteStored(controller);
      taken(event);
    },
  };
}

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("input, textarea, [contenteditable]");
