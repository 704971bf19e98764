import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { beginDrag } from "../../src/editor/forms/dragging";
import { moveNodeTo, placeAmong } from "../../src/editor/operations/reordering";
import { children, type TreeNode } from "../../src/editor/tree";
import { openWindow } from "../helpers";
import { small } from "./helpers";

const ids = (tree: TreeNode, tag: string) => children(tree, tag).map(({ attrs }) => attrs.id);

test("an element goes to any place among its kind, and nothing else moves", () => {
  const tree = small();
  const [door, jar] = children(tree, "scene");
  assert.deepEqual(ids(moveNodeTo(tree, door!.key, 2), "scene"), ["jar", "loop", "door"]);
  assert.deepEqual(ids(moveNodeTo(tree, jar!.key, 0), "scene"), ["jar", "door", "loop"]);
  const tags = (root: TreeNode) => root.nodes!.map(({ tag }) => tag);
  assert.deepEqual(tags(moveNodeTo(tree, door!.key, 2)), tags(tree));
  const knock = children(door!, "choice")[0]!;
  assert.deepEqual(ids(children(moveNodeTo(tree, knock.key, 1), "scene")[0]!, "choice"), ["again", "knock"]);
});

test("where it stands already, the tree is the same", () => {
  const tree = small();
  assert.equal(moveNodeTo(tree, children(tree, "scene")[1]!.key, 1), tree);
  assert.equal(moveNodeTo(tree, -5, 0), tree);
  const nodes = tree.nodes!;
  assert.equal(
    placeAmong(nodes, nodes[0]!.key, 3, ({ tag }) => tag === "about"),
    nodes,
  );
});

// --- the pointer ---

let list: HTMLElement;
let dropped: number[];

beforeEach(() => {
  openWindow();
  for (const name of ["requestAnimationFrame", "cancelAnimationFrame"] as const)
    Object.defineProperty(globalThis, name, { value: () => 0, configurable: true });
  list = document.createElement("ol");
  dropped = [];
  // Three items, each 10 pixels high.
  for (let at = 0; at < 3; at++) {
    const item = document.createElement("li");
    item.getBoundingClientRect = () => ({ top: at * 10, bottom: at * 10 + 10 }) as DOMRect;
    item.append(document.createElement("span"));
    list.append(item);
  }
  document.body.append(list);
});

const items = () => [...list.children] as HTMLElement[];
const pointer = (type: string, clientY: number) => new window.PointerEvent(type, { clientY, button: 0, bubbles: true });

function drag(from: number): HTMLElement {
  const grip = items()[from]!.firstElementChild as HTMLElement;
  grip.addEventListener("pointerdown", (event) =>
    beginDrag(event as PointerEvent, items()[from]!, items(), (to) => dropped.push(to)),
  );
  grip.dispatchEvent(pointer("pointerdown", from * 10 + 5));
  return grip;
}

test("an item is dropped where the pointer is released, and the place is shown before", () => {
  const grip = drag(0);
  grip.dispatchEvent(pointer("pointermove", 18));
  assert.deepEqual(
    items().map(({ dataset }) => dataset.drop),
    [undefined, undefined, "before"],
  );
  grip.dispatchEvent(pointer("pointermove", 29));
  assert.equal(items()[2]!.dataset.drop, "after");
  grip.dispatchEvent(pointer("pointerup", 29));
  assert.deepEqual(dropped, [2]);
  assert.ok(items().every(({ dataset }) => dataset.drop === undefined && dataset.dragged === undefined));
});

test("a drag to where it was, Escape, and a lost pointer change nothing", () => {
  for (const end of ["back", "Escape", "pointercancel"]) {
    const grip = drag(1);
    grip.dispatchEvent(pointer("pointermove", 1));
    assert.equal(items()[0]!.dataset.drop, "before");
    if (end === "back") grip.dispatchEvent(pointer("pointermove", 15));
    if (end === "Escape")
      document.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Escape", cancelable: true }) as never);
    if (end === "pointercancel") grip.dispatchEvent(pointer("pointercancel", 1));
    grip.dispatchEvent(pointer("pointerup", 1 + (end === "back" ? 14 : 0)));
    assert.deepEqual(dropped, [], end);
  }
});
