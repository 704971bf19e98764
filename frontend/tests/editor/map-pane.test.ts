import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { h, options, render } from "preact";
import english from "../../../powerstruggle_xblock/words/editor.json";
import { Autosave } from "../../src/editor/autosave/autosave";
import * as commands from "../../src/editor/commands";
import { EditorProvider } from "../../src/editor/context";
import { EditorController } from "../../src/editor/controller";
import { buildGraph, replyStrength } from "../../src/editor/map/graph";
import { MapPane } from "../../src/editor/map/map-pane";
import { createEditorApi } from "../../src/editor/server";
import { MapLater } from "../../src/editor/shell/map-later";
import { EditorStore } from "../../src/editor/store";
import { children, elementData, type TreeNode, withKeys } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { createTranslate } from "../../src/ui/words";
import { openWindow } from "../helpers";
import { calm, FakeServer, loadAnswer } from "./helpers";

const t = createTranslate<WordKey>(english);

// Effects come with the next turn instead of the next frame: there are no frames here.
Object.assign(options, { requestAnimationFrame: (done: () => void) => setImmediate(done) });

beforeEach(() => {
  openWindow();
  localStorage.clear();
  new FakeServer();
  Object.assign(globalThis, { CSS: { escape: (id: string) => id } });
  // A window in which the whole map has room.
  for (const [name, value] of Object.entries({ clientWidth: 4000, clientHeight: 3000 }))
    Object.defineProperty(window.Element.prototype, name, { value, configurable: true });
});

/** Return the controller of an editor whose only pane is the map, or what is shown until it is loaded. */
async function withMap(pane: typeof MapPane | typeof MapLater = MapPane, more = {}): Promise<EditorController> {
  const runtime = { handlerUrl: (_: unknown, name: string) => `/handler/${name}` };
  const loaded = loadAnswer(more);
  const controller = new EditorController({
    store: new EditorStore(withKeys(loaded.tree)),
    t,
    server: createEditorApi(runtime, null),
    loaded,
    autosave: new Autosave("usage", "me"),
    runtime,
    prefix: "t",
    title: "The door",
  });
  const root = document.createElement("div");
  document.body.append(root);
  render(h(EditorProvider, { value: controller }, h(pane, null)), root);
  await calm();
  return controller;
}

const svg = () => document.querySelector<SVGSVGElement>(".ps-canvas")!;
const card = (id: string) => document.querySelector<SVGGElement>(`[data-place="${id}"]`)!;
const places = (controller: EditorController) => children(controller.store.tree, "scene", "ending");
const place = (controller: EditorController, id: string) => places(controller).find(({ attrs }) => attrs.id === id)!;
const mapOf = (controller: EditorController, id: string) => place(controller, id).attrs.map;
const several = (controller: EditorController) => [...controller.several].sort();

type Point = { x: number; y: number };

/** Return the point of the window at a point of the map. */
function inWindow({ x, y }: Point): Point {
  const [left, top, scale] = svg()
    .querySelector("g")!
    .getAttribute("transform")!
    .match(/-?[\d.]+/g)!
    .map(Number);
  return { x: left! + x * scale!, y: top! + y * scale! };
}

/** Return the middle of a card on the map. */
function middle(id: string): Point {
  const rect = card(id).querySelector("rect")!;
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
  return { x: x! + width! / 2, y: y! + height! / 2 };
}

