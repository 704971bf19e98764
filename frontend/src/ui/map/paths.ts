// Computes SVG paths of the edges. An edge leaves a box at the bottom and enters the next at the top; an edge that
// leads back enters at the side. In a layered layout, edges change their x between rows of boxes only, so they cross no
// box. Where authors have put boxes, an edge goes straight down if nothing is in its way, and else along lanes.

import { type Area, areaAround, areaOf, BoxIndex, overlaps } from "./box-index";
import { findDetour, type Point } from "./detour";
import { type Box, edgeId, type Layout } from "./layout-task";
import { freeLane, laneDistance, type Row, rowIndex, rowsOf } from "./rows";

/** Return the position of a choice's dot on the lower edge of its scene. */
export function dotPosition(box: Box, index: number, count: number): Point {
  const step = Math.min(26, (box.width - 36) / Math.max(1, count));
  return { x: box.x + (index - (count - 1) / 2) * step, y: box.y + box.height / 2 };
}

/** Return the path of an edge, or null when one end is not on the map. It passes no box but its own two. */
export function edgePath(layout: Layout, from: string, to: string, begin?: Point): string | null {
  const source = layout.boxes.get(from);
  const target = layout.boxes.get(to);
  if (!source || !target) return null;
  const start = begin ?? { x: source.x, y: source.y + source.height / 2 };
  const name = `${from} ${to} ${roundToTenth(start.x - source.x)}`;
  const known = layout.paths.get(name);
  if (known !== undefined) return known;
  const edge = { source, target, start, bends: layout.bends.get(edgeId(from, to)) ?? [] };
  const path = layout.own ? freePath(layout, edge, name) : layeredPath(layout, edge);
  layout.paths.set(name, path);
  return path;
}

interface Edge {
  source: Box;
  target: Box;
  start: Point;
  bends: readonly Point[];
}

/** Return the path of an edge of a layered layout. */
function layeredPath(layout: Layout, edge: Edge): string {
  const rows = rowsOf(layout);
  const [leaves, arrives] = [rowIndex(rows, edge.source), rowIndex(rows, edge.target)];
  return arrives > leaves ? forwardPath(rows, leaves, arrives, edge) : backwardPath(rows, leaves, arrives, edge);
}

// --- where boxes stand anywhere ---

/** What a layout whose boxes stand anywhere is searched by. */
interface FreeSpace {
  index: BoxIndex;
  everything: Area;
}

const knownSpaces = new WeakMap<Layout, FreeSpace>();

/** Return the index of a layout's boxes. */
function freeSpaceOf(layout: Layout): FreeSpace {
  const known = knownSpaces.get(layout);
  if (known) return known;
  const boxes = [...layout.boxes.values()];
  const space = { index: new BoxIndex(boxes), everything: areaAround(boxes.map((box) => areaOf(box, 60))) };
  knownSpaces.set(layout, space);
  return space;
}

/** The distances of lanes from boxes: edges beside each other are not drawn as one. */
const laneDistances = [8, 10.5, 13, 15.5] as const;
/** How near to a box a direct edge may pass. */
const directClearance = 9;
/** Into so many straight parts a curve is divided to see what it crosses. */
const curveParts = 14;

/** Return the path of an edge between boxes that stand anywhere. */
function freePath(layout: Layout, { source, target, start }: Edge, name: string): string {
  const { index, everything } = freeSpaceOf(layout);
  const end = { x: target.x, y: target.y - target.height / 2 - 2 };
  if (source !== target && end.y - start.y >= 30 && isClear(start, end, index, source, target))
    return new Path(start).between(end).toString();
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  const lane = laneDistances[sum % laneDistances.length]!;
  return roundedPath(findDetour({ source, target, start, lane }, index, everything), lane - 2);
}

/** Tell whether a curve that is vertical at both ends passes all boxes at a distance. */
function isClear(start: Point, end: Point, index: BoxIndex, source: Box, target: Box): boolean {
  let last = start;
  for (let part = 1; part <= curveParts; part++) {
    const next = pointOnCurve(start, end, part / curveParts);
    const area = areaAround([
      { left: last.x, top: last.y, right: last.x, bottom: last.y },
      { left: next.x, top: next.y, right: next.x, bottom: next.y },
    ]);
    const near = { left: area.left - 1, top: area.top - 1, right: area.right + 1, bottom: area.bottom + 1 };
    const wide = {
      left: near.left - directClearance,
      top: near.top - directClearance,
      right: near.right + directClearance,
      bottom: near.bottom + directClearance,
    };
    for (const box of index.within(wide)) {
      if (box !== source && box !== target) return false;
      // Its own boxes it may touch only where it begins and ends.
      if (part > 1 && part < curveParts && overlaps(areaOf(box), near)) return false;
    }
    last = next;
  }
  return true;
}

/** Return a point of the curve that `Path.between` draws; `part` is from 0 to 1. */
function pointOnCurve(start: Point, end: Point, part: number): Point {
  const middle = (start.y + end.y) / 2;
  const rest = 1 - part;
  const mix = (a: number, b: number, c: number, d: number) =>
    rest ** 3 * a + 3 * rest ** 2 * part * b + 3 * rest * part ** 2 * c + part ** 3 * d;
  return { x: mix(start.x, start.x, end.x, end.x), y: mix(start.y, middle, middle, end.y) };
}

/** Return a path along straight lines with rounded corners. */
function roundedPath(corners: readonly Point[], radius: number): string {
  let text = `M${formatPoint(corners[0]!)}`;
  for (let at = 1; at < corners.length - 1; at++) {
    const [before, corner, after] = [corners[at - 1]!, corners[at]!, corners[at + 1]!];
    const [into, out] = [towards(corner, before, radius), towards(corner, after, radius)];
    text += ` L${formatPoint(into)} C${formatPoint(corner)} ${formatPoint(corner)} ${formatPoint(out)}`;
  }
  return `${text} L${formatPoint(corners.at(-1)!)}`;
}

