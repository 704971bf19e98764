// On paper: this block, whole, and nothing of the page around it.

const way = "ps-print-way";
const unfolded = "psUnfolded";

/** Everything folded is opened for paper, also when the browser's own menu prints, and folded again after. */
export function openForPrint(shell: HTMLElement): void {
  window.addEventListener("beforeprint", () => unfold(shell));
  window.addEventListener("afterprint", () => {
    shell.querySelectorAll<HTMLDetailsElement>("details").forEach((details) => {
      if (!(unfolded in details.dataset)) return;
      delete details.dataset[unfolded];
      details.open = false;
    });
  });
}

function unfold(shell: HTMLElement): void {
  shell.querySelectorAll<HTMLDetailsElement>("details:not([open])").forEach((details) => {
    details.dataset[unfolded] = "";
    details.open = true;
  });
}

/** Marks the way from the page down to this block; the style sheet hides for print what lies beside that way. */
export function printOnly(shell: HTMLElement): void {
  const marked: Element[] = [];
  for (let node: Element | null = shell; node && node !== document.documentElement; node = node.parentElement) {
    node.classList.add(way);
    marked.push(node);
  }
  const done = () => {
    marked.forEach((node) => node.classList.remove(way));
    window.removeEventListener("afterprint", done);
  };
  window.addEventListener("afterprint", done);
  // Not left to "beforeprint" alone: not every browser in a frame sends it.
  unfold(shell);
  window.print();
}
