// Where focus goes must be settled before the next key is pressed: a timer or a frame later, that key would land where focus was.

/** Does something once everything that this event changes is on the page, and before the browser takes the next event. */
export function afterRender(act: () => void): void {
  // Preact draws all that changed in one microtask of its own, asked for earlier than this one.
  queueMicrotask(act);
}