/** Return the point at a distance from a corner on the way to another point, at most half of the way. */
function towards(corner: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - corner.x, to.y - corner.y) || 1;
  const part = Math.min(distance, length / 2) / length;
  return { x: corner.x + (to.x - corner.x) * part, y: corner.y + (to.y - corner.y) * part };
}

// --- in layers ---

/** A path under construction. */
class Path {
  private text: string;
  constructor(private at: Point) {
    this.text = `M${formatPoint(at)}`;
  }
  /** Add a vertical line. */
  vertical(y: number): this {
    if (Math.abs(y - this.at.y) > 0.05) this.text += ` L${formatPoint({ x: this.at.x, y })}`;
    this.at = { x: this.at.x, y };
    return this;
  }
  /** Add a curve from one row to the next; it is vertical at both ends. */
  between(to: Point): this {
    const middle = (this.at.y + to.y) / 2;
    return this.curve({ x: this.at.x, y: middle }, { x: to.x, y: middle }, to);
  }
  /** Add a cubic curve. */
  curve(first: Point, second: Point, to: Point): this {
    this.text += ` C${formatPoint(first)} ${formatPoint(second)} ${formatPoint(to)}`;
    this.at = to;
    return this;
  }
  /** Return the path as text. */
  toString(): string {
    return this.text;
  }
}

/** Return where an edge passes a row: at its bend there, or between its two ends, moved to a free lane. */
function passRow(row: Row, { source, target, bends }: Edge): number {
  const bend = bends.find(({ y }) => y >= row.top && y <= row.bottom);
  const middle = (row.top + row.bottom) / 2;
  const part = (middle - source.y) / (target.y - source.y || 1);
  return freeLane(row, bend?.x ?? source.x + (target.x - source.x) * part);
}

/** Return the path of an edge that leads down: curves between rows, vertical lines through them, into the target's top. */
function forwardPath(rows: readonly Row[], leaves: number, arrives: number, edge: Edge): string {
  const path = new Path(edge.start).vertical(rows[leaves]!.bottom);
  for (let index = leaves + 1; index < arrives; index++) {
    const row = rows[index]!;
    path.between({ x: passRow(row, edge), y: row.top }).vertical(row.bottom);
  }
  const { target } = edge;
  const end = target.y - target.height / 2 - 2;
  return path
    .between({ x: target.x, y: Math.min(rows[arrives]!.top, end) })
    .vertical(end)
    .toString();
}

/** How deep an edge that leads back goes below its row before it turns. */
const turnDepth = 34;

/** Return the path of an edge that leads up or back to its own row: beside the boxes, into the target's side. */
function backwardPath(rows: readonly Row[], leaves: number, arrives: number, edge: Edge): string {
  const { source, target, start } = edge;
  const row = rows[leaves]!;
  const passed: Point[] = [];
  for (let index = leaves - 1; index > arrives; index--)
    passed.push({ x: passRow(rows[index]!, edge), y: rows[index]!.bottom });
  const path = new Path(start).vertical(row.bottom);
  const turnInto = (x: number) =>
    path.curve({ x: start.x, y: row.bottom + turnDepth }, { x, y: row.bottom + turnDepth }, { x, y: row.bottom });
  if (arrives < leaves) {
    const lane = freeLane(row, besideBox(source, (passed[0]?.x ?? target.x + 1) >= source.x));
    turnInto(lane).vertical(row.top);
    passed.forEach(({ x, y }, index) => {
      path.between({ x, y }).vertical(rows[leaves - 1 - index]!.top);
    });
    const isRight = (passed.at(-1)?.x ?? lane) >= target.x;
    path.between({ x: besideBox(target, isRight), y: rows[arrives]!.bottom });
    return enterSide(path, target, isRight);
  }
  // In the same row: the lane is beside the target.
  const isRight = source === target || source.x > target.x;
  turnInto(besideBox(target, isRight));
  return enterSide(path, target, isRight);
}

/** Return the x of the lane at a box's right or left side. */
const besideBox = (box: Box, isRight: boolean): number => box.x + (isRight ? 1 : -1) * (box.width / 2 + laneDistance);

/** Lead a path from the lane beside a box into its side, and return it. */
function enterSide(path: Path, box: Box, isRight: boolean): string {
  const lane = besideBox(box, isRight);
  return path
    .vertical(box.y + 18)
    .curve(
      { x: lane, y: box.y + 4 },
      { x: lane, y: box.y },
      { x: box.x + (isRight ? 1 : -1) * (box.width / 2 + 3), y: box.y },
    )
    .toString();
}

/** Round to one decimal. */
const roundToTenth = (value: number): number => Math.round(value * 10) / 10;
/** Format a point for a path. */
const formatPoint = ({ x, y }: Point): string => `${roundToTenth(x)},${roundToTenth(y)}`;

/** Break a title into at most two lines of about `most` characters. */
export function wrapTitle(title: string, most: number): string[] {
  const lines = [""];
  for (const word of title.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (!line || line.length + 1 + word.length <= most) lines[lines.length - 1] = line ? `${line} ${word}` : word;
    else if (lines.length < 2) lines.push(word);
    else {
      lines[1] = `${line.replace(/[.,;:]+$/, "")}…`;
      break;
    }
  }
  return lines.map((line) => (line.length > most + 2 ? `${line.slice(0, most)}…` : line.replace(/^(.*)……$/, "$1…")));
}
