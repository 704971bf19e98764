import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/editor.json";
import type { LoadAnswer } from "../../src/contracts/editor";
import type { TreeData } from "../../src/contracts/tree";
import { Autosave, maxCharacters, type SavedWork } from "../../src/editor/autosave/autosave";
import * as commands from "../../src/editor/commands";
import { EditorController } from "../../src/editor/controller";
import { describeConflict } from "../../src/editor/merge/describe";
import { addChoice } from "../../src/editor/operations/edits";
import { sectionKey, selectionOf } from "../../src/editor/selection";
import { createEditorApi } from "../../src/editor/server";
import { EditorStore } from "../../src/editor/store";
import { children, type TreeNode, toTreeData, withAttribute, withKeys } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { createTranslate } from "../../src/ui/words";
import { openWindow } from "../helpers";
import { calm, FakeServer, loadAnswer, smallBare } from "./helpers";

const t = createTranslate<WordKey>(english);
let server: FakeServer;
let received: Array<[string, object]>;
const opened: EditorController[] = [];

beforeEach(() => {
  // A check that an earlier test's editor has planned would be asked of this test's server.
  for (const controller of opened.splice(0)) controller.check.stop();
  openWindow();
  localStorage.clear();
  server = new FakeServer();
  received = [];
});

function openEditor(more: Partial<LoadAnswer> = {}, by = "me"): EditorController {
  const runtime = {
    handlerUrl: (_: unknown, name: string) => `/handler/${name}`,
    notify: (name: string, data: object) => {
      received.push([name, data]);
    },
  };
  const loaded = loadAnswer(more);
  const controller = new EditorController({
    store: new EditorStore(withKeys(loaded.tree)),
    t,
    server: createEditorApi(runtime, null),
    loaded,
    autosave: new Autosave("usage", by),
    runtime,
    prefix: "t",
    title: "",
    clock: () => new Date("2026-03-31T10:00:00Z"),
  });
  opened.push(controller);
  return controller;
}

const kept = (): SavedWork | null =>
  JSON.parse(localStorage.getItem("powerstruggle.editor.usage") ?? "null") as SavedWork | null;
const retitle = (controller: EditorController, title: string) =>
  controller.edit("Title", (root) => withAttribute(root, "display_name", title));

async function saved(controller: EditorController, status: number, body: unknown): Promise<boolean> {
  const saving = controller.save();
  await calm();
  server.of("editor_save").reply(status, body);
  return saving;
}

test("a save sends the tree and its base; afterwards nothing is unsaved", async () => {
  const controller = openEditor();
  retitle(controller, "Other");
  assert.equal(await saved(controller, 200, { base: "base-2", problems: [], figures: null, version: null }), true);
  const { document } = server.of("editor_save");
  assert.equal(document.base, "base-1");
  assert.equal((document.tree as TreeData).attrs.display_name, "Other");
  assert.equal(controller.base, "base-2");
  assert.equal(controller.store.dirty, false);
  assert.equal(kept(), null);
  assert.deepEqual(received, []);
});

test("saving and closing notifies Studio of start and end, a failure of an error", async () => {
  const controller = openEditor();
  retitle(controller, "Other");
  const closing = controller.save(true);
  await calm();
  server.of("editor_save").reply(500, "<html>");
  assert.equal(await closing, false);
  assert.deepEqual(
    received.map(([name]) => name),
    ["save", "error"],
  );
  received.length = 0;
  const again = controller.save(true);
  await calm();
  server.of("editor_save").reply(200, { base: "b", problems: [], figures: null, version: null });
  await again;
  assert.deepEqual(received, [
    ["save", { state: "start" }],
    ["save", { state: "end" }],
  ]);
});

for (const [what, status, body, kind] of [
  ["a broken server", 500, "<html>", "server"],
  ["a sign-in page", 200, "<html>", "signed-out"],
  ["being signed out", 403, "<html>", "signed-out"],
  ["a proxy's limit", 413, "<html>", "too-large"],
  ["our own limit", 413, { error: "Too large." }, "refused"],
] as const) {
  test(`${what} loses nothing and says what to do`, async () => {
    const controller = openEditor();
    retitle(controller, "Other");
    assert.equal(await saved(controller, status, body), false);
    assert.equal(controller.saveFailure?.kind, kind);
    assert.ok(controller.saveFailure?.sentence);
    assert.equal(controller.store.tree.attrs.display_name, "Other");
    assert.equal(kept()?.tree.attrs.display_name, "Other");
    assert.equal(controller.store.dirty, true);
  });
}

