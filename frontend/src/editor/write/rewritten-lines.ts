// How a text follows a tree: only lines that say something else are replaced; blank lines stay where somebody put them.

import type { TreeNode } from "../tree";
import type { Script } from "./grammar/script";
import { type SyncedLine, withoutBlankEnd } from "./grammar/sources";

/** Lines [from, to) of the text that are replaced. */
interface LineChange {
  from: number;
  to: number;
  texts: string[];
}

interface PlaceBlock {
  place: TreeNode | null;
  from: number;
  lines: readonly SyncedLine[];
}

/** Return the lines that the text has afterwards, and what has to change. */
export function rewrittenLines(now: Script, next: Script): { lines: SyncedLine[]; changes: LineChange[] } {
  const before = blocksOf(now.lines);
  const after = blocksOf(next.lines);
  const known = new Map(before.map((block) => [block.place?.key ?? 0, block]));
  const lines = after.map((block, index) =>
    withBlanks(known.get(block.place?.key ?? 0), block, index === after.length - 1),
  );
  const isSameOrder =
    before.length === after.length && before.every(({ place }, index) => place?.key === after[index]!.place?.key);
  const changes = isSameOrder
    ? before.flatMap((block, index) => changeOf(block.lines, lines[index]!, block.from))
    : changeOf(now.lines, lines.flat(), 0);
  return { lines: lines.flat(), changes };
}

/** Split lines by scenes and endings. */
function blocksOf(lines: readonly SyncedLine[]): PlaceBlock[] {
  const blocks: PlaceBlock[] = [{ place: null, from: 0, lines: [] }];
  lines.forEach((line, index) => {
    if (line.node && ["scene", "ending"].includes(line.node.tag))
      blocks.push({ place: line.node, from: index, lines: [] });
    (blocks.at(-1)!.lines as SyncedLine[]).push(line);
  });
  return blocks;
}

/** Return the new lines of a block, with the blank ones that stood below it. */
function withBlanks(before: PlaceBlock | undefined, { lines }: PlaceBlock, isLast: boolean): readonly SyncedLine[] {
  if (!before) return isLast || !lines.length || !lines.at(-1)!.typed.trim() ? lines : [...lines, blankLike(lines)];
  const full = withoutBlankEnd(lines);
  const old = withoutBlankEnd(before.lines);
  const end = before.lines.slice(old.length);
  const blanks = end.length || isLast || !full.length ? end : [blankLike(full)];
  return [...full, ...blanks];
}

const blankLike = (lines: readonly SyncedLine[]): SyncedLine => ({
  typed: "",
  zone: lines.at(-1)!.zone,
  node: null,
  also: [],
});

/** Return the one change that makes some lines others. */
function changeOf(before: readonly SyncedLine[], after: readonly SyncedLine[], from: number): LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start]!.typed === after[start]!.typed) start += 1;
  let end = before.length;
  let newEnd = after.length;
  while (end > start && newEnd > start && before[end - 1]!.typed === after[newEnd - 1]!.typed) {
    end -= 1;
    newEnd -= 1;
  }
  if (start === end && start === newEnd) return [];
  return [{ from: from + start, to: from + end, texts: after.slice(start, newEnd).map(({ typed }) => typed) }];
}
