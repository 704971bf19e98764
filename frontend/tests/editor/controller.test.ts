import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { EditorController } from "../../src/editor/controller";
import { Autosave, maxCharacters, type SavedWork } from "../../src/editor/autosave/autosave";
import type { LoadAnswer } from "../../src/contracts/editor";
import { createEditorApi } from "../../src/editor/server";
import { EditorStore } from "../../src/editor/store";
import { sectionKey, selectionOf } from "../../src/editor/selection";
import { toTreeData, children, withKeys, withAttribute, type TreeData } from "../../src/editor/tree";
import { createTranslate } from "../../src/ui/words";
import type { WordKey } from "../../src/editor/words";
import * as commands from "../../src/editor/commands";
import { calm, FakeServer, loadAnswer, smallBare } from "./helpers";
import { openWindow } from "../helpers";
import english from "../../../powerstruggle_xblock/words/editor.json";

const t = createTranslate<WordKey>(english);
let server: FakeServer;
let told: Array<[string, object]>;

beforeEach(() => {
  openWindow();
  localStorage.clear();
  server = new FakeServer();
  told = [];
});

function openDesk(more: Partial<LoadAnswer> = {}, by = "me"): EditorController {
  const runtime = { handlerUrl: (_: unknown, name: string) => `/handler/${name}`, notify: (name: string, data: object) => { told.push([name, data]); } };
  const loaded = loadAnswer(more);
  return new EditorController({
    store: new EditorStore(withKeys(loaded.tree)), t, server: createEditorApi(runtime, null), loaded, autosave: new Autosave("usage", by, localStorage), runtime,
    prefix: "t", title: "", clock: () => new Date("2026-03-31T10:00:00Z"),
  });
}

const kept = (): SavedWork | null => JSON.parse(localStorage.getItem("powerstruggle.editor.usage") ?? "null") as SavedWork | null;
const retitle = (desk: EditorController, title: string) => desk.edit("Title", (root) => withAttribute(root, "display_name", title));

async function saved(desk: EditorController, status: number, body: unknown): Promise<boolean> {
  const saving = desk.save();
  await calm();
  server.of("editor_save").reply(status, body);
  return saving;
}

test("a save sends the tree and what the work began from, and is clean afterwards", async () => {
  const desk = openDesk();
  retitle(desk, "Other");
  assert.equal(await saved(desk, 200, { base: "base-2", problems: [], figures: null, version: null }), true);
  const { document } = server.of("editor_save");
  assert.equal(document.base, "base-1");
  assert.equal((document.tree as TreeData).attrs.display_name, "Other");
  assert.equal(desk.base, "base-2");
  assert.equal(desk.store.dirty, false);
  assert.equal(kept(), null);
  assert.deepEqual(told, []);
});

test("saving and closing tells Studio start and end; a failure tells it an error", async () => {
  const desk = openDesk();
  retitle(desk, "Other");
  const closing = desk.save(true);
  await calm();
  server.of("editor_save").reply(500, "<html>");
  assert.equal(await closing, false);
  assert.deepEqual(told.map(([name]) => name), ["save", "error"]);
  told.length = 0;
  const again = desk.save(true);
  await calm();
  server.of("editor_save").reply(200, { base: "b", problems: [], figures: null, version: null });
  await again;
  assert.deepEqual(told, [["save", { state: "start" }], ["save", { state: "end" }]]);
});

for (const [what, status, body, kind] of [
  ["a broken server", 500, "<html>", "server"], ["a sign-in page", 200, "<html>", "signed-out"], ["being signed out", 403, "<html>", "signed-out"],
  ["a proxy's limit", 413, "<html>", "too-large"], ["our own limit", 413, { error: "Too large." }, "refused"],
] as const) {
  test(`${what} loses nothing and says what to do`, async () => {
    const desk = openDesk();
    retitle(desk, "Other");
    assert.equal(await saved(desk, status, body), false);
    assert.equal(desk.saveFailure?.kind, kind);
    assert.ok(desk.saveFailure?.sentence);
    assert.equal(desk.store.tree.attrs.display_name, "Other");
    assert.equal(kept()?.tree.attrs.display_name, "Other");
    assert.equal(desk.store.dirty, true);
  });
}