test("a lost network loses nothing, and the next save goes through", async () => {
  const controller = openEditor();
  retitle(controller, "Other");
  const saving = controller.save();
  await calm();
  server.of("editor_save").lose();
  assert.equal(await saving, false);
  assert.equal(controller.saveFailure?.kind, "network");
  assert.equal(await saved(controller, 200, { base: "b", problems: [], figures: null, version: null }), true);
  assert.equal(controller.saveFailure, null);
});

const problem = {
  severity: "error",
  code: "x",
  where: "Here",
  message: "No.",
  missing: false,
  at: [5, 1],
  field: "to",
};
const draftSaved = {
  base: "base-2",
  draft: true,
  has_valid: true,
  problems: [problem, { ...problem, code: "y", missing: true }],
  figures: null,
  version: null,
};

test("what learners can't get is saved as a draft, and what keeps it is shown at its elements", async () => {
  const controller = openEditor();
  retitle(controller, "Other");
  assert.equal(await saved(controller, 200, draftSaved), true);
  assert.equal(controller.check.problems[0]?.owner, children(controller.store.tree, "scene")[0]?.nodes?.[1]?.key);
  const counts = controller.check.problemCounts().get(controller.check.problems[0]!.owner);
  assert.deepEqual(counts, { errors: 1, warnings: 0, missing: 1 });
  assert.deepEqual([controller.draft, controller.store.dirty, controller.saveFailure], [true, false, null]);
  assert.match(controller.announcement.sentence, /draft/);
  assert.equal(await saved(controller, 200, { ...draftSaved, draft: false, problems: [] }), true);
  assert.equal(controller.draft, false);
});

test("going back to what learners see is one step that can be undone", async () => {
  const controller = openEditor({ draft: true });
  const going = controller.takeLastValid();
  await calm();
  const tree = smallBare();
  tree.attrs.display_name = "Sound";
  server.of("editor_last_valid").reply(200, { tree });
  await going;
  assert.equal(controller.name, "Sound");
  controller.undo();
  assert.equal(controller.name, "The door");
});

test("nothing is said about a new field before it was left, and what was said before stays while it is mended", () => {
  const controller = openEditor();
  const choiceKey = () => children(children(controller.store.tree, "scene")[0]!, "choice").at(-1)!.key;
  const answer = { problems: [problem], figures: null, version: null };
  document.body.innerHTML = `<input data-field="${choiceKey()}@to"><input data-field="none">`;
  const [field, other] = [...document.querySelectorAll("input")];
  const { attention } = controller.check;
  // A problem of a field that was there before shows; while it is mended it stays.
  const at = [5, children(controller.store.tree, "scene")[0]!.nodes!.length - 1];
  controller.check.setAnswer(controller.store.tree, { ...answer, problems: [{ ...problem, at }] } as never);
  assert.equal(controller.check.problems.length, 1);
  attention.enter(field!);
  assert.equal(controller.check.problems.length, 1);
  attention.leave();
  // Another one appears while the field has the focus: only afterwards.
  controller.check.setAnswer(controller.store.tree, answer as never);
  attention.enter(field!);
  controller.check.setAnswer(controller.store.tree, {
    ...answer,
    problems: [{ ...problem, code: "new", at }],
  } as never);
  assert.equal(controller.check.problems.length, 0);
  attention.leave();
  assert.equal(controller.check.problems.length, 1);
  // A new element says nothing until its field was left, or everything was looked at.
  controller.select(children(controller.store.tree, "scene")[0]!.key);
  commands.createChoice(controller, "");
  const fresh = [5, children(controller.store.tree, "scene")[0]!.nodes!.length - 1];
  controller.check.setAnswer(controller.store.tree, { ...answer, problems: [{ ...problem, at: fresh }] } as never);
  assert.equal(controller.check.problems.length, 0);
  attention.enter(other!);
  attention.leave();
  assert.equal(controller.check.problems.length, 0);
  assert.ok(controller.check.isWithholding);
  attention.revealAll();
  assert.equal(controller.check.problems.length, 1);
  assert.ok(!controller.check.isWithholding);
});

