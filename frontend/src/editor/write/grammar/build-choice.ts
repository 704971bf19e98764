// How a choice follows from its lines.

import { plainText } from "../../text/markup";
import type { TreeNode } from "../../tree";
import {
  bracesWithoutId,
  changed,
  insideOf,
  type Reading,
  rejoin,
  speechNode,
  textNode,
  withParts,
} from "./build-nodes";
import { type Deed, readDeed } from "./deeds";
import { readMarks } from "./marks";
import { rawNode } from "./raw";
import type { SourceLine } from "./sources";
import { toMarkup } from "./words";

/** Return the choice of some lines, the first of which is its own; each line learns what it says. */
export function buildChoice(reading: Reading, lines: readonly SourceLine[], scene: string): TreeNode {
  const first = lines[0]!;
  const base = first.node?.tag === "choice" ? first.node : null;
  const deeds = buildDeeds(reading, first, base);
  const moves: SourceLine[] = [];
  const { nodes, move } = buildInside(reading, lines.slice(1), base, moves);
  const { line } = first;
  const hiddenMove =
    base?.attrs.move !== undefined && !reading.words.moves.has(base.attrs.move) ? base.attrs.move : undefined;
  const words = deeds.map(({ text = "" }) => plainText(text)).join(" ");
  const attrs = changed(base?.attrs, {
    id:
      line.attrs.id ??
      reading.idFor(base, words.trim().split(/\s+/).slice(0, 5).join(" ") || `${scene} choice`, "choice"),
    to: targetOf(reading, first, base),
    move: move ?? hiddenMove,
    ...bracesWithoutId(line),
  });
  const choice = withParts(reading, base, "choice", attrs, rejoin(reading, base, [...deeds, ...nodes]));
  first.node = choice;
  first.also = deeds;
  for (const source of moves) source.node = choice;
  return choice;
}

/** Return what is said and done. */
function buildDeeds(reading: Reading, first: SourceLine, base: TreeNode | null): TreeNode[] {
  if (first.kept && base) return (base.nodes ?? []).filter((node) => first.also.some(({ key }) => key === node.key));
  const left = [...first.also];
  return readDeed(first.line.words).map((deed) => {
    const same = left.findIndex(({ tag }) => tag === deed.tag);
    const [was = null] = left.splice(Math.max(same, 0), left.length ? 1 : 0);
    return deedNode(reading, deed, was);
  });
}

/** Return the element of one deed. */
function deedNode(reading: Reading, { tag, words, seconds }: Deed, was: TreeNode | null): TreeNode {
  const attrs = changed(was?.attrs, { seconds: tag === "wait" ? seconds : undefined });
  return withParts(reading, was, tag, attrs, insideOf(tag, words, was));
}

/** Return where a choice leads. */
function targetOf(reading: Reading, { line, kept, open }: SourceLine, base: TreeNode | null): string | undefined {
  if (kept && base) return base.attrs.to;
  if (line.target === null) return undefined;
  if (!line.target) return base?.attrs.to === "" ? "" : undefined;
  return reading.placeId(line.target, open) ?? base?.attrs.to;
}

/** Return what follows a choice, and its move. */
function buildInside(
  reading: Reading,
  lines: readonly SourceLine[],
  base: TreeNode | null,
  moves: SourceLine[],
): { nodes: TreeNode[]; move: string | undefined } {
  const nodes: TreeNode[] = [];
  let move: string | undefined;
  let group: FeedbackGroup | null = null;
  const close = () => {
    if (group) nodes.push(buildFeedback(reading, group));
    group = null;
  };
  for (const source of lines) {
    const { line } = source;
    if (line.kind === "blank") source.node = null;
    else if (line.kind === "feedback" || line.kind === "part") {
      if (line.kind === "feedback" || !group) {
        close();
        group = { base: feedbackBase(source), lines: [] };
      }
      (group as FeedbackGroup).lines.push(source);
    } else if (line.kind === "marks") {
      const found = buildMarks(reading, source, base);
      if (found.level) nodes.push(found.level);
      if (found.move !== undefined) move = found.move;
      if (!found.level) moves.push(source);
      source.node = found.level;
    } else {
      close();
      source.node = itemNode(reading, source);
      if (source.node) nodes.push(source.node);
    }
  }
  close();
  return { nodes, move };
}

/** Return the element of a line that stands for itself. */
export function itemNode(reading: Reading, source: SourceLine): TreeNode | null {
  const { line, node, kept } = source;
  source.also = [];
  if (kept && node && line.kind !== "raw") return node;
  if (line.kind === "raw") return rawNode(reading, line.words);
  if (line.kind === "speech") return speechNode(reading, source);
  return textNode(reading, source);
}

/** Return the rating and the move of a line. */
function buildMarks(
  reading: Reading,
  { line, kept, node, open }: SourceLine,
  choice: TreeNode | null,
): { level: TreeNode | null; move: string | undefined } {
  const { skills, moves } = reading.words;
  const level = node?.tag === "level" ? node : null;
  const marks = readMarks(line.words, skills, moves);
  const isUnfinished = open && (marks.open.length > 0 || !line.words);
  if ((kept || isUnfinished) && level) return { level, move: marks.move ?? undefined };
  if (isUnfinished && node?.tag === "choice") return { level: null, move: marks.move ?? choice?.attrs.move };
  if (!Object.keys(marks.ratings).length) return { level: null, move: marks.move ?? undefined };
  const others = Object.fromEntries(
    Object.entries(level?.attrs ?? {}).filter(([name]) => ["if", "only"].includes(name)),
  );
  return {
    level: withParts(reading, level, "level", { ...marks.ratings, ...others, ...line.attrs }, level?.nodes ?? ""),
    move: marks.move ?? undefined,
  };
}

interface FeedbackGroup {
  base: TreeNode | null;
  lines: SourceLine[];
}

/** Return the feedback that a line belonged to. */
const feedbackBase = ({ node, also }: SourceLine): TreeNode | null =>
  node?.tag === "feedback" ? node : (also.find(({ tag }) => tag === "feedback") ?? null);

/** Return the feedback of some lines. */
function buildFeedback(reading: Reading, { base, lines }: FeedbackGroup): TreeNode {
  const own = lines[0]?.line.kind === "feedback" ? lines[0] : null;
  const parts = lines
    .filter(({ line }) => line.kind === "part")
    .map((source) => {
      if (!(source.kept && source.node)) source.node = textNode(reading, source, source.line.words);
      return source.node;
    });
  const attrs = changed(base?.attrs, own ? own.line.attrs : {});
  if (own?.line.words) parts.unshift(reading.make({ tag: "why", attrs: {}, text: toMarkup(own.line.words) }));
  const node = withParts(reading, base, "feedback", attrs, rejoin(reading, base, parts));
  for (const source of lines) {
    if (source === own) source.node = node;
    else source.also = [node];
  }
  return node;
}
