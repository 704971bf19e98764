// An author's unsaved work, kept in this browser: over a failed save, a lost session, a closed window.
//
// One piece of work for each component and author. It is dropped only by whoever put it there or was shown it, so that two windows on one component
// do not throw away each other's.

import type { TreeData } from "../tree";

export interface SavedWork {
  /** When it was kept, as the clock of this browser says. */
  at: string;
  /** What the work began from. */
  base: string;
  tree: TreeData;
  /** Which window kept it. */
  by: string;
}

const keyPrefix = "powerstruggle.editor.";
/** Browsers give a site about five million characters; a learner's diary and other components want some too. */
export const maxCharacters = 4_000_000;

/** "waiting": what an earlier visit kept lies where this would, until its author says what becomes of it. */
export type AutosaveState = "kept" | "too-large" | "no-room" | "waiting";

export class Autosave {
  private readonly name: string;

  constructor(
    whose: string,
    readonly by: string,
    private store: Storage | null,
  ) {
    this.name = keyPrefix + whose;
  }

  read(): SavedWork | null {
    try {
      const found = JSON.parse(this.store?.getItem(this.name) ?? "null") as SavedWork | null;
      return found && typeof found.at === "string" && typeof found.base === "string" && isTreeData(found.tree)
        ? found
        : null;
    } catch {
      return null;
    }
  }

  write(base: string, tree: TreeData, at: string): AutosaveState {
    const text = JSON.stringify({ at, base, tree, by: this.by } satisfies SavedWork);
    if (text.length > maxCharacters) return "too-large";
    if (this.writeItem(text)) return "kept";
    this.dropOldest();
    return this.writeItem(text) ? "kept" : "no-room";
  }

  /** Drops what this window kept, or `whoever` where the author said so. */
  drop(whoever = false): void {
    if (!whoever && this.read()?.by !== this.by) return;
    try {
      this.store?.removeItem(this.name);
    } catch {
      // Storage that can't be written holds nothing of ours.
    }
  }

  private writeItem(text: string): boolean {
    try {
      this.store?.setItem(this.name, text);
      return this.store !== null;
    } catch {
      return false;
    }
  }

  /** Makes room: of the work kept for other components, the oldest goes. */
  private dropOldest(): void {
    const others: Array<{ name: string; at: string }> = [];
    for (let index = 0; index < (this.store?.length ?? 0); index++) {
      const name = this.store?.key(index) ?? "";
      if (!name.startsWith(keyPrefix) || name === this.name) continue;
      others.push({ name, at: /"at":"([^"]*)"/.exec(this.store?.getItem(name)?.slice(0, 80) ?? "")?.[1] ?? "" });
    }
    const oldest = others.sort((a, b) => a.at.localeCompare(b.at))[0];
    if (oldest) this.store?.removeItem(oldest.name);
  }
}

function isTreeData(found: unknown): found is TreeData {
  if (!found || typeof found !== "object") return false;
  const { tag, attrs, text, nodes } = found as TreeData;
  return (
    typeof tag === "string" &&
    !!attrs &&
    typeof attrs === "object" &&
    Object.values(attrs).every((value) => typeof value === "string") &&
    (text === undefined || typeof text === "string") &&
    (nodes === undefined || (Array.isArray(nodes) && nodes.every(isTreeData)))
  );
}

/** The browser's storage, or null where it is switched off or belongs to a frame that may not have it. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
