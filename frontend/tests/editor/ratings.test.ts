import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { h, render } from "preact";
import english from "../../../powerstruggle_xblock/words/editor.json";
import { Autosave } from "../../src/editor/autosave/autosave";
import { EditorController } from "../../src/editor/controller";
import { moveOptions, proposedLevels } from "../../src/editor/forms/moves";
import { matchOptions } from "../../src/editor/forms/picker";
import { baseLevel, setLevel, setLevels } from "../../src/editor/operations/levels";
import { createEditorApi } from "../../src/editor/server";
import { EditorApp } from "../../src/editor/shell/app";
import { EditorStore } from "../../src/editor/store";
import { children, elementData, type TreeNode, toTreeData, withKeys } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { createTranslate } from "../../src/ui/words";
import { openWindow } from "../helpers";
import { calm, FakeServer, loadAnswer } from "./helpers";

const t = createTranslate<WordKey>(english);
let controller: EditorController;

const move = (
  id: string,
  name: string,
  they: string,
  levels: Record<string, number>,
  mistake: string | null = null,
) => ({
  id,
  name,
  they,
  levels,
  mistake: mistake as never,
  effect: "tension falls a little",
  changes: {},
  high: {},
  low: {},
  tags: [],
});

beforeEach(() => {
  openWindow();
  localStorage.clear();
  const server = new FakeServer();
  const loaded = loadAnswer();
  loaded.catalogue.skills = [
    { id: "steady", name: "Self-command", strong: "" },
    { id: "listening", name: "Listening", strong: "" },
    { id: "rope", name: "Leaving the rope down", strong: "" },
    { id: "timing", name: "Reading the moment", strong: "" },
  ];
  loaded.catalogue.levels = ["Harms", "Weak", "Workable", "Strong"];
  loaded.catalogue.mistakes = [{ id: "argue", name: "Arguing" }];
  loaded.catalogue.moves = [
    move("defend", "Defend yourself", "defend themselves", { rope: 0, listening: 1 }, "argue"),
    move("ask", "Open question", "ask with what or how", { listening: 2 }),
    move("reflect", "Say back the feeling", "name what is felt", { listening: 3, steady: 2 }),
  ];
  const tree = withKeys(loaded.tree);
  controller = new EditorController({
    store: new EditorStore(tree),
    t,
    server: createEditorApi({ handlerUrl: (_: unknown, name: string) => `/handler/${name}` }, null),
    loaded,
    autosave: new Autosave("usage", "me"),
    runtime: { handlerUrl: () => "" },
    prefix: "t",
    title: "",
  });
  void server;
});

const choices = () => children(children(controller.store.tree, "scene")[0]!, "choice");
const levelsOf = (choice: TreeNode) => children(choice, "level").map(({ attrs }) => attrs);
const choice = (...inside: ReturnType<typeof elementData>[]) =>
  withKeys(elementData("choice", { id: "a" }, [elementData("say", {}, "Yes."), ...inside]));

/** Show the editor with the first scene and its form. */
async function shown(): Promise<HTMLElement> {
  const root = document.createElement("div");
  document.body.append(root);
  controller.select(children(controller.store.tree, "scene")[0]!.key);
  render(h(EditorApp, { controller }), root);
  await calm();
  return root;
}

const named = (root: HTMLElement, words: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>("button, input, [role=option]")].find(
    (node) => node.textContent?.trim().startsWith(words) || node.getAttribute("aria-label") === words,
  );
  if (!found) throw new Error(`no control named ${words}`);
  return found;
};

async function press(key: string, at: Element = document.activeElement!): Promise<void> {
  at.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await calm();
}

// --- moves ---

test("moves stand under the skill they are about, the strongest first", () => {
  const found = moveOptions(controller).map(({ value, group }) => [group, value]);
  assert.deepEqual(found, [
    [undefined, ""],
    ["Listening", "reflect"],
    ["Listening", "ask"],
    ["Leaving the rope down", "defend"],
  ]);
});

for (const [typed, found] of [
  ["feeling", ["reflect"]],
  ["what is felt", ["reflect"]],
  ["arguing", ["defend"]],
  ["weak", []],
  ["harms rope", ["defend"]],
  ["listening work", ["ask"]],
] as const)
  test(`a move is found by “${typed}”: a word of its name, description, mistake, skill or strength`, () => {
    assert.deepEqual(
      matchOptions(moveOptions(controller), typed).map(({ value }) => value),
      found,
    );
  });

// --- what a move proposes ---

test("a chosen move proposes its levels and writes nothing; Enter on the proposal takes them", async () => {
  const root = await shown();
  controller.select(choices()[0]!.key);
  await calm();
  const picker = [...root.querySelectorAll<HTMLInputElement>('input[role="combobox"]')].find((input) =>
    input.closest(".psf-field")?.textContent?.includes(english.choice_move),
  )!;
  picker.focus();
  await press("ArrowDown", picker);
  picker.value = "feeling";
  picker.dispatchEvent(new window.InputEvent("input", { bubbles: true }));
  await calm();
  await press("Enter", picker);
  assert.equal(choices()[0]!.attrs.move, "reflect");
  assert.deepEqual(levelsOf(choices()[0]!), []);
  const proposal = root.querySelector(".psf-proposal")!;
  assert.match(proposal.textContent ?? "", /Listening: Strong, Self-command: Workable.*tension falls a little/);
  assert.ok(document.activeElement === proposal.querySelector("button"));
  (document.activeElement as HTMLElement).click();
  await calm();
  assert.deepEqual(levelsOf(choices()[0]!), [{ listening: "3", steady: "2" }]);
  assert.equal(root.querySelector(".psf-proposal"), null);
  assert.equal(document.activeElement?.getAttribute("type"), "radio");
  controller.undo();
  assert.deepEqual(levelsOf(choices()[0]!), []);
});

