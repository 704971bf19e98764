// Takes over the element that the server rendered for a block's page, once.

import { followPageScheme } from "./scheme";

/** The data attribute of a shell that was taken over. It is on the element, so that two copies of a script share it. */
const startedMark = "psStarted";
let claimedShells = 0;

/** The data that the server passes to a learner page's initialization function. */
export interface BlockInitData {
  usage?: string;
  learner?: string;
}

/** A shell that was taken over. */
export interface ClaimedShell {
  shell: HTMLElement;
  /** The emptied element that the page is rendered into. */
  root: Element;
  title: string;
  /** The prefix of the page's DOM ids. A counter makes it unique, even if a block is on a page twice. */
  prefix: string;
}

/**
 * Find the shell with class `name` in what the runtime passed (a node or a jQuery object, around the shell or the shell
 * itself). Return null when there is none or when it was taken over before.
 */
export function claimShell(element: unknown, name: string, usage: string): ClaimedShell | null {
  const given = element as { 0?: Element } & Element;
  const outer = given[0] ?? given;
  const shell = outer.matches?.(`.${name}`) ? outer : outer.querySelector?.(`.${name}`);
  const root = shell?.querySelector(".ps-root");
  if (!(shell instanceof HTMLElement) || !root || startedMark in shell.dataset) return null;
  shell.dataset[startedMark] = "";
  followPageScheme(shell);
  const title = root.querySelector(".ps-title")?.textContent ?? "";
  root.textContent = "";
  return { shell, root, title, prefix: `${name}${++claimedShells}-${usage.replace(/[^A-Za-z0-9]+/g, "-")}` };
}
