import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { matchOptions } from "../../src/editor/forms/picker";
import { appendImport, replaceWithImport } from "../../src/editor/import/insert-import";
import { insertAmong, insertInOrder, insertionIndex } from "../../src/editor/operations/insertion";
import { child, children, elementData, pathTo, withKeys } from "../../src/editor/tree";
import { openWindow } from "../helpers";
import { small, smallBare } from "./helpers";

beforeEach(openWindow);

const ids = (tree: ReturnType<typeof small>) => children(tree, "scene", "ending").map(({ attrs }) => attrs.id);
const imported = () =>
  withKeys({
    ...smallBare(),
    nodes: [
      ...smallBare().nodes!,
      elementData("meters", {}, [elementData("meter", { id: "hunger", name: "Hunger" }, [])]),
      elementData("scene", { id: "kitchen", title: "Kitchen" }, [
        elementData("choice", { id: "eat", to: "door", if: "hunger over 3" }, [elementData("say", {}, "Eat?")]),
      ]),
    ],
  });

test("an import replaces the tree and keeps the component's settings", () => {
  const root = withKeys({ ...smallBare(), attrs: { display_name: "Mine", weight: "7", max_attempts: "2" } });
  const addedPeople = replaceWithImport(root, withKeys(smallBare()), ["weight", "max_attempts"]);
  assert.deepEqual(addedPeople.tree.attrs, { display_name: "The door", weight: "7", max_attempts: "2" });
  assert.equal(pathTo(addedPeople.tree, addedPeople.findKey([5, 1])!).at(-1)?.attrs.id, "knock");
  assert.equal(addedPeople.findKey(null), null);
  assert.equal(pathTo(addedPeople.tree, addedPeople.findKey([5, 2])!).at(-1)?.attrs.id, "again");
});

test("an imported branch has new ids, its links stay inside, and the chosen choice leads to its start", () => {
  const root = small();
  const choice = children(children(root, "scene")[1]!, "choice")[0]!;
  const addedPeople = appendImport(root, imported(), choice.key);
  assert.deepEqual(
    ids(addedPeople.tree).sort(),
    [...ids(root), "door-2", "jar-2", "loop-2", "kitchen", "out-2", "left-2"].sort(),
  );
  const kitchen = children(addedPeople.tree, "scene").find(({ attrs }) => attrs.id === "kitchen")!;
  assert.equal(children(kitchen, "choice")[0]!.attrs.to, "door-2");
  assert.equal(pathTo(addedPeople.tree, choice.key).at(-1)!.attrs.to, "door-2");
  assert.equal(child(addedPeople.tree, "start")!.attrs.scene, "door");
});

test("an imported branch adds missing meters and notes, and its report finds its elements", () => {
  const root = small();
  const addedPeople = appendImport(root, imported(), null);
  assert.deepEqual(
    children(child(addedPeople.tree, "meters")!, "meter").map(({ attrs }) => attrs.id),
    ["hunger"],
  );
  assert.equal(children(addedPeople.tree, "note").length, 2);
  assert.equal(pathTo(addedPeople.tree, addedPeople.findKey([5, 0])!).at(-2)!.attrs.id, "door-2");
  assert.equal(pathTo(addedPeople.tree, addedPeople.findKey([11])!).at(-1)!.attrs.id, "kitchen");
  assert.equal(addedPeople.findKey([1]), null);
});

test("new elements are inserted where the notation has them", () => {
  const root = withKeys(
    elementData("powerstruggle_scenario", {}, [elementData("scene", { id: "a" }, []), elementData("note", {}, "")]),
  );
  assert.deepEqual(
    insertInOrder(root, withKeys(elementData("about", {}, []))).nodes!.map(({ tag }) => tag),
    ["about", "scene", "note"],
  );
  const scene = withKeys(
    elementData("scene", {}, [
      elementData("line", {}, "x"),
      elementData("hint", {}, "y"),
      elementData("choice", {}, []),
    ]),
  );
  assert.equal(insertionIndex(scene, "cue"), 1);
  assert.equal(insertionIndex(scene, "shift"), 1);
  assert.equal(insertionIndex(scene, "choice"), 3);
  const withNote = withKeys(elementData("scene", {}, [elementData("line", {}, "x"), elementData("note", {}, "y")]));
  const added = [withKeys(elementData("choice", {}, []))];
  assert.deepEqual(
    insertAmong(withNote, "choice", added).nodes!.map(({ tag }) => tag),
    ["line", "choice", "note"],
  );
  const mixed = withKeys(
    elementData("powerstruggle_scenario", {}, [
      elementData("scene", { id: "a" }, []),
      elementData("ending", { id: "b" }, []),
      elementData("scene", { id: "c" }, []),
    ]),
  );
  assert.equal(insertionIndex(mixed, "scene", mixed.nodes![0]!.key), 1);
  assert.equal(insertionIndex(mixed, "scene", mixed.nodes![1]!.key), 3);
  assert.equal(insertionIndex(mixed, "ending"), 2);
});

test("options are found by any word without accents; matching names come first", () => {
  const options = [
    { value: "1", label: "Nouvelle scène", group: "Ending" },
    { value: "2", label: "New ending" },
    { value: "3", label: "Other", about: "tension up 2" },
  ];
  assert.deepEqual(
    matchOptions(options, "SCENE nou").map(({ value }) => value),
    ["1"],
  );
  assert.deepEqual(
    matchOptions(options, "ending").map(({ value }) => value),
    ["2", "1"],
  );
  assert.deepEqual(
    matchOptions(options, "up").map(({ value }) => value),
    ["3"],
  );
  assert.equal(matchOptions(options, "").length, 3);
});
