import assert from "node:assert/strict";
import { test } from "node:test";
import { withKeys } from "../../src/editor/tree";
import { readLine } from "../../src/editor/write/grammar/lines";
import { readScript, scriptOf } from "../../src/editor/write/grammar/script";
import { slipOf } from "../../src/editor/write/slips";
import { words } from "./script-words";

const tools = { words, withKeys };
const empty = () => withKeys({ tag: "powerstruggle_scenario", attrs: {}, nodes: [] });

/** Return the slips of a text, each as its line, its text and the words put into it. */
function slips(text: string): string[][] {
  const script = readScript(scriptOf(empty(), tools), text.split("\n"), -1, tools);
  return script.lines.flatMap(({ typed, zone, node }, index) => {
    const line = readLine(typed, node && ["scene", "ending"].includes(node.tag) ? "head" : zone);
    const slip = slipOf(line, zone, index, script, words);
    return slip ? [[typed, slip.text, ...Object.values(slip.values ?? {})]] : [];
  });
}

test("a script as it is meant has no slip", () => {
  const text =
    "title: T\nnote: Mine.\n# One\nhint: Look.\nWalter (guarded): No.\nHe looks up.\n- A -> Two\n  !strong listening\n" +
    "  Walter (wry): Hm.\n  why: Heard.\n- B -> =Gone\n# Two\nWalter: Yes.\n= Gone (agreement)\nview (Walter): Well.";
  assert.deepEqual(slips(text), []);
});

test("a mood that is none or stands behind the colon is a slip: learners read it", () => {
  assert.deepEqual(slips("# One\nRosa (furious): You people.\nRosa: (leaning in) No.\nRosa: (angry) No."), [
    ["Rosa (furious): You people.", "write_no_mood", "furious"],
    ["Rosa: (leaning in) No.", "write_no_mood", "leaning in"],
    ["Rosa: (angry) No.", "write_mood_behind", "angry"],
  ]);
});

test("what was not indented below a choice is a slip, and so is each of the script's words in another place", () => {
  assert.deepEqual(
    slips(
      "# One\n- A -> Two\nRosa (wry): Hm.\nwhy: She was heard.\n!strong listening\nview: Well.\ntitle: T\nHe goes.",
    ),
    [
      ["Rosa (wry): Hm.", "write_before_choices"],
      ["why: She was heard.", "write_misplaced_choice", "why:"],
      ["!strong listening", "write_misplaced_choice", "!"],
      ["view: Well.", "write_misplaced_ending", "view:"],
      ["title: T", "write_misplaced_head", "title:"],
      ["He goes.", "write_before_choices"],
    ],
  );
  assert.deepEqual(slips("hint: Look.\n# One\nWhy: Heard.\n- A\n  hint: Look."), [
    ["hint: Look.", "write_misplaced_scene", "hint:"],
    ["Why: Heard.", "write_misplaced_choice", "why:"],
    ["  hint: Look.", "write_misplaced_scene", "hint:"],
  ]);
});

test("a title that another scene has already is a slip of the later one", () => {
  assert.deepEqual(slips("# Inside\nHe waits.\n# inside\nHe goes.\n= Inside (agreement)"), [
    ["# inside", "write_same_title"],
    ["= Inside (agreement)", "write_same_title"],
  ]);
});