async function key(id: string, name: string, more: KeyboardEventInit = {}): Promise<void> {
  card(id).dispatchEvent(new window.KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
  await calm();
}

/** Drag from one point of the map to another. */
async function drag(target: Element, from: Point, to: Point, more = {}) {
  const send = (name: string, on: Element, at: Point) => {
    const { x: clientX, y: clientY } = inWindow(at);
    on.dispatchEvent(
      new window.MouseEvent(name, { clientX, clientY, button: 0, bubbles: true, cancelable: true, ...more }),
    );
  };
  send("pointerdown", target, from);
  send("pointermove", svg(), { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  send("pointermove", svg(), to);
  send("pointerup", svg(), to);
  await calm();
}

test("a dragged card stays where it was dropped, as one step to undo, and the others stay", async () => {
  const controller = await withMap();
  const from = middle("jar");
  const door = middle("door");
  await drag(card("jar"), from, { x: from.x + 1202, y: from.y + 297 });
  const [x, y] = mapOf(controller, "jar")!.split(",").map(Number);
  assert.ok(Math.abs(x! - from.x - 1202) <= 4 && Math.abs(y! - from.y - 297) <= 4, `${x} ${y}`);
  assert.deepEqual(middle("jar"), { x, y });
  assert.deepEqual(middle("door"), door);
  assert.equal(mapOf(controller, "door"), undefined);
  controller.undo();
  assert.equal(mapOf(controller, "jar"), undefined);
});

test("a card that is dropped on another comes to stand beside it", async () => {
  const controller = await withMap();
  await drag(card("jar"), middle("jar"), middle("door"));
  const [moved, door] = [middle("jar"), middle("door")];
  assert.ok(Math.abs(moved.x - door.x) >= 264 || Math.abs(moved.y - door.y) >= 112);
  assert.ok(mapOf(controller, "jar"));
});

test("keys move a card too: a little, and farther with Shift, as one step", async () => {
  const controller = await withMap();
  await key("out", "ArrowRight", { ctrlKey: true, shiftKey: true });
  const [x, y] = mapOf(controller, "out")!.split(",").map(Number);
  await key("out", "ArrowRight", { ctrlKey: true });
  await key("out", "ArrowDown", { ctrlKey: true });
  assert.equal(mapOf(controller, "out"), `${x! + 24},${y! + 24}`);
  assert.equal(controller.store.undoDepth, 1);
  commands.arrangeMap(controller);
  assert.equal(mapOf(controller, "out"), undefined);
});

test("several cards are selected with Shift, by dragging around them and by keys, and move together", async () => {
  const controller = await withMap();
  await drag(card("door"), middle("door"), middle("door"));
  await drag(card("jar"), middle("jar"), middle("jar"), { shiftKey: true });
  assert.deepEqual(several(controller), ["door", "jar"]);
  assert.equal(card("jar").getAttribute("aria-pressed"), "true");
  await key("jar", " ");
  assert.deepEqual(several(controller), []);
  await key("door", "a", { ctrlKey: true });
  assert.deepEqual(several(controller), ["door", "jar", "left", "loop", "out"]);
  await key("door", "Escape");
  assert.deepEqual(several(controller), []);
  await drag(svg(), { x: -5000, y: -5000 }, { x: 5000, y: middle("door").y + 1 }, { shiftKey: true });
  assert.deepEqual(several(controller), []);
  await drag(svg(), { x: -5000, y: -5000 }, { x: 5000, y: 5000 }, { shiftKey: true });
  assert.equal(controller.several.size, 5);
  const before = new Map(["door", "jar"].map((id) => [id, middle(id)]));
  await key("door", "ArrowDown", { ctrlKey: true });
  for (const [id, at] of before) assert.ok(Math.abs(middle(id).y - at.y - 24) <= 4, id);
  assert.equal(controller.several.size, 5);
});

test("Shift and an arrow key add the next card to the selection", async () => {
  const controller = await withMap();
  controller.select(place(controller, "door").key);
  await key("door", "ArrowDown", { shiftKey: true });
  assert.equal(controller.several.size, 2);
  assert.ok(controller.several.has("door"));
  assert.match(controller.announcement.sentence, /2 selected/);
});

test("several cards are copied, duplicated and deleted together, and one undo brings them back", async () => {
  const controller = await withMap();
  const pick = () => controller.pickSeveral(new Set(["jar", "out"]), place(controller, "jar").key);
  pick();
  assert.deepEqual(
    commands.selectionClip(controller)?.nodes.map(({ attrs }) => attrs.id),
    ["jar", "out"],
  );
  await key("jar", "d", { ctrlKey: true });
  assert.equal(places(controller).length, 7);
  assert.equal(controller.several.size, 2, "the copies are selected");
  controller.undo();
  pick();
  await key("jar", "Delete");
  assert.equal(controller.open, "question", "something leads to them");
  commands.deletePlaces(controller, controller.several);
  assert.deepEqual(
    places(controller).map(({ attrs }) => attrs.id),
    ["door", "loop", "left"],
  );
  controller.undo();
  assert.equal(places(controller).length, 5);
});

test("a copy of a card does not stand on the map where its original does", async () => {
  const controller = await withMap();
  await key("jar", "ArrowRight", { ctrlKey: true });
  controller.select(place(controller, "jar").key);
  commands.duplicateSelection(controller);
  const [copy] = places(controller).filter(({ attrs }) => attrs.map && attrs.id !== "jar");
  assert.notEqual(copy!.attrs.map, mapOf(controller, "jar"));
});

test("a choice dragged to an empty place makes a scene there", async () => {
  const controller = await withMap();
  const dot = card("door").querySelector<SVGGElement>("[data-dot]")!;
  const from = { x: middle("door").x, y: middle("door").y + 56 };
  await drag(dot, from, { x: 1603, y: 1198 });
  const request = controller.dialogRequest;
  assert.ok(request?.kind === "add-scene");
  assert.deepEqual(request.at, { x: 1600, y: 1200 });
  commands.createScene(controller, "The stop", request);
  const made = places(controller).find(({ attrs }) => attrs.title === "The stop")!;
  assert.equal(made.attrs.map, "1600,1200");
  const choice = children(place(controller, "door"), "choice").find(({ key: one }) => one === request.from)!;
  assert.equal(choice.attrs.to, made.attrs.id);
});

test("the choices of a scene are reached by a key, and announced", async () => {
  const controller = await withMap();
  controller.select(place(controller, "door").key);
  const choices = children(place(controller, "door"), "choice");
  await key("door", "c");
  assert.equal(controller.store.selected, choices[0]!.key);
  assert.ok(controller.announcement.sentence);
  for (const _ of choices) await key("door", "c");
  assert.equal(controller.store.selected, place(controller, "door").key);
});

test("a small move of the view draws no card anew", async () => {
  await withMap();
  const [before, group] = [card("door"), svg().querySelector("g")!];
  const drawn = before.outerHTML;
  const seen: string[] = [];
  const watch = new window.MutationObserver((changes) => {
    for (const { target } of changes) seen.push((target as Element).tagName);
  });
  watch.observe(svg(), { attributes: true, childList: true, subtree: true });
  const was = group.getAttribute("transform");
  await drag(svg(), { x: 900, y: 700 }, { x: 930, y: 690 });
  watch.disconnect();
  assert.notEqual(group.getAttribute("transform"), was);
  assert.deepEqual([...new Set(seen)], ["g"]);
  assert.equal(card("door").outerHTML, drawn);
});

test("a card shows who speaks first, what they say, and how strong each choice is", () => {
  const level = (attrs: Record<string, string>) => elementData("level", attrs);
  const choice = (id: string, ...levels: ReturnType<typeof level>[]) =>
    elementData("choice", { id, to: "out" }, [elementData("say", {}, "So."), ...levels]);
  const tree = withKeys(
    elementData("powerstruggle_scenario", {}, [
      elementData("person", { id: "ira", name: "Ira", portrait: "alder" }, ""),
      elementData("scene", { id: "a", title: "A" }, [
        elementData("cue", {}, "Rain."),
        elementData("line", { by: "ira", mood: "angry" }, ""),
        elementData("line", { by: "ira", mood: "wry" }, "Well, <em>well</em>."),
        choice("c1", level({ listening: "3", clarity: "1" })),
        choice("c2", level({ listening: "1", clarity: "2" })),
        choice("c3", level({ listening: "1" })),
        choice("c4"),
        choice("c5", level({ listening: "0" }), level({ listening: "3", if: "tension at least 7" })),
      ]),
      elementData("scene", { id: "b", title: "B", map: "10,-20" }, [elementData("cue", {}, "Snow.")]),
      elementData("scene", { id: "c", title: "C", map: "here" }, []),
    ]),
  );
  const face = (portrait: string, mood: string) => `${portrait}-${mood}`;
  const [a, b, c] = buildGraph(tree, new Map(), { t, kinds: new Map(), face }).places;
  assert.deepEqual([a!.line, a!.speaker, a!.face], ["Well, well.", "Ira", "alder-wry"]);
  assert.deepEqual(
    a!.dots!.map(({ strength }) => strength),
    ["strong", "mixed", "weak", "none", "weak"],
  );
  assert.deepEqual([b!.line, b!.speaker, b!.at], ["Snow.", undefined, { x: 10, y: -20 }]);
  assert.deepEqual([c!.line, c!.at], ["", undefined]);
  assert.equal(replyStrength(children(tree.nodes![1] as TreeNode, "choice")[0]!), "strong");
});

test("the map is loaded when it is opened; where that fails it is told and can be tried again", async () => {
  // Files are not really loaded here: first that counts as a failure, then as a success.
  const { settings } = (window as unknown as { happyDOM: { settings: Record<string, unknown> } }).happyDOM;
  await withMap(MapLater, { map: { js: "/public/map.js", css: "/public/map.css" } });
  const pane = () => document.querySelector(".ps-map-later")!;
  assert.match(pane().textContent!, /could not be loaded/);
  settings.handleDisabledFileLoadingAsSuccess = true;
  window.PowerStruggleMap = () => h("p", { class: "its-the-map" }, "The map");
  pane().querySelector("button")!.click();
  await calm();
  assert.ok(document.querySelector(".its-the-map"));
  assert.equal(document.head.querySelectorAll("script[src='/public/map.js']").length, 1);
  window.PowerStruggleMap = undefined;
});
