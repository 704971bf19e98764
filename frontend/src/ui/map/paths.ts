// Computes SVG paths of the edges. An edge leaves a box at the bottom and enters the next at the top; an edge that
// leads back enters at the side.

import { type Box, edgeId, type Layout } from "./layout";

interface Point {
  x: number;
  y: number;
}

/** Return the position of a choice's dot on the lower edge of its scene. */
export function dotPosition(box: Box, index: number, count: number): Point {
  const step = Math.min(26, (box.width - 36) / Math.max(1, count));
  return { x: box.x + (index - (count - 1) / 2) * step, y: box.y + box.height / 2 };
}

/** Return the path of an edge, or null when one end is not on the map. */
export function edgePath(layout: Layout, from: string, to: string, begin?: Point): string | null {
  const source = layout.boxes.get(from);
  const target = layout.boxes.get(to);
  if (!source || !target) return null;
  const start = begin ?? { x: source.x, y: source.y + source.height / 2 };
  if (from === to) return selfLoopPath(source, start);
  const bends = layout.bends.get(edgeId(from, to)) ?? [];
  if (target.y - target.height / 2 > start.y)
    return curveThrough(start, [...bends, { x: target.x, y: target.y - target.height / 2 - 2 }]);
  return backwardPath(source, target, start, bends);
}

/** Round to one decimal. */
const roundToTenth = (value: number): number => Math.round(value * 10) / 10;
/** Format a point for a path. */
const formatPoint = ({ x, y }: Point): string => `${roundToTenth(x)},${roundToTenth(y)}`;

/** Return a path through points that is vertical at each of them. */
function curveThrough(start: Point, points: readonly Point[]): string {
  return `M${formatPoint(start)}${curveSegments(start, points)}`;
}

/** Return the curve segments from `start` through the points. */
function curveSegments(start: Point, points: readonly Point[]): string {
  let path = "";
  let before = start;
  for (const point of points) {
    const half = (point.y - before.y) / 2;
    path += ` C${formatPoint({ x: before.x, y: before.y + half })} ${formatPoint({ x: point.x, y: point.y - half })} ${formatPoint(point)}`;
    before = point;
  }
  return path;
}

/** Return the path of an edge that leads upwards: around the box that it leaves and into the side of the target. */
function backwardPath(source: Box, target: Box, start: Point, bends: readonly Point[]): string {
  const right = (bends[0]?.x ?? Math.max(source.x, target.x) + 1) >= source.x;
  const side = right
    ? Math.max(bends[0]?.x ?? 0, source.x + source.width / 2 + 24)
    : Math.min(bends[0]?.x ?? 0, source.x - source.width / 2 - 24);
  const out = { x: side, y: source.y };
  const below = start.y + 40;
  const last = bends.at(-1) ?? out;
  const fromRight = last.x >= target.x;
  const edge = { x: target.x + (fromRight ? 1 : -1) * (target.width / 2 + 3), y: target.y };
  const turn = {
    x: fromRight ? Math.max(last.x, edge.x + 30) : Math.min(last.x, edge.x - 30),
    y: target.y + target.height / 2 + 20,
  };
  const up = turn.y < out.y ? [...bends.filter((bend) => bend.y < out.y && bend.y > turn.y), turn] : [];
  const before = up.at(-1) ?? out;
  return (
    `M${formatPoint(start)} C${formatPoint({ x: start.x, y: below })} ${formatPoint({ x: side, y: below })} ${formatPoint(out)}${curveSegments(out, up)}` +
    ` C${formatPoint({ x: before.x, y: target.y })} ${formatPoint({ x: (before.x + edge.x) / 2, y: target.y })} ${formatPoint(edge)}`
  );
}

/** Return the path of an edge that leads back to its own box. */
function selfLoopPath(box: Box, start: Point): string {
  const right = box.x + box.width / 2;
  return (
    `M${formatPoint(start)} C${formatPoint({ x: start.x, y: start.y + 40 })} ${formatPoint({ x: right + 44, y: start.y + 34 })} ${formatPoint({ x: right + 34, y: box.y + 8 })}` +
    ` C${formatPoint({ x: right + 28, y: box.y - 8 })} ${formatPoint({ x: right + 14, y: box.y - 6 })} ${formatPoint({ x: right + 3, y: box.y - 6 })}`
  );
}

/** Break a title into at most two lines of about `most` characters. */
export function wrapTitle(title: string, most: number): string[] {
  const lines = [""];
  for (const word of title.split(/\s+/)) {
    const line = lines.at(-1)!;
    if (!line || line.length + 1 + word.length <= most) lines[lines.length - 1] = line ? `${line} ${word}` : word;
    else if (lines.length < 2) lines.push(word);
    else {
      lines[1] = `${line}…`;
      break;
    }
  }
  return lines.map((line) => (line.length > most + 2 ? `${line.slice(0, most)}…` : line.replace(/^(.*)……$/, "$1…")));
}
