import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { read, root } from "../helpers";

/** The folders of what learners' pages load; the trainer's panel is a page of its own. */
const folders = ["base", "player", "continuum", "reflection", "drill", "listening"];
const files = folders.flatMap((folder) =>
  readdirSync(new URL(`frontend/styles/${folder}/`, root)).map((name) => `frontend/styles/${folder}/${name}`),
);

/** Return the lines of a stylesheet, without comments, where `found` holds. */
const linesWhere = (file: string, found: (line: string) => boolean) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .filter(found)
    .map((line) => `${file}: ${line.trim()}`);

test("learners' styles use no rem alone: platforms differ in what it is", () => {
  assert.ok(files.length > 20);
  const alone = (line: string) => /\d+rem\b/.test(line.replace(/max\([\d.]+rem, [\d.]+px\)/g, ""));
  assert.deepEqual(
    files.flatMap((file) => linesWhere(file, alone)),
    [],
  );
});

test("no style names left or right where it means the side where reading begins or ends", () => {
  const editor = readdirSync(new URL("frontend/styles/editor/", root)).map((name) => `frontend/styles/editor/${name}`);
  const physical = (line: string) =>
    /(^|\s)((margin|padding|border|inset)-(left|right):|(left|right):|(text-align|float): (left|right)\b)/.test(line) ||
    fourSides(/^\s*(?:margin|padding): ([^;]+);/.exec(line)?.[1] ?? "");
  assert.deepEqual(
    [...files, ...editor].flatMap((file) => linesWhere(file, physical)),
    [],
  );
});

/** Tell whether these are the values of four sides, left and right different. */
function fourSides(values: string): boolean {
  const sides = values.split(" ");
  return sides.length === 4 && sides[1] !== sides[3];
}
