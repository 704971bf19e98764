import assert from "node:assert/strict";
import { test } from "node:test";
import given from "../../../tests/exchange/script_cases.json";
import type { TreeData } from "../../src/contracts/tree";
import { toTreeData, withKeys } from "../../src/editor/tree";
import { finishLine, scriptOf } from "../../src/editor/write/grammar/script";
import { parseScript, writeScript } from "../../src/editor/write/grammar/whole-script";
import { words } from "./script-words";

const cases = given as unknown as Record<"read" | "written", Array<{ name: string; text: string; tree: TreeData }>>;
const tools = { words, withKeys };

/** Return a tree without empty texts and lists, which say nothing. */
function plain({ tag, attrs, text, nodes }: TreeData): TreeData {
  return { tag, attrs: { ...attrs }, ...(text ? { text } : {}), ...(nodes?.length ? { nodes: nodes.map(plain) } : {}) };
}

for (const { name, text, tree } of cases.read)
  test(`the browser reads what the server reads: ${name}`, () => {
    assert.deepEqual(plain(toTreeData(parseScript(text, tools))), plain(tree));
  });

for (const { name, text, tree } of cases.written)
  test(`the browser writes what the server writes, and reads it back: ${name}`, () => {
    const root = withKeys(tree);
    assert.equal(writeScript(root, words), text);
    assert.deepEqual(plain(toTreeData(parseScript(text, tools))), plain(tree));
  });

for (const { name, tree } of cases.read)
  test(`reading the pane's lines once more changes nothing: ${name}`, () => {
    const script = scriptOf(withKeys(tree), tools);
    script.lines.forEach((_, index) => {
      assert.deepEqual(plain(toTreeData(finishLine(script, index, tools).tree)), plain(tree));
    });
  });
