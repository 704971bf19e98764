// Which line of a changed text was which line before.

import type { TreeNode } from "../../tree";
import { readLine } from "./lines";
import { type GivenLine, isHeading, type SyncedLine } from "./sources";

/** The part of a script that has changed: whole blocks. */
export interface ChangedRegion {
  /** Indexes of its lines before the change. */
  from: number;
  to: number;
  given: GivenLine[];
  /** Whether it begins with the head of the script. */
  isHead: boolean;
  /** The scenes and endings that stood there. */
  before: TreeNode[];
}

/** Return what has changed; null where nothing has. */
export function align(lines: readonly SyncedLine[], texts: readonly string[], openLine: number): ChangedRegion | null {
  let start = 0;
  while (start < lines.length && start < texts.length && lines[start]!.typed === texts[start]) start += 1;
  let oldEnd = lines.length;
  let newEnd = texts.length;
  while (oldEnd > start && newEnd > start && lines[oldEnd - 1]!.typed === texts[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  if (start === oldEnd && start === newEnd) return null;
  return regionOf(lines, texts, { start, oldEnd, newEnd }, openLine);
}

/** Return the whole blocks around changed lines. */
export function regionOf(
  lines: readonly SyncedLine[],
  texts: readonly string[],
  { start, oldEnd, newEnd }: { start: number; oldEnd: number; newEnd: number },
  openLine: number,
): ChangedRegion {
  let from = start;
  while (from > 0 && !isPlaceLine(lines[from])) from -= 1;
  // A heading that has changed may have become a line of the scene before it.
  if (from === start && from > 0 && isPlaceLine(lines[from]) && !isHeadingText(texts[start])) {
    from -= 1;
    while (from > 0 && !isPlaceLine(lines[from])) from -= 1;
  }
  let to = oldEnd;
  while (to < lines.length && !isPlaceLine(lines[to])) to += 1;
  const after = newEnd + (to - oldEnd);
  const given = pair(lines.slice(from, to), texts.slice(from, after), start - from, oldEnd - from, newEnd - from);
  given.forEach((line, index) => {
    line.open = index + from === openLine;
  });
  const before = lines.slice(from, to).flatMap((line) => (isPlaceLine(line) ? [line.node!] : []));
  return { from, to, given, isHead: from === 0 && !isPlaceLine(lines[0]), before };
}

/** Tell whether a line is the heading of a scene or an ending. */
const isPlaceLine = (line: SyncedLine | undefined): boolean =>
  line?.node?.tag === "scene" || line?.node?.tag === "ending";

/** Tell whether a text is a heading. */
const isHeadingText = (text: string | undefined): boolean => text !== undefined && isHeading(readLine(text, "scene"));

/** Pair new lines with old ones: equal ends, equal lines, then lines in the same order. */
function pair(
  old: readonly SyncedLine[],
  texts: readonly string[],
  start: number,
  oldEnd: number,
  newEnd: number,
): GivenLine[] {
  const given: GivenLine[] = texts.map((typed, index) => {
    if (index < start) return { typed, was: old[index]!, open: false };
    if (index >= newEnd) return { typed, was: old[index - newEnd + oldEnd]!, open: false };
    return { typed, was: null, open: false };
  });
  const left = old.slice(start, oldEnd);
  const inside = given.slice(start, newEnd);
  for (const line of inside) {
    if (!line.typed.trim()) continue;
    const at = left.findIndex(({ typed }) => typed === line.typed);
    if (at >= 0) [line.was = null] = left.splice(at, 1);
  }
  const rest = left.filter(({ node }) => node !== null);
  const isOne = oldEnd - start === 1 && newEnd - start === 1;
  for (const line of inside) {
    if (line.was || !line.typed.trim()) continue;
    const kind = readLine(line.typed, line.typed.startsWith(" ") ? "choice" : "scene").kind;
    const at = rest.findIndex((was) => fits(kind, was, isOne ? null : line.typed));
    if (at >= 0) [line.was = null] = rest.splice(at, 1);
  }
  return given;
}

/** Tell whether a line may be what an old one has become; without a text, it stands alone in the same place. */
function fits(kind: string, was: SyncedLine, typed: string | null): boolean {
  const tag = was.node?.tag ?? "";
  if (["scene", "ending"].includes(tag)) return kind === "scene" || kind === "ending";
  if (was.zone === "head")
    return !["scene", "ending"].includes(kind) && (typed === null || keyOf(typed) === keyOf(was.typed));
  if (tag === "choice" && was.zone === "scene") return kind === "choice";
  if (tag === "choice" || tag === "level") return kind === "marks";
  return !["scene", "ending", "choice", "marks"].includes(kind);
}

/** Return the word with which a line of the head begins. */
const keyOf = (typed: string): string => /^\s*(@|[^:]*)/.exec(typed)?.[1]?.trim().toLowerCase() ?? "";
