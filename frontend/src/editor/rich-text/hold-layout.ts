// Nothing on the page may move while a button of the mouse is down: what one meant to press would slip away from under it.

let isDown = false;
let waiting: Array<() => void> = [];

function released(): void {
  isDown = false;
  // After the click that this release becomes.
  setTimeout(() => {
    const all = waiting;
    waiting = [];
    for (const act of all) act();
  });
}

let listening = false;

function listen(): void {
  listening = true;
  document.addEventListener("pointerdown", () => { isDown = true; }, true);
  for (const name of ["pointerup", "pointercancel", "dragend"]) document.addEventListener(name, released, true);
}

/** Now, or once nothing is pressed any more. */
export function whenReleased(act: () => void): void {
  if (isDown) waiting.push(act);
  else act();
}

export function watchPresses(): void {
  if (!listening) listen();
}