test("a choice that is rated as its move proposes, or has no move, is proposed nothing", () => {
  const rated = choice(elementData("level", { steady: "2", listening: "3" }, []));
  assert.equal(proposedLevels(controller, { ...rated, attrs: { id: "a", move: "reflect" } }), null);
  assert.equal(proposedLevels(controller, rated), null);
  assert.deepEqual(proposedLevels(controller, { ...rated, attrs: { id: "a", move: "ask" } }), { listening: "2" });
});

// --- levels in a tree ---

test("ratings under a condition stay as they are, and one without stands before them", () => {
  const other = elementData("level", { timing: "1", if: "tension at least 7" }, []);
  const after = setLevels(choice(other, elementData("feedback", {}, [])), { listening: "3" });
  assert.deepEqual(
    toTreeData(after).nodes?.map(({ tag, attrs }) => [tag, attrs]),
    [
      ["say", {}],
      ["level", { listening: "3" }],
      ["level", { timing: "1", if: "tension at least 7" }],
      ["feedback", {}],
    ],
  );
  assert.deepEqual(levelsOf(setLevel(after, "listening", null)), [{ timing: "1", if: "tension at least 7" }]);
});

test("taking the last level away takes the rating away, and taking nothing away changes nothing", () => {
  const rated = setLevel(choice(), "rope", 0);
  assert.deepEqual(levelsOf(rated), [{ rope: "0" }]);
  assert.equal(baseLevel(setLevel(rated, "rope", null)), undefined);
  const bare = choice();
  assert.equal(setLevel(bare, "rope", null), bare);
  assert.equal(setLevel(rated, "rope", 0), rated);
});

// --- the table ---

test("keys 0 to 3 rate the current cell, arrows move, and Delete takes the rating away", async () => {
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  assert.equal((document.activeElement as HTMLElement).dataset.cell, "0 0");
  for (const key of ["ArrowRight", "3", "ArrowDown", "0", "ArrowRight", "1"]) await press(key);
  assert.deepEqual(choices().map(levelsOf), [[{ listening: "3" }], [{ listening: "0", rope: "1" }]]);
  for (const key of ["ArrowLeft", "Delete", "End", "ArrowDown", "Home"]) await press(key);
  assert.deepEqual(levelsOf(choices()[1]!), [{ rope: "1" }]);
  assert.equal((document.activeElement as HTMLElement).dataset.cell, "1 0");
});

test("a fourth skill is refused in words, and nothing changes", async () => {
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  for (const key of ["1", "ArrowRight", "1", "ArrowRight", "1", "ArrowRight", "1"]) await press(key);
  assert.deepEqual(levelsOf(choices()[0]!), [{ steady: "1", listening: "1", rope: "1" }]);
  assert.match(controller.announcement.sentence, /3 skills already/);
});

test("buttons below the table rate the cell that was chosen by a finger", async () => {
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  root.querySelector<HTMLElement>('[data-cell="1 2"]')!.focus();
  await calm();
  named(root, "3 Strong").click();
  await calm();
  assert.deepEqual(levelsOf(choices()[1]!), [{ rope: "3" }]);
  named(root, english.matrix_clear).click();
  await calm();
  assert.deepEqual(levelsOf(choices()[1]!), []);
});

test("Enter takes what the move of a row proposes, once", async () => {
  const first = choices()[0]!;
  controller.edit("Move", (tree) => ({
    ...tree,
    nodes: tree.nodes!.map((node) => ({
      ...node,
      ...(node.nodes && {
        nodes: node.nodes.map((inner) =>
          inner.key === first.key ? { ...inner, attrs: { ...inner.attrs, move: "ask" } } : inner,
        ),
      }),
    })),
  }));
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  await press("Enter");
  assert.deepEqual(levelsOf(choices()[0]!), [{ listening: "2" }]);
  await press("Enter");
  assert.equal(controller.announcement.sentence, english.matrix_no_proposal);
});

test("an empty cell says that it is not rated, and a level under a condition says so", async () => {
  controller.edit("Rate", (tree) => {
    const scene = children(tree, "scene")[0]!;
    const rated = withKeys(elementData("level", { rope: "1", if: "tension at least 7" }, []));
    const target = children(scene, "choice")[0]!;
    const after = { ...target, nodes: [...target.nodes!, rated] };
    const scenes = { ...scene, nodes: scene.nodes!.map((node) => (node === target ? after : node)) };
    return { ...tree, nodes: tree.nodes!.map((node) => (node === scene ? scenes : node)) };
  });
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  assert.equal(root.querySelector('[data-cell="0 0"]')!.textContent, "not rated");
  assert.match(root.querySelector('[data-cell="0 2"]')!.textContent ?? "", /not rated, Weak when tension at least 7/);
  root.querySelector<HTMLElement>('[data-cell="0 2"]')!.focus();
  await calm();
  await press("2");
  assert.deepEqual(levelsOf(choices()[0]!), [{ rope: "2" }, { rope: "1", if: "tension at least 7" }]);
});

test("a choice selected elsewhere is shown in the list again", async () => {
  const root = await shown();
  named(root, english.matrix_open).click();
  await calm();
  assert.ok(root.querySelector(".psf-matrix"));
  controller.goTo(choices()[0]!.key);
  await calm();
  assert.equal(root.querySelector(".psf-matrix"), null);
});
