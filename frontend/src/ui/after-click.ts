// Lets a press that takes the focus out of a field end before the page moves what is pressed.

/** Call `act` once the press that is going on, if any, has led to its click. */
export function afterClick(act: () => void): void {
  // A finger's press is over when the focus moves, but its click still comes in the same task; a mouse button is held.
  if (!isMouseDown) {
    setTimeout(act);
    return;
  }
  const onRelease = () => {
    for (const name of releases) window.removeEventListener(name, onRelease, true);
    setTimeout(act);
  };
  for (const name of releases) window.addEventListener(name, onRelease, true);
}

const releases = ["pointerup", "pointercancel", "dragend"];
let isMouseDown = false;
let isWatched = false;

/** Begin to watch the pointer, once. */
export function watchPointer(): void {
  if (isWatched) return;
  isWatched = true;
  const note = (event: Event) => {
    isMouseDown = event.type === "pointerdown";
  };
  for (const name of ["pointerdown", ...releases]) window.addEventListener(name, note, true);
}
