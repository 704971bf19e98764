import assert from "node:assert/strict";
import { test } from "node:test";
import { child, children, elementData, type TreeNode, withKeys } from "../../src/editor/tree";
import { finishLine, readScript, type Script, scriptOf } from "../../src/editor/write/grammar/script";
import { understandPaste } from "../../src/editor/write/paste";
import { rewrittenLines } from "../../src/editor/write/rewritten-lines";
import { small } from "../editor/helpers";
import { words } from "./script-words";

const tools = { words, withKeys };
const texts = (script: Script) => script.lines.map(({ typed }) => typed);
const lineOf = (script: Script, words_: string) => texts(script).findIndex((line) => line.includes(words_));
const scene = (tree: TreeNode, id: string) => children(tree, "scene", "ending").find(({ attrs }) => attrs.id === id)!;

/** Replace words in the line that has them, with the cursor in it. */
function typed(script: Script, before: string, after: string): Script {
  const at = lineOf(script, before);
  const lines = texts(script);
  lines[at] = lines[at]!.replace(before, after);
  return readScript(script, lines, at, tools);
}

test("typing changes the element of the line; its condition and everything else stay the same objects", () => {
  const before = scriptOf(small(), tools);
  const after = typed(before, "Back.", "Back off.");
  const choice = children(scene(after.tree, "loop"), "choice")[0]!;
  assert.equal(child(choice, "say")?.text, "Back off.");
  assert.equal(choice.attrs.if, "not visited jar");
  assert.deepEqual(child(choice, "go")?.attrs, { to: "jar", if: "trust over 4" });
  const others = (tree: TreeNode) => tree.nodes!.filter(({ attrs }) => attrs.id !== "loop");
  assert.ok(others(after.tree).every((node, index) => node === others(before.tree)[index]));
});

test("taking a word back leads to the same text of the same element", () => {
  const before = scriptOf(small(), tools);
  const again = typed(typed(before, "Look.", "Look here."), "Look here.", "Look.");
  assert.deepEqual(scene(again.tree, "jar"), scene(before.tree, "jar"));
});

test("a name that is being typed makes no scene; when the line is left it does, and the choice leads there", () => {
  const before = scriptOf(small(), tools);
  const open = typed(before, "-> Left", "-> The bench");
  assert.equal(children(open.tree, "scene").length, 3);
  const done = finishLine(open, lineOf(open, "The bench"), tools);
  assert.equal(scene(done.tree, "the-bench").attrs.title, "The bench");
  assert.equal(children(scene(done.tree, "jar"), "choice")[0]!.attrs.to, "the-bench");
  assert.deepEqual(texts(done).slice(-1), ["# The bench"]);
});

test("with = before it a new name makes an ending that waits for their view", () => {
  const open = typed(scriptOf(small(), tools), "-> Left", "-> =Gone");
  const done = finishLine(open, lineOf(open, "=Gone"), tools);
  assert.equal(scene(done.tree, "gone").tag, "ending");
  assert.deepEqual(texts(done).slice(-2), ["= Gone (door-open)", "view:"]);
});

test("the id of a new choice follows its words until its line is left", () => {
  const before = scriptOf(small(), tools);
  const at = lineOf(before, "- Yes.") + 1;
  let script = before;
  for (const words_ of ["- N", "- No", "- No thanks"]) {
    const lines = texts(before);
    lines.splice(at, 0, words_);
    script = readScript(script, lines, at, tools);
  }
  const idOf = () => children(scene(script.tree, "jar"), "choice")[1]!.attrs.id;
  assert.equal(idOf(), "no-thanks");
  script = finishLine(script, at, tools);
  const lines = texts(script);
  lines[at] = "- No thanks, Ira";
  script = readScript(script, lines, at, tools);
  assert.equal(idOf(), "no-thanks");
});

test("a renamed scene keeps its id, and lines elsewhere call it by its new name", () => {
  const renamed = typed(scriptOf(small(), tools), "# The jar", "# The glass");
  assert.equal(scene(renamed.tree, "jar").attrs.title, "The glass");
  const { lines, changes } = rewrittenLines(renamed, scriptOf(renamed.tree, tools));
  assert.ok(lines.some(({ typed: line }) => line === "- Tea & milk? -> The glass"));
  assert.equal(changes.length, 1, "only the block that names it changes");
  assert.equal(children(scene(renamed.tree, "door"), "choice")[0]!.attrs.to, "jar");
});

