// What every part of one block's page needs, without being handed it through each level.
//
// The page is always drawn whole and in one go (see `draw` in page.tsx), so while a part is being drawn there is exactly one
// block it can belong to, and `here()` is that block. Parts call it while they are drawn, never later: what happens
// later (a press, a timer) uses what the part took from it then. This does without
// hooks and contexts, which would be a tenth of the bundle.

import type { Diary } from "./local-notes";
import type { Choice } from "../contracts/player";
import type { Play } from "./play-controller";
import type { Say } from "../ui/words";

/** What is open on the page just now, and gone with the next step. */
export interface Local {
  /** The learner has stepped out for a moment. */
  out: boolean;
  /** The pause under way. */
  waiting: { choice: Choice; seconds: number; left: number; timer: ReturnType<typeof setInterval> } | null;
  erased: boolean;
}

export interface Share {
  say: Say;
  play: Play;
  diary: Diary;
  shell: HTMLElement;
  local: Local;
  /** What is read out about the meters. */
  news: string;
  /** A DOM id that no other block on the page has. */
  id(name: string): string;
  /** Draws the page anew, at once: afterwards what is new can be focused. */
  draw(): void;
  focus(name: string): void;
}

let current: Share;

export function here(): Share {
  return current;
}

export function drawing(share: Share, draw: () => void): void {
  current = share;
  draw();
}
