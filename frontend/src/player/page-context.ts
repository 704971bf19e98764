// What every part of one block's page needs, without being handed it through each level.
//
// The page is always drawn whole and in one go (see `draw` in page.tsx), so while a part is being drawn there is exactly one
// block it can belong to, and `here()` is that block. Parts call it while they are drawn, never later: what happens
// later (a press, a timer) uses what the part took from it then. This does without
// hooks and contexts, which would be a tenth of the bundle.

import type { LocalNotes } from "./local-notes";
import type { Choice } from "../contracts/player";
import type { PlayController } from "./play-controller";
import type { Translate } from "../ui/words";

/** What is open on the page just now, and gone with the next step. */
export interface TransientState {
  /** The learner has stepped out for a moment. */
  steppedOut: boolean;
  /** The pause under way. */
  pause: { choice: Choice; seconds: number; left: number; timer: ReturnType<typeof setInterval> } | null;
  cleared: boolean;
}

export interface PageContext {
  t: Translate;
  controller: PlayController;
  notes: LocalNotes;
  shell: HTMLElement;
  transient: TransientState;
  /** What is read out about the meters. */
  announcement: string;
  /** A DOM id that no other block on the page has. */
  id(name: string): string;
  /** Draws the page anew, at once: afterwards what is new can be focused. */
  render(): void;
  focus(name: string): void;
}

let current: PageContext;

export function pageContext(): PageContext {
  return current;
}

export function withPageContext(context: PageContext, draw: () => void): void {
  current = context;
  draw();
}
