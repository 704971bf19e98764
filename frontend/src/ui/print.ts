// Prints one block without the rest of the page.

const printPathClass = "ps-print-path";
const openedForPrint = "psUnfolded";

/** Open all folded details before printing, including from the browser's own menu, and close them afterwards. */
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

/** Open all closed details and mark those that were opened. */
function openDetails(shell: HTMLElement): void {
  shell.querySelectorAll<HTMLDetailsElement>("details:not([open])").forEach((details) => {
    details.dataset[openedForPrint] = "";
    details.open = true;
  });
}

/**
 * Print only this block. The elements from the page's root to the block get a class; print.css hides everything beside
 * them.
 */
export function printElement(shell: HTMLElement): void {
  const marked: Element[] = [];
  for (let node: Element | null = shell; node && node !== document.documentElement; node = node.parentElement) {
    node.classList.add(printPathClass);
    marked.push(node);
  }
  const done = () => {
    for (const node of marked) node.classList.remove(printPathClass);
    window.removeEventListener("afterprint", done);
  };
  window.addEventListener("afterprint", done);
  // "beforeprint" is not enough: inside frames, not every browser sends it.
  openDetails(shell);
  window.print();
}