const conflict = () => {
  const tree = smallBare();
  tree.attrs.display_name = "Theirs";
  return { error: "Conflict.", code: "conflict", changes: ["The title changed."], tree, base: "base-9" };
};

test("a conflict shows the differences; saving over the other version sends the newer base", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  await saved(controller, 409, conflict());
  assert.equal(controller.open, "conflict");
  assert.deepEqual(controller.conflict?.changes, ["The title changed."]);
  const settling = controller.resolveConflict("mine");
  await calm();
  assert.equal(server.of("editor_save").document.base, "base-9");
  server.of("editor_save").reply(200, { base: "base-10", problems: [], figures: null, version: null });
  await settling;
  assert.equal(controller.store.tree.attrs.display_name, "Mine");
});

test("taking the other version can be undone; deciding later changes nothing", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  await saved(controller, 409, conflict());
  await controller.resolveConflict("later");
  assert.equal(controller.base, "base-1");
  await saved(controller, 409, conflict());
  await controller.resolveConflict("theirs");
  assert.equal(controller.store.tree.attrs.display_name, "Theirs");
  assert.equal(controller.store.dirty, false);
  controller.undo();
  assert.equal(controller.store.tree.attrs.display_name, "Mine");
  assert.equal(controller.store.dirty, true);
});

const theirSetting = (setting: string, name?: string) => {
  const answer = conflict();
  answer.tree.attrs.display_name = name ?? smallBare().attrs.display_name!;
  answer.tree.nodes![0]!.nodes![0]!.text = setting;
  return { ...answer, draft: false, has_valid: true };
};
const savedAs = (base: string, draft = false) => ({
  base,
  draft,
  has_valid: true,
  problems: [],
  figures: null,
  version: null,
});
const sentTree = () => server.of("editor_save").document.tree as TreeData;

test("what another author changed elsewhere is joined and saved without a question, told, and can be undone", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  const saving = controller.save();
  await calm();
  server.of("editor_save").reply(409, theirSetting("A kitchen."));
  await calm();
  assert.equal(controller.open, null);
  assert.equal(server.of("editor_save").document.base, "base-9");
  assert.equal(sentTree().attrs.display_name, "Mine");
  assert.equal(sentTree().nodes![0]!.nodes![0]!.text, "A kitchen.");
  server.of("editor_save").reply(200, savedAs("base-10"));
  assert.equal(await saving, true);
  assert.deepEqual(controller.joined, { unfinished: false });
  assert.match(controller.announcement.sentence, /Their changes are in/);
  controller.undo();
  assert.equal(controller.store.tree.attrs.display_name, "Mine");
  assert.equal(controller.store.tree.nodes![0]!.nodes![0]!.text, "A hall.");
  assert.equal(await saved(controller, 200, savedAs("base-11")), true);
  assert.equal(server.of("editor_save").document.base, "base-10");
  assert.equal(controller.joined, null);
});

test("what both changed is asked about, and only that; the answer saves it with all the rest", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  await saved(controller, 409, theirSetting("A kitchen.", "Theirs"));
  assert.equal(controller.open, "conflict");
  assert.deepEqual(
    controller.joining.question?.conflicts.map(({ field }) => field),
    ["display_name"],
  );
  assert.equal(controller.store.tree.attrs.display_name, "Mine");
  const settling = controller.settleConflict(() => "theirs");
  await calm();
  assert.equal(sentTree().attrs.display_name, "Theirs");
  assert.equal(sentTree().nodes![0]!.nodes![0]!.text, "A kitchen.");
  server.of("editor_save").reply(200, savedAs("base-10"));
  await settling;
  assert.equal(controller.open, null);
  assert.equal(controller.store.dirty, false);
});

test("where one's own stays in all that both changed, nothing is told to be joined", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  await saved(controller, 409, theirSetting("A hall.", "Theirs"));
  const settling = controller.settleConflict(() => "mine");
  await calm();
  assert.equal(sentTree().attrs.display_name, "Mine");
  assert.equal(server.of("editor_save").document.base, "base-9");
  server.of("editor_save").reply(200, savedAs("base-10"));
  await settling;
  assert.equal(controller.joined, null);
});

