// On paper: this block, whole, and nothing of the page around it.

/** Everything folded is opened for printing, also when the browser's own menu prints, and folded again after. */
export function openForPrint(shell: HTMLElement): void {
  let opened: HTMLDetailsElement[] = [];
  const open = () => {
    opened = Array.from(shell.querySelectorAll<HTMLDetailsElement>("details:not([open])"));
    opened.forEach((details) => { details.open = true; });
  };
  const fold = () => {
    opened.forEach((details) => { details.open = false; });
    opened = [];
  };
  window.addEventListener("beforeprint", open);
  window.addEventListener("afterprint", fold);
}

const way = "ps-print-way";

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
  window.print();
}
