// A whole scenario as a file of the script, and back.

import { children, elementData, type TreeNode } from "../../tree";
import { readScript, type ScriptTools } from "./script";
import { headLines } from "./write-head";
import { placeLines } from "./write-script";
import { namesOf, type Vocabulary } from "./writing";

/** Return the tree of a file. */
export function parseScript(text: string, tools: ScriptTools): TreeNode {
  const tree = tools.withKeys(elementData("powerstruggle_scenario", {}, []));
  return readScript({ tree, lines: [], young: new Set() }, text.split(/\r\n?|\n/), -1, tools).tree;
}

/** Return a whole scenario as a file. */
export function writeScript(root: TreeNode, words: Vocabulary): string {
  const names = namesOf(root, words);
  const blocks = [headLines(root, names, true)];
  for (const place of children(root, "scene", "ending")) blocks.push(placeLines(place, names, true));
  return `${blocks
    .filter((lines) => lines.length)
    .map((lines) => lines.map(({ typed }) => typed).join("\n"))
    .join("\n\n")}\n`;
}