test("a lost network loses nothing, and the next save goes through", async () => {
  const desk = openDesk();
  retitle(desk, "Other");
  const saving = desk.save();
  await calm();
  server.of("editor_save").lose();
  assert.equal(await saving, false);
  assert.equal(desk.saveFailure?.kind, "network");
  assert.equal(await saved(desk, 200, { base: "b", problems: [], figures: null, version: null }), true);
  assert.equal(desk.saveFailure, null);
});

test("errors that keep a save from going through come with their places", async () => {
  const desk = openDesk();
  retitle(desk, "Other");
  const problem = { severity: "error", code: "x", message: "No.", at: [5, 1], field: "to" };
  await saved(desk, 422, { error: "2 errors.", problems: [problem], figures: null, version: null });
  assert.equal(desk.check.problems[0]?.owner, children(desk.store.tree, "scene")[0]?.nodes?.[1]?.key);
  assert.equal(desk.check.problemCounts().get(desk.check.problems[0]!.owner)?.errors, 1);
});

const conflict = () => {
  const tree = smallBare();
  tree.attrs.display_name = "Theirs";
  return { error: "Conflict.", code: "conflict", changes: ["The title changed."], tree, base: "base-9" };
};

test("a conflict shows what differs; mine over theirs is sent with the newer base", async () => {
  const desk = openDesk();
  retitle(desk, "Mine");
  await saved(desk, 409, conflict());
  assert.equal(desk.open, "conflict");
  assert.deepEqual(desk.conflict?.changes, ["The title changed."]);
  const settling = desk.resolveConflict("mine");
  await calm();
  assert.equal(server.of("editor_save").document.base, "base-9");
  server.of("editor_save").reply(200, { base: "base-10", problems: [], figures: null, version: null });
  await settling;
  assert.equal(desk.store.tree.attrs.display_name, "Mine");
});

test("theirs is taken and mine is one undo away; deciding later changes nothing", async () => {
  const desk = openDesk();
  retitle(desk, "Mine");
  await saved(desk, 409, conflict());
  await desk.resolveConflict("later");
  assert.equal(desk.base, "base-1");
  await saved(desk, 409, conflict());
  await desk.resolveConflict("theirs");
  assert.equal(desk.store.tree.attrs.display_name, "Theirs");
  assert.equal(desk.store.dirty, false);
  desk.undo();
  assert.equal(desk.store.tree.attrs.display_name, "Mine");
  assert.equal(desk.store.dirty, true);
});

test("work of an earlier visit is offered with what differs, and going on with it is one step", async () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window", localStorage).write("base-0", tree, "2026-03-30T22:00:00Z");
  const desk = openDesk();
  assert.equal(desk.restorable?.at, "2026-03-30T22:00:00Z");
  await calm();
  server.of("editor_compare").reply(200, { changes: ["The title changed."] });
  await calm();
  assert.deepEqual(desk.restorable?.changes, ["The title changed."]);
  desk.resolveRestore(true);
  assert.equal(desk.store.tree.attrs.display_name, "Last night");
  assert.equal(desk.base, "base-0");
  desk.undo();
  assert.equal(desk.store.tree.attrs.display_name, "The door");
});

test("kept work is not written over while its author has not answered, and throwing it away is final", () => {
  const tree = smallBare();
  tree.attrs.display_name = "Last night";
  new Autosave("usage", "another window", localStorage).write("base-1", tree, "2026-03-30T22:00:00Z");
  const desk = openDesk();
  retitle(desk, "Today");
  desk.autosaveNow();
  assert.equal(kept()?.tree.attrs.display_name, "Last night");
  assert.match(desk.unsavedText, /not kept in this browser: first say/);
  desk.resolveRestore(false);
  assert.match(desk.unsavedText, /kept in this browser$/);
  assert.equal(kept()?.tree.attrs.display_name, "Today");
});

test("a save in one window leaves what another window keeps", async () => {
  const desk = openDesk({}, "first");
  new Autosave("usage", "second", localStorage).write("base-1", smallBare(), "2026-03-31T09:00:00Z");
  retitle(desk, "x");
  desk.undo();
  desk.autosaveNow();
  assert.equal(kept()?.by, "second");
});

