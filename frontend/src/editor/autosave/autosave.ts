// Stores an author's unsaved work in this browser, for failed saves, lost sessions and closed windows.
//
// There is one entry per component and author. Only the window that wrote it, or an author who has seen it, deletes it,
// so that two windows on one component keep each other's work.
import type { TreeData } from "../../contracts/tree";
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
    private store: Storage | null,
  ) {
    this.name = keyPrefix + whose;
  }

  /** Return the stored work, or null. */
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

  /** Store the work. */
  write(base: string, tree: TreeData, at: string): AutosaveState {
    const text = JSON.stringify({ at, base, tree, by: this.by } satisfies SavedWork);
    if (text.length > maxCharacters) return "too-large";
    if (this.writeItem(text)) return "kept";
    this.dropOldest();
    return this.writeItem(text) ? "kept" : "no-room";
  }

  /** Delete the entry that this window wrote; with `whoever`, any window's. */
  drop(whoever = false): void {
    if (!whoever && this.read()?.by !== this.by) return;
    try {
      this.store?.removeItem(this.name);
    } catch {
      // Storage that can't be written holds no entry of the editor.
    }
  }

  /** Write the entry; return whether that worked. */
  private writeItem(text: string): boolean {
    try {
      this.store?.setItem(this.name, text);
      return this.store !== null;
    } catch {
      return false;
    }
  }

  /** Delete the oldest entry of other components, to make room. */
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

/** Return the browser's storage, or null when it is switched off or not allowed in this frame. */
export function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
