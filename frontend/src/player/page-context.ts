// What all parts of one block's page need.
//
// The page is always rendered as a whole (see page.tsx), so that during rendering there is exactly one current block,
// and `pageContext()` returns its context. Components call it while they render, never later: event handlers and timers
// use what the component took from it. Hooks and Preact contexts would make the bundle a tenth larger.

import type { Choice } from "../contracts/player";
import type { Translate } from "../ui/words";
import type { LocalNotes } from "./local-notes";
import type { PlayController } from "./play-controller";

/** What is open on the page now; it is reset at the next step. */
export interface TransientState {
  /** Whether the learner has stepped out for a moment. */
  steppedOut: boolean;
  /** The running pause. */
  pause: { choice: Choice; seconds: number; left: number; timer: ReturnType<typeof setInterval> } | null;
  /** Whether the page asks if the local data is really to be deleted. */
  clearing: boolean;
  cleared: boolean;
  /** Whether the reaction to the learner's words is shown a moment after them; any key or tap shows it. */
  delaysReaction: boolean;
  /** Whether the debrief shows more than the ending and the client's view. */
  lookingBack: boolean;
}

/** The state and functions of one block's page. */
export interface PageContext {
  t: Translate;
  play: PlayController;
  notes: LocalNotes;
  shell: HTMLElement;
  state: TransientState;
  /** The run and the step at which the learner came back to a conversation; null if it was begun on this page. */
  resumed: { attempt: number; step: number } | null;
  /** Whether lines are read aloud. */
  listening: boolean;
  /** The text for screen readers about changed meters. */
  announcement: string;
  /** Return a DOM id that no other block on the page has. */
  id(name: string): string;
  /** Render the page immediately, so that new elements can be focused afterwards. */
  render(): void;
  /** Focus the element with this id. */
  focus(name: string): void;
}

let current: PageContext;

/** Return the context of the block that is being rendered. */
export function pageContext(): PageContext {
  return current;
}

/** Render with this context. */
export function withPageContext(context: PageContext, draw: () => void): void {
  current = context;
  draw();
}