test("two sound versions that do not fit together are saved as a draft, and the author is told", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  const saving = controller.save();
  await calm();
  server.of("editor_save").reply(409, theirSetting("A kitchen."));
  await calm();
  server.of("editor_save").reply(200, savedAs("base-10", true));
  await saving;
  assert.deepEqual(controller.joined, { unfinished: true });
  assert.equal(controller.showProblems, true);
});

test("somebody who saves twice in the meantime is joined twice", async () => {
  const controller = openEditor();
  retitle(controller, "Mine");
  const saving = controller.save();
  await calm();
  server.of("editor_save").reply(409, theirSetting("A kitchen."));
  await calm();
  server.of("editor_save").reply(409, { ...theirSetting("A cellar."), base: "base-12" });
  await calm();
  assert.equal(server.of("editor_save").document.base, "base-12");
  assert.equal(sentTree().nodes![0]!.nodes![0]!.text, "A cellar.");
  server.of("editor_save").reply(200, savedAs("base-13"));
  assert.equal(await saving, true);
});

test("work whose beginning is not known is not joined: the whole is asked about", async () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window").write("base-0", tree, "2026-03-30T22:00:00Z");
  const controller = openEditor();
  controller.resolveRestore(true);
  await saved(controller, 409, theirSetting("A kitchen."));
  assert.equal(controller.open, "conflict");
  assert.equal(controller.joining.question, null);
});

test("a conflict is told in words: place, field and both values, without tags and ids", () => {
  const controller = openEditor();
  const [scene] = children(controller.store.tree, "scene");
  const choice = children(scene!, "choice")[0]!;
  const told = (path: TreeNode[], field: string, mine: string | null, theirs: string | null) =>
    describeConflict(controller, { id: "", path: [controller.store.tree, ...path], field, mine, theirs });
  assert.deepEqual(told([scene!, choice, children(choice, "say")[0]!], "", "<em>Tea</em>?", ""), {
    where: "1 Four inches of door – Tea & milk?",
    field: "What you say",
    mine: "Tea?",
    theirs: "empty",
  });
  assert.deepEqual(told([scene!, choice], "to", "jar", "left"), {
    where: "1 Four inches of door – Tea & milk?",
    field: "Goes to",
    mine: "2 The jar",
    theirs: "Ending: Left",
  });
  assert.deepEqual(told([scene!], "gone", null, "x"), {
    where: "1 Four inches of door",
    field: "Whether it stays",
    mine: "deleted",
    theirs: "kept, and changed",
  });
});

test("work of an earlier visit is offered with its differences; restoring it is one step", async () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window").write("base-0", tree, "2026-03-30T22:00:00Z");
  const controller = openEditor();
  assert.equal(controller.restorable?.at, "2026-03-30T22:00:00Z");
  await calm();
  server.of("editor_compare").reply(200, { changes: ["The title changed."] });
  await calm();
  assert.deepEqual(controller.restorable?.changes, ["The title changed."]);
  controller.resolveRestore(true);
  assert.equal(controller.store.tree.attrs.display_name, "Last night");
  assert.equal(controller.base, "base-0");
  controller.undo();
  assert.equal(controller.store.tree.attrs.display_name, "The door");
});

test("stored work is not overwritten before its author decides; discarding it is final", () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window").write("base-1", tree, "2026-03-30T22:00:00Z");
  const controller = openEditor();
  retitle(controller, "Today");
  controller.autosaveNow();
  assert.equal(kept()?.tree.attrs.display_name, "Last night");
  assert.match(controller.unsavedText, /not kept in this browser: first decide/);
  controller.resolveRestore(false);
  assert.match(controller.unsavedText, /kept in this browser$/);
  assert.equal(kept()?.tree.attrs.display_name, "Today");
});

test("a save in one window keeps the stored work of another window", async () => {
  const controller = openEditor({}, "first");
  new Autosave("usage", "second").write("base-1", smallBare(), "2026-03-31T09:00:00Z");
  retitle(controller, "x");
  controller.undo();
  controller.autosaveNow();
  assert.equal(kept()?.by, "second");
});

