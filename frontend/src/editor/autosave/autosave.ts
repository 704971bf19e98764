// Stores an author's unsaved work in this browser, for failed saves, lost sessions and closed windows.
//
// There is one entry per component and author. Only the window that wrote it, or an author who has seen it, deletes it,
// so that two windows on one component keep each other's work.

import type { TreeData } from "../../contracts/tree";
import { keysWith, readText, writeText } from "../../ui/browser-storage";
import { isTreeData } from "../tree";

/** The stored work. */
export interface SavedWork {
  /** When it was stored, by this browser's clock. */
  at: string;
  /** The version that the work is based on. */
  base: string;
  tree: TreeData;
  /** The window that stored it. */
  by: string;
}

/** What the keys of all entries begin with. Unsaved work is in browsers under it: it never changes. */
const keyPrefix = "powerstruggle.editor.";
/** The largest entry, in characters. Browsers give a site about five million; other entries need some of them. */
export const maxCharacters = 4_000_000;

/** Whether the work is stored. "waiting": an earlier visit's work is stored and the author has not decided about it. */
export type AutosaveState = "kept" | "too-large" | "no-room" | "waiting";

/** Reads and writes the entry of one component and author. */
export class Autosave {
  private readonly name: string;

  constructor(
    whose: string,
    readonly by: string,
  ) {
    this.name = keyPrefix + whose;
  }

  /** Return the stored work, or null. */
  read(): SavedWork | null {
    try {
      const found = JSON.parse(readText(this.name) ?? "null") as SavedWork | null;
      return found && typeof found.at === "string" && typeof found.base === "string" && isTreeData(found.tree)
        ? found
        : null;
    } catch {
      return null;
    }
  }

  /** Store the work. */
  write(base: string, tree: TreeData, at: string): AutosaveState {
    const text = JSON.stringify({ at, base, tree, by: this.by } satisfies SavedWork);
    if (text.length > maxCharacters) return "too-large";
    if (writeText(this.name, text)) return "kept";
    this.dropOldest();
    return writeText(this.name, text) ? "kept" : "no-room";
  }

  /** Delete the entry that this window wrote; with `whoever`, any window's. */
  drop(whoever = false): void {
    if (whoever || this.read()?.by === this.by) writeText(this.name, null);
  }

  /** Delete the oldest entry of other components, to make room. */
  private dropOldest(): void {
    const [oldest] = keysWith(keyPrefix)
      .filter((name) => name !== this.name)
      .map((name) => ({ name, at: /"at":"([^"]*)"/.exec(readText(name)?.slice(0, 80) ?? "")?.[1] ?? "" }))
      .sort((a, b) => a.at.localeCompare(b.at));
    if (oldest) writeText(oldest.name, null);
  }
}
