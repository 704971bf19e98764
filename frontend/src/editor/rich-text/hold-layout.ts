// Nothing on the page may move while a button of the mouse is down: what one meant to press would slip away from under it.

let pointerIsDown = false;
let pendingActions: Array<() => void> = [];

function onRelease(): void {
  pointerIsDown = false;
  // After the click that this release becomes.
  setTimeout(() => {
    const all = pendingActions;
    pendingActions = [];
    for (const act of all) act();
  });
}

let isListening = false;

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

/** Now, or once nothing is pressed any more. */
export function afterPointerUp(act: () => void): void {
  if (pointerIsDown) pendingActions.push(act);
  else act();
}

export function watchPointer(): void {
  if (!isListening) startListening();
}
