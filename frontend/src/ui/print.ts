// On paper: this block, whole, and nothing of the page around it.

const printPathClass = "ps-print-way";
const openedForPrint = "psUnfolded";

/** Everything folded is opened for paper, also when the browser's own menu prints, and folded again after. */
export function openDetailsForPrint(shell: HTMLElement): void {
  window.addEventListener("beforeprint", () => openDetails(shell));
  window.addEventListener("afterprint", () => {
    shell.querySelectorAll<HTMLDetailsElement>("details").forEach((details) => {
      if (!(openedForPrint in details.dataset)) return;
      delete details.dataset[openedForPrint];
      details.open = false;
    });
  });
}

function openDetails(shell: HTMLElement): void {
  shell.querySelectorAll<HTMLDetailsElement>("details:not([open])").forEach((details) => {
    details.dataset[openedForPrint] = "";
    details.open = true;
  });
}

/** Marks the way from the page down to this block; the style sheet hides for print what lies beside that way. */
export function printElement(shell: HTMLElement): void {
  const marked: Element[] = [];
  for (let node: Element | null = shell; node && node !== document.documentElement; node = node.parentElement) {
    node.classList.add(printPathClass);
    marked.push(node);
  }
  const done = () => {
    marked.forEach((node) => node.classList.remove(printPathClass));
    window.removeEventListener("afterprint", done);
  };
  window.addEventListener("afterprint", done);
  // Not left to "beforeprint" alone: not every browser in a frame sends it.
  openDetails(shell);
  window.print();
}