test("full storage deletes the oldest work, else the editor says that nothing is stored", () => {
  const stored = new Map<string, string>([
    ["powerstruggle.editor.old", '{"at":"2020-01-01","base":""}'],
    ["powerstruggle.editor.new", '{"at":"2026-01-01","base":""}'],
  ]);
  let room = 2;
  const storage = {
    get length() {
      return stored.size;
    },
    key: (index: number) => [...stored.keys()][index] ?? null,
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (!stored.has(name) && stored.size >= room) throw new Error("QuotaExceededError");
      stored.set(name, value);
    },
    removeItem: (name: string) => {
      stored.delete(name);
    },
    clear: () => stored.clear(),
  } as Storage;
  Object.defineProperty(window, "localStorage", { value: storage, configurable: true });
  const keep = new Autosave("usage", "me");
  assert.equal(keep.write("b", smallBare(), "2026-03-31"), "kept");
  assert.deepEqual([...stored.keys()], ["powerstruggle.editor.new", "powerstruggle.editor.usage"]);
  room = 0;
  stored.clear();
  assert.equal(keep.write("b", smallBare(), "2026-03-31"), "no-room");
  const huge = smallBare();
  huge.attrs.display_name = "x".repeat(maxCharacters);
  assert.equal(keep.write("b", huge, "x"), "too-large");
  const blocked = () => {
    throw new Error("SecurityError");
  };
  Object.defineProperty(window, "localStorage", { get: blocked, configurable: true });
  assert.equal(keep.write("b", smallBare(), "x"), "no-room");
  assert.equal(keep.read(), null);
});

test("stored data that is damaged or no tree is not offered", () => {
  for (const text of [
    "{",
    "null",
    '{"at":1}',
    '{"at":"x","base":"y","tree":{"tag":"a","attrs":{"b":1}}}',
    '{"at":"x","base":"y","tree":{"tag":"a","attrs":{},"nodes":[3]}}',
  ]) {
    localStorage.setItem("powerstruggle.editor.usage", text);
    assert.equal(openEditor().restorable, null, text);
  }
});

test("closing after a save notifies Studio of the save, else of a cancellation", async () => {
  const controller = openEditor();
  controller.close();
  assert.deepEqual(received, [["cancel", {}]]);
  received.length = 0;
  await saved(controller, 200, { base: "b", problems: [], figures: null, version: null });
  controller.close();
  assert.deepEqual(received, [
    ["save", { state: "start" }],
    ["save", { state: "end" }],
  ]);
});

test("a runtime without notify, or whose notify throws, closes nothing and breaks nothing", () => {
  const loaded = loadAnswer();
  for (const runtime of [
    { handlerUrl: () => "/" },
    {
      handlerUrl: () => "/",
      notify: () => {
        throw new Error("no");
      },
    },
  ]) {
    const complaint = console.error;
    console.error = () => undefined;
    new EditorController({
      store: new EditorStore(withKeys(loaded.tree)),
      t,
      server: createEditorApi(runtime, null),
      loaded,
      autosave: new Autosave("u", "me"),
      runtime,
      prefix: "t",
      title: "",
    }).close();
    console.error = complaint;
  }
});

test("the check runs a moment after an edit, for the last tree only, and drops older answers", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const controller = openEditor();
  retitle(controller, "One");
  retitle(controller, "Two");
  context.mock.timers.tick(2000);
  await calm();
  assert.equal(server.asked.filter(({ handler }) => handler === "editor_check").length, 1);
  const older = server.of("editor_check");
  assert.equal((older.document.tree as TreeData).attrs.display_name, "Two");
  retitle(controller, "Three");
  context.mock.timers.tick(2000);
  await calm();
  older.reply(200, {
    problems: [{ severity: "error", code: "old", message: "Old.", at: null, field: null }],
    figures: null,
    version: null,
  });
  server.of("editor_check").reply(200, { problems: [], figures: null, version: "abcdefabcdef" });
  await calm();
  assert.deepEqual([controller.check.problems.length, controller.check.version], [0, "abcdefabcdef"]);
});

test("the author is warned from four fifths of the limit on", () => {
  const controller = openEditor({ limits: { save_bytes: 2_000, body_bytes: 2_000 } });
  retitle(controller, "x".repeat(500));
  controller.autosaveNow();
  assert.equal(controller.nearlyFull, true);
});