test("storage without room makes room from the oldest work, else says that nothing is kept", () => {
  const stored = new Map<string, string>([["powerstruggle.editor.old", '{"at":"2020-01-01","base":""}'], ["powerstruggle.editor.new", '{"at":"2026-01-01","base":""}']]);
  let room = 2;
  const storage = {
    get length() { return stored.size; },
    key: (index: number) => [...stored.keys()][index] ?? null,
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => { if (!stored.has(name) && stored.size >= room) throw new Error("QuotaExceededError"); stored.set(name, value); },
    removeItem: (name: string) => { stored.delete(name); },
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

test("what is kept and unreadable, or no tree at all, is not offered", () => {
  for (const text of ["{", "null", '{"at":1}', '{"at":"x","base":"y","tree":{"tag":"a","attrs":{"b":1}}}', '{"at":"x","base":"y","tree":{"tag":"a","attrs":{},"nodes":[3]}}']) {
    localStorage.setItem("powerstruggle.editor.usage", text);
    assert.equal(openDesk().restorable, null, text);
  }
});

test("closing after a save tells Studio to draw the component anew, else that nothing happened", async () => {
  const desk = openDesk();
  desk.close();
  assert.deepEqual(told, [["cancel", {}]]);
  told.length = 0;
  await saved(desk, 200, { base: "b", problems: [], figures: null, version: null });
  desk.close();
  assert.deepEqual(told, [["save", { state: "start" }], ["save", { state: "end" }]]);
});

test("a runtime without notify, or whose notify throws, closes nothing and breaks nothing", () => {
  const loaded = loadAnswer();
  for (const runtime of [{ handlerUrl: () => "/" }, { handlerUrl: () => "/", notify: () => { throw new Error("no"); } }]) {
    const complaint = console.error;
    console.error = () => undefined;
    new EditorController({ store: new EditorStore(withKeys(loaded.tree)), t, server: createEditorApi(runtime, null), loaded, autosave: new Autosave("u", "me", null), runtime, prefix: "t", title: "" }).close();
    console.error = complaint;
  }
});

test("the check asks a moment after an edit, about the last tree alone, and drops the older answer", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const desk = openDesk();
  retitle(desk, "One");
  retitle(desk, "Two");
  context.mock.timers.tick(2000);
  await calm();
  assert.equal(server.asked.filter(({ handler }) => handler === "editor_check").length, 1);
  const older = server.of("editor_check");
  assert.equal((older.document.tree as TreeData).attrs.display_name, "Two");
  retitle(desk, "Three");
  context.mock.timers.tick(2000);
  await calm();
  older.reply(200, { problems: [{ severity: "error", code: "old", message: "Old.", at: null, field: null }], figures: null, version: null });
  server.of("editor_check").reply(200, { problems: [], figures: null, version: "abcdefabcdef" });
  await calm();
  assert.deepEqual([desk.check.problems.length, desk.check.version], [0, "abcdefabcdef"]);
});

test("nearly full is told from four fifths of the limit on", () => {
  const desk = openDesk({ limits: { save_bytes: 2_000, body_bytes: 2_000 } });
  retitle(desk, "x".repeat(500));
  desk.autosaveNow();
  assert.equal(desk.nearlyFull, true);
});

test("a selection that is gone falls back to something that is there", () => {
  const desk = openDesk();
  commands.createScene(desk, "Gone soon");
  const key = desk.store.selected;
  assert.equal(selectionOf(desk.store.tree, key).kind, "scene");
  desk.undo();
  desk.select(key);
  assert.equal(selectionOf(desk.store.tree, desk.store.selected).kind, "section");
  desk.select(sectionKey("people"));
  assert.deepEqual(selectionOf(desk.store.tree, desk.store.selected), { kind: "section", section: "people" });
});

test("deleting asks first where something leads there, and one undo brings all of it back", () => {
  const desk = openDesk();
  const before = toTreeData(desk.store.tree);
  desk.select(children(desk.store.tree, "scene")[1]!.key);
  commands.deleteSelection(desk);
  assert.deepEqual(desk.dialogRequest, { kind: "delete", branch: false });
  assert.deepEqual(toTreeData(desk.store.tree), before);
  commands.deletePlaces(desk, new Set(["jar"]));
  assert.notDeepEqual(toTreeData(desk.store.tree), before);
  desk.undo();
  assert.deepEqual(toTreeData(desk.store.tree), before);
});

test("the first scene of an empty scenario is where it starts", () => {
  const desk = openDesk({ tree: { tag: "powerstruggle_scenario", attrs: {}, nodes: [{ tag: "start", attrs: {}, nodes: [] }] }, empty: true });
  commands.createScene(desk, "Door");
  assert.equal(children(desk.store.tree, "start")[0]?.attrs.scene, "door");
});
