// Checks that no function has more than 60 lines. Biome's rule counts no lines of JSX text, and so says less than one sees.
//
//   node checks/function-length.mjs
//
// It goes by the indentation, which the formatter keeps: what begins on a line ends on the next one that is indented as much.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const sources = join(dirname(fileURLToPath(import.meta.url)), "..", "src");
const most = 60;

const modifiers = "(?:(?:public|private|protected|override|static|async|get|set) )*";
/** Beginnings of functions and methods; an arrow function begins on the line with what holds it. */
const openings = [
  /^(?:export )?(?:default )?(?:async )?function\b/,
  /=>(?: [{(])?$/,
  new RegExp(`^${modifiers}#?\\w+(?:<.*>)?\\((?:.*\\{)?$`),
];
const statement = /^(?:if|for|while|switch|catch|return|await|throw|new|super|case)\b/;
/** The end of a list of parameters or of their type, after which the body begins. */
const headEnd = /^[)}].*(?:[{(]|=>)$/;

/** Return the functions of a formatted source text that have more than `limit` lines, with the line on which each begins. */
export function longFunctions(text, limit) {
  const lines = text.split("\n");
  return lines.flatMap((line, start) => {
    const code = line.trimStart();
    const indent = line.length - code.length;
    const isOpening = !statement.test(code) && openings.some((opening) => opening.test(code));
    if (!isOpening) return [];
    const end = endOf(lines, start, indent);
    // A call whose arguments stand on lines of their own is no function.
    const isCall = /^#?\w+\($/.test(code) && !lines.slice(start, end).some((one) => isHeadEnd(one, indent));
    const length = end - start + 1;
    return length > limit && !isCall ? [{ line: start + 1, length, code }] : [];
  });
}

/** Tell whether a line ends the head of what begins with this indentation. */
const isHeadEnd = (line, indent) => line.search(/\S/) === indent && headEnd.test(line.trimStart());

/** Return the index of the last line of what begins on a line. */
function endOf(lines, start, indent) {
  let last = start;
  for (let index = start + 1; index < lines.length; index++) {
    const at = lines[index].search(/\S/);
    if (at < 0) continue;
    const isInside = at > indent || isHeadEnd(lines[index], indent);
    if (!isInside) return /^[)}\]]/.test(lines[index].trimStart()) ? index : last;
    last = index;
  }
  return last;
}

function main() {
  const files = readdirSync(sources, { recursive: true }).filter((name) => /\.tsx?$/.test(name));
  const found = files
    .sort()
    .flatMap((name) =>
      longFunctions(readFileSync(join(sources, name), "utf8"), most).map(
        ({ line, length, code }) => `src/${name}:${line}: ${length} lines, at most ${most}: ${code}`,
      ),
    );
  for (const line of found) console.error(line);
  if (found.length) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
