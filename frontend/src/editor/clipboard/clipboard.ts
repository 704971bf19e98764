// Copies between scenarios and windows: as text on the system's clipboard, and in this browser's storage, since a frame
// often may not use the clipboard from a button.

import { readText, writeText } from "../../ui/browser-storage";
import * as commands from "../commands";
import type { EditorController } from "../controller";
import { type Clip, parseClip } from "../operations/copying";

/** Return the storage key of the author's copies: on a shared computer nobody pastes another author's copy. */
const clipKey = (controller: EditorController) => `powerstruggle.clip:${controller.author}`;
/** The last copy on this page, for browsers without storage. */
let pageClip = "";

/** Store a copy; return its text. */
function storeClip(controller: EditorController, clip: Clip): string {
  pageClip = JSON.stringify(clip);
  // Where that fails, the copy is still in the page and on the clipboard.
  writeText(clipKey(controller), pageClip);
  return pageClip;
}

/** Return the stored copy, or null. */
function storedClip(controller: EditorController): Clip | null {
  return parseClip(readText(clipKey(controller)) ?? "") ?? parseClip(pageClip);
}

/** Copy the selection, or the scenes and endings with these ids. Return the text, or null when nothing is selected. */
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

/** Copy and delete the selection; return its text. */
export function cutSelection(controller: EditorController): string | null {
  const text = copySelection(controller);
  if (text) commands.deleteSelection(controller);
  return text;
}

/** Paste the stored copy. */
export function pasteStored(controller: EditorController): void {
  const clip = storedClip(controller);
  if (clip) commands.paste(controller, clip);
  else controller.announce(controller.t("nothing_copied"));
}

/** Return the handlers of the browser's copy, cut and paste events for the outline and the map. */
export function clipboardEvents(controller: EditorController) {
  const taken = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  // Selected text is copied as text.
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

/** Tell whether an element is for typing. */
const isTextField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches("input, textarea, [contenteditable]");
