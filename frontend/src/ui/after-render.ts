// Runs work after Preact has rendered. A timer or an animation frame would be too late for focus: the next key press
// could come first.

/** Call `act` when all changes of the current event are rendered and before the browser handles the next event. */
export function afterRender(act: () => void): void {
  // Preact renders all changes in one microtask, which was queued before this one.
  queueMicrotask(act);
}
