// Delays layout changes while a mouse button is pressed: otherwise the pressed control could move away from the
// pointer.

let pointerIsDown = false;
/** Actions that wait for the release of the pointer. */
let pendingActions: Array<() => void> = [];

/** Run the pending actions. */
function onRelease(): void {
  pointerIsDown = false;
  // After the click event that follows the release.
  setTimeout(() => {
    const all = pendingActions;
    pendingActions = [];
    for (const act of all) act();
  });
}

let isListening = false;

/** Listen to the pointer. */
function startListening(): void {
  isListening = true;
  document.addEventListener(
    "pointerdown",
    () => {
      pointerIsDown = true;
    },
    true,
  );
  for (const name of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(name, onRelease, true);
}

/** Call `act` now, or after the pointer is released. */
export function afterPointerUp(act: () => void): void {
  if (pointerIsDown) pendingActions.push(act);
  else act();
}

/** Begin to watch the pointer, once. */
export function watchPointer(): void {
  if (!isListening) startListening();
}