test("an undo brings a scene back as it was typed, blank lines too", () => {
  const before = scriptOf(small(), tools);
  const at = lineOf(before, "Ira: Look.");
  const lines = texts(before);
  lines.splice(at, 1, "Ira:   Look.", "", "He waits.");
  const roomy = readScript(before, lines, at, tools);
  const later = typed(roomy, "He waits.", "He waits a while.");
  assert.deepEqual(texts(scriptOf(roomy.tree, tools)).slice(at, at + 3), ["Ira:   Look.", "", "He waits."]);
  assert.notEqual(scene(later.tree, "jar"), scene(roomy.tree, "jar"));
});

test("with five hundred scenes one key leaves all others as they are", () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    elementData("scene", { id: `s${index}`, title: `Scene ${index}` }, [
      elementData("cue", {}, `Cue ${index}.`),
      elementData("choice", { id: `c${index}`, to: `s${(index + 1) % 500}` }, [
        elementData("say", {}, `Say ${index}.`),
      ]),
    ]),
  );
  const before = scriptOf(withKeys(elementData("powerstruggle_scenario", {}, many)), tools);
  const after = typed(before, "Cue 250.", "Cue 250, x.");
  const known = new Set(before.tree.nodes);
  assert.deepEqual(
    after.tree.nodes!.filter((node) => !known.has(node)).map(({ tag, attrs }) => attrs.id ?? tag),
    ["start", "s250"],
  );
});

for (const [name, pasted, made] of [
  [
    "from Word",
    "Scene 1: The desk\nWALTER: “Third time.”\n•\tThree trips. (go to The bench)\no\tWalter: “Yes.”\n•\tCome tomorrow.\nFeedback: He is sent away.\n",
    "# The desk\nWalter: Third time.\n- Three trips. -> The bench\n  Walter: Yes.\n- Come tomorrow.\n  why: He is sent away.",
  ],
  [
    "from an e-mail",
    "> **Mo:** Where were you?\n> A) I was at the door.\n> B) Does it matter?\n",
    "Mo: Where were you?\n- I was at the door.\n- Does it matter?",
  ],
  ["a script", "# One\n- A -> Two\n  why: So.", "# One\n- A -> Two\n  why: So."],
] as const)
  test(`what is pasted is understood: ${name}`, () => assert.equal(understandPaste(pasted, true).trimEnd(), made));

test("the first variant stands in its line; what is typed there changes this one and keeps the others", () => {
  const variants = (one: string, other: string) => [one, other].map((text) => ({ tag: "variant", attrs: {}, text }));
  const tree = withKeys(
    elementData("powerstruggle_scenario", {}, [
      elementData("start", { draw: "1" }, []),
      elementData("scene", { id: "a", title: "A" }, [
        elementData("line", {}, variants("No.", "Never.")),
        elementData("choice", { id: "c" }, [elementData("say", {}, variants("Yes.", "Fine."))]),
      ]),
    ]),
  );
  const before = scriptOf(tree, tools);
  assert.deepEqual(texts(before), ["# A", "?: No.", "- Yes."]);
  const after = typed(typed(before, "No.", "No, no."), "Yes.", "Yes, yes.").tree;
  const place = scene(after, "a");
  const words_ = (node: TreeNode | undefined) => children(node!, "variant").map(({ text }) => text);
  assert.deepEqual(words_(child(place, "line")), ["No, no.", "Never."]);
  assert.deepEqual(words_(child(child(place, "choice")!, "say")), ["Yes, yes.", "Fine."]);
  assert.equal(child(after, "start")?.attrs.scene, undefined);
});

test("a pasted line of very many blanks or hyphens is read in work that grows in step with it", () => {
  const long = 300_000;
  for (const run of [" ".repeat(long), "-".repeat(long), "\t(".repeat(long), "next ".repeat(long / 5)]) {
    const line = `- Wait.${run}x`;
    assert.match(understandPaste(line, true), /^- Wait\..*x$/);
    const script = scriptOf(small(), tools);
    assert.ok(readScript(script, [...texts(script), line], -1, tools).lines.length > 0);
  }
});

test("a person may be called like what every object of the language has", () => {
  const after = typed(scriptOf(small(), tools), "- Tea & milk?", "Constructor: Mind the step.");
  assert.ok(texts(after).some((line) => line.startsWith("Constructor: Mind")));
  assert.equal(child(scene(after.tree, "jar"), "line") !== undefined, true);
});
