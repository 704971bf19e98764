// Reads and writes the script from outside: one JSON request per input line, one answer per output line. The Python tests
// compare it with the server's reader and writer.

import { createInterface } from "node:readline";
import type { TreeData } from "../../src/contracts/tree";
import { type TreeNode, toTreeData, withKeys } from "../../src/editor/tree";
import { finishLine, readScript, type Script, scriptOf } from "../../src/editor/write/grammar/script";
import { parseScript, writeScript } from "../../src/editor/write/grammar/whole-script";
import { type GivenVocabulary, vocabulary } from "../write/script-words";

interface Request {
  words: GivenVocabulary;
  /** Read this file. */
  read?: string;
  /** Write this tree: as a file, and as the pane shows it. */
  tree?: TreeData;
  /** Change lines of the pane's text of the tree, one after the other: [line, deleted, inserted …]. */
  edits?: Array<[number, number, ...string[]]>;
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line) as Request))}\n`);
});

function answer({ words, read, tree, edits = [] }: Request): unknown {
  const tools = { words: vocabulary(words), withKeys };
  if (read !== undefined) return { tree: toTreeData(parseScript(read, tools)) };
  const root = withKeys(tree!);
  let script = scriptOf(root, tools);
  const shared: boolean[] = [];
  const steps: Array<{ typed: string[]; shown: string[]; tree: TreeData }> = [];
  for (const [at, gone, ...added] of edits) {
    const texts = script.lines.map(({ typed }) => typed);
    const where = at % (texts.length + 1);
    texts.splice(where, gone, ...added);
    const before = script;
    script = readScript(script, texts, -1, tools);
    shared.push(isShared(before, script));
    // As the pane does when a line is left: everything is called what it is called now.
    script = scriptOf(script.tree, tools);
    steps.push({ typed: texts, shown: script.lines.map(({ typed }) => typed), tree: toTreeData(script.tree) });
  }
  return {
    file: writeScript(root, tools.words),
    tree: toTreeData(script.tree),
    lines: script.lines.map(({ typed }) => typed),
    same: script.tree === root,
    shared: shared.every(Boolean),
    steps,
    unsteady: firstUnsteady(script, tools),
  };
}

/** Return the first line that says something else when it is read once more; null when there is none. */
function firstUnsteady(script: Script, tools: Parameters<typeof finishLine>[2]): string | null {
  const at = script.lines.findIndex((_, index) => !sameTree(finishLine(script, index, tools).tree, script.tree));
  return script.lines[at]?.typed ?? null;
}

const sameTree = (one: TreeNode, other: TreeNode): boolean =>
  JSON.stringify(toTreeData(one)) === JSON.stringify(toTreeData(other));

/** Tell whether at most three scenes or endings have changed. */
function isShared(before: Script, after: Script): boolean {
  const known = new Set(before.tree.nodes);
  const changed = (after.tree.nodes ?? []).filter((node) => !known.has(node));
  return changed.length <= 3 + Math.max(0, (after.tree.nodes?.length ?? 0) - (before.tree.nodes?.length ?? 0));
}
