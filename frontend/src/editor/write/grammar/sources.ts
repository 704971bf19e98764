// Lines of the script with what they were before: from the text to blocks, one for each scene and ending.

import type { TreeNode } from "../../tree";
import { readLine, type ScriptLine, type Zone } from "./lines";

/** A line and the element that it says. */
export interface SyncedLine {
  typed: string;
  zone: Zone;
  /** The element of the line; that of a move is the choice. Null where the line makes none. */
  node: TreeNode | null;
  /** Further elements that the line says: what is said and done in a choice, the feedback around a part, more goals. */
  also: readonly TreeNode[];
}

/** A line to be read: what it says now, and what it was. */
export interface SourceLine extends SyncedLine {
  line: ScriptLine;
  /** Whether nothing of the line has changed since `node` was made from it. */
  kept: boolean;
  /** Whether somebody is typing in this line: nothing is created from it yet. */
  open: boolean;
}

/** The lines of the head, or of a scene or ending with its heading. */
export type Block = SourceLine[];

/** A line of a text, and the line that it was, if any. */
export interface GivenLine {
  typed: string;
  was: SyncedLine | null;
  open: boolean;
}

/** Tell whether a line begins a scene or an ending. */
export const isHeading = ({ kind }: ScriptLine): boolean => kind === "scene" || kind === "ending";

/** Return lines without the blank ones at their end. */
export function withoutBlankEnd(lines: readonly SyncedLine[]): readonly SyncedLine[] {
  let end = lines.length;
  while (end && !lines[end - 1]!.typed.trim()) end -= 1;
  return lines.slice(0, end);
}

/** Split lines into blocks. `first` is the zone before the first heading. */
export function toBlocks(given: readonly GivenLine[], isHead: boolean): Block[] {
  const blocks: Block[] = isHead ? [[]] : [];
  let place: Zone = "head";
  let inChoice = false;
  for (const { typed, was, open } of given) {
    const indented = /^[ \t]/.test(typed);
    let zone: Zone = place === "scene" && inChoice && indented ? "choice" : place;
    const line = readLine(typed, zone);
    if (isHeading(line)) {
      blocks.push([]);
      place = line.kind as Zone;
      zone = "head";
      inChoice = false;
    } else if (line.kind === "choice") inChoice = true;
    if (!blocks.length) blocks.push([]);
    blocks.at(-1)!.push({
      typed,
      zone,
      line,
      open,
      node: was?.node ?? null,
      also: was?.also ?? [],
      kept: was !== null && was.typed === typed && was.zone === zone,
    });
  }
  return blocks;
}