test("a selection that no longer exists is replaced by one that does", () => {
  const controller = openEditor();
  commands.createScene(controller, "Gone soon");
  const key = controller.store.selected;
  assert.equal(selectionOf(controller.store.tree, key).kind, "scene");
  controller.undo();
  controller.select(key);
  assert.equal(selectionOf(controller.store.tree, controller.store.selected).kind, "section");
  controller.select(sectionKey("people"));
  assert.deepEqual(selectionOf(controller.store.tree, controller.store.selected), {
    kind: "section",
    section: "people",
  });
});

test("deleting a place with links asks first; one undo restores everything", () => {
  const controller = openEditor();
  const before = toTreeData(controller.store.tree);
  controller.select(children(controller.store.tree, "scene")[1]!.key);
  commands.deleteSelection(controller);
  assert.deepEqual(controller.dialogRequest, { kind: "delete", branch: false });
  assert.deepEqual(toTreeData(controller.store.tree), before);
  commands.deletePlaces(controller, new Set(["jar"]));
  assert.notDeepEqual(toTreeData(controller.store.tree), before);
  controller.undo();
  assert.deepEqual(toTreeData(controller.store.tree), before);
});

test("the first scene of an empty scenario is where it starts", () => {
  const controller = openEditor({
    tree: { tag: "powerstruggle_scenario", attrs: {}, nodes: [{ tag: "start", attrs: {}, nodes: [] }] },
    empty: true,
  });
  commands.createScene(controller, "Door");
  assert.equal(children(controller.store.tree, "start")[0]?.attrs.scene, "door");
});

/** Return each word that learners could read, and each id, of a tree. */
function wordsAndIds(controller: EditorController): { words: string[]; ids: string[] } {
  const words: string[] = [];
  const ids: string[] = [];
  const look = (node: TreeNode) => {
    words.push(node.text ?? "", ...["title", "name", "closed", "alt"].map((name) => node.attrs[name] ?? ""));
    if (node.attrs.id) ids.push(node.attrs.id);
    node.nodes?.forEach(look);
  };
  look(controller.store.tree);
  return { words: words.filter(Boolean), ids };
}

test("whatever is added, in whatever way, no id becomes words", () => {
  const scenario = smallBare();
  // Ids that can't be taken for words.
  const named = JSON.parse(
    JSON.stringify(scenario).replace(
      /"(id|to|scene)":"(\w+)"/g,
      (_, name: string, id: string) => `"${name}":"zz-${id}"`,
    ),
  ) as TreeData;
  const controller = openEditor({ tree: named });
  const scene = () => children(controller.store.tree, "scene")[0]!;
  const ways: Record<string, () => void> = {
    "a scene": () => commands.createScene(controller, "On the stairs"),
    "a scene from a choice": () =>
      commands.createScene(controller, "In the yard", { from: children(scene(), "choice")[0]!.key }),
    "an ending": () => commands.createEnding(controller, "Over", "agreement"),
    "a choice with words": () => commands.createChoice(controller, "I'm listening."),
    "a choice from the form": () =>
      controller.edit("Add", () => addChoice(controller.store.tree, scene().key, "").tree),
    "a copy of a scene": () => commands.duplicateSelection(controller),
    "a copy of a branch": () => commands.duplicateSelection(controller, commands.selectedBranch(controller)),
    "a copy of a choice": () => {
      controller.select(children(scene(), "choice")[0]!.key);
      commands.duplicateSelection(controller);
    },
    "a pasted choice": () => commands.paste(controller, commands.selectionClip(controller)!),
    "a pasted scene": () => {
      controller.select(scene().key);
      commands.paste(controller, commands.selectionClip(controller)!);
    },
  };
  for (const [way, add] of Object.entries(ways)) {
    controller.select(scene().key);
    const before = wordsAndIds(controller);
    add();
    const { words, ids } = wordsAndIds(controller);
    assert.ok(ids.length > before.ids.length, way);
    for (const id of ids.filter((one) => /[-0-9]/.test(one)))
      assert.ok(!words.some((text) => text.includes(id)), `${way}: ${id}`);
  }
});
