import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/editor.json";
import type { LoadAnswer } from "../../src/contracts/editor";
import type { TreeData } from "../../src/contracts/tree";
import { Autosave, maxCharacters, type SavedWork } from "../../src/editor/autosave/autosave";
import * as commands from "../../src/editor/commands";
import { EditorController } from "../../src/editor/controller";
import { sectionKey, selectionOf } from "../../src/editor/selection";
import { createEditorApi } from "../../src/editor/server";
import { EditorStore } from "../../src/editor/store";
import { children, toTreeData, withAttribute, withKeys } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { createTranslate } from "../../src/ui/words";
import { openWindow } from "../helpers";
import { calm, FakeServer, loadAnswer, smallBare } from "./helpers";

const t = createTranslate<WordKey>(english);
let server: FakeServer;
let received: Array<[string, object]>;

beforeEach(() => {
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
  return new EditorController({
    store: new EditorStore(withKeys(loaded.tree)),
    t,
    server: createEditorApi(runtime, null),
    loaded,
    autosave: new Autosave("usage", by, localStorage),
    runtime,
    prefix: "t",
    title: "",
    clock: () => new Date("2026-03-31T10:00:00Z"),
  });
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

test("errors that prevent a save are shown at their elements", async () => {
  const controller = openEditor();
  retitle(controller, "Other");
  const problem = { severity: "error", code: "x", message: "No.", at: [5, 1], field: "to" };
  await saved(controller, 422, { error: "2 errors.", problems: [problem], figures: null, version: null });
  assert.equal(controller.check.problems[0]?.owner, children(controller.store.tree, "scene")[0]?.nodes?.[1]?.key);
  assert.equal(controller.check.problemCounts().get(controller.check.problems[0]!.owner)?.errors, 1);
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

test("work of an earlier visit is offered with its differences; restoring it is one step", async () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window", localStorage).write("base-0", tree, "2026-03-30T22:00:00Z");
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
  new Autosave("usage", "another window", localStorage).write("base-1", tree, "2026-03-30T22:00:00Z");
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
  new Autosave("usage", "second", localStorage).write("base-1", smallBare(), "2026-03-31T09:00:00Z");
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
  const keep = new Autosave("usage", "me", storage);
  assert.equal(keep.write("b", smallBare(), "2026-03-31"), "kept");
  assert.deepEqual([...stored.keys()], ["powerstruggle.editor.new", "powerstruggle.editor.usage"]);
  room = 0;
  stored.clear();
  assert.equal(keep.write("b", smallBare(), "2026-03-31"), "no-room");
  assert.equal(new Autosave("usage", "me", null).write("b", smallBare(), "x"), "no-room");
  const huge = smallBare();
  huge.attrs.display_name = "x".repeat(maxCharacters);
  assert.equal(keep.write("b", huge, "x"), "too-large");
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
      autosave: new Autosave("u", "me", null),
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
