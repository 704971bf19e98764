// The server's shell of a block's page, taken once.

/** Marks a shell as taken. On the node itself, so that it holds between two copies of a script. */
const startedMark = "psStarted";
let claimedShells = 0;

export interface ClaimedShell {
  shell: HTMLElement;
  /** Emptied, for the page to be drawn into. */
  root: Element;
  title: string;
  /** Begins the page's DOM ids; the counter keeps them apart even where one block stands on a page twice. */
  prefix: string;
}

/**
 * The shell with this class in what the runtime gave: a node or a jQuery object, around the shell or the shell itself. Null where there
 * is none, or where it was taken already.
 */
export function claimShell(element: unknown, name: string, usage: string): ClaimedShell | null {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(`.${name}`) ? outer : outer.querySelector?.(`.${name}`);
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || startedMark in shell.dataset) return null;
  shell.dataset[startedMark] = "";
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  root.textContent = "";
  return { shell, root, title, prefix: `${name}${++claimedShells}-${usage.replace(/[^A-Za-z0-9]+/g, "-")}` };
}
