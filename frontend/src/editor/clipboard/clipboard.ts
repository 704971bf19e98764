// Copying between scenarios and windows: as text on the system's clipboard where keys are used, and in this browser's storage
// besides, since a frame is often not let near the clipboard by a button.

import * as commands from "../commands";
import type { Desk } from "../controller";
import { browserStorage } from "../autosave/autosave";
import { clipFrom, type Clip } from "../operations/copying";

/** Each author's own: on a shared computer nobody pastes what somebody else copied. */
const nameFor = (desk: Desk) => `powerstruggle.clip:${desk.author}`;
/** Where storage is off: a copy still lasts as long as the page. */
let inPage = "";

function stash(desk: Desk, clip: Clip): string {
  inPage = JSON.stringify(clip);
  try {
    browserStorage()?.setItem(nameFor(desk), inPage);
  } catch {
    // No room: the page still has it, and so has the clipboard.
  }
  return inPage;
}

function stashed(desk: Desk): Clip | null {
  let text = "";
  try {
    text = browserStorage()?.getItem(nameFor(desk)) ?? "";
  } catch {
    // Storage that can't be read: what this page copied itself is left.
  }
  return clipFrom(text) ?? clipFrom(inPage);
}

/** Copies what is selected; with ids, those scenes and endings. Gives the text, or null where nothing is selected. */
export function copy(desk: Desk, ids?: ReadonlySet<string>): string | null {
  const clip = commands.clipped(desk, ids);
  if (!clip) {
    desk.announce(desk.say("nothing_selected"));
    return null;
  }
  const text = stash(desk, clip);
  globalThis.navigator?.clipboard?.writeText(text).catch(() => undefined);
  desk.announce(desk.say("copied", { what: commands.selectedLabel(desk) }));
  return text;
}

export function cut(desk: Desk): string | null {
  const text = copy(desk);
  if (text) commands.remove(desk);
  return text;
}

export function pasteKept(desk: Desk): void {
  const clip = stashed(desk);
  if (clip) commands.paste(desk, clip);
  else desk.announce(desk.say("nothing_copied"));
}

/** The browser's own copy, cut and paste, while focus is in the outline or on the map. */
export function clipboardEvents(desk: Desk) {
  const taken = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
  };
  // Words that somebody marked with the mouse are what they mean to copy.
  const marked = () => !!globalThis.getSelection?.()?.toString();
  const give = (make: () => string | null) => (event: ClipboardEvent) => {
    if (marked() || typingIn(event.target)) return;
    const text = make();
    if (text) event.clipboardData?.setData("text/plain", text);
    taken(event);
  };
  return {
    onCopy: give(() => copy(desk)),
    onCut: give(() => cut(desk)),
    onPaste: (event: ClipboardEvent) => {
      if (typingIn(event.target)) return;
      const clip = clipFrom(event.clipboardData?.getData("text/plain") ?? "");
      if (clip) commands.paste(desk, clip);
      else pasteKept(desk);
      taken(event);
    },
  };
}

const typingIn = (target: EventTarget | null): boolean => target instanceof Element && target.matches("input, textarea, [contenteditable]");
