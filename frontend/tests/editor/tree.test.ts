import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/editor.json";
import { countMatches, findHits, type Query, replaceHits } from "../../src/editor/find/find";
import { buildGraph, graphShape } from "../../src/editor/map/graph";
import { createClip, duplicatePlaces, parseClip, pasteClip } from "../../src/editor/operations/copying";
import { addChoice, addScene, moveNode } from "../../src/editor/operations/edits";
import { freshId } from "../../src/editor/operations/ids";
import { allLinks, exclusiveBranch } from "../../src/editor/operations/links";
import { removalConsequences, removePlaces } from "../../src/editor/operations/removing";
import { addVariant, firstWording, removeVariant, variantsOf } from "../../src/editor/operations/variants";
import { EditorStore } from "../../src/editor/store";
import { choiceText, isWellFormed } from "../../src/editor/text/texts";
import { children, elementData, pathTo, toTreeData, updateNode, withAttribute, withKeys } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { quickLayout } from "../../src/ui/map/layout-task";
import { nearestNode } from "../../src/ui/map/neighbors";
import { edgePath, wrapTitle } from "../../src/ui/map/paths";
import { createTranslate } from "../../src/ui/words";
import { openWindow } from "../helpers";
import { small } from "./helpers";

beforeEach(openWindow);

const t = createTranslate<WordKey>(english);
const everything: Query = { words: "", matchCase: false, wholeWord: false, scope: "all" };
const ids = (tree: ReturnType<typeof small>) => children(tree, "scene", "ending").map((place) => place.attrs.id);

test("an id is made from the title: short, unique and never a word of conditions", () => {
  assert.equal(freshId(new Set(), "Four inches of door", "scene"), "four-inches-of-door");
  assert.equal(freshId(new Set(["jar"]), "Jar", "scene"), "jar-2");
  assert.equal(freshId(new Set(["jar", "jar-2"]), "Jar!", "scene"), "jar-3");
  assert.equal(freshId(new Set(), "Élodie’s 2nd key", "scene"), "elodies-2nd-key");
  assert.equal(freshId(new Set(), "Visited", "scene"), "visited-2");
  assert.equal(freshId(new Set(), "22, again", "scene"), "again");
  assert.equal(freshId(new Set(), "الباب", "scene"), "scene");
  assert.ok(freshId(new Set(), "word ".repeat(40), "scene").length <= 40);
});

test("a scene is added after the given one; all other ids stay", () => {
  const tree = small();
  const made = addScene(tree, "New one", children(tree, "scene")[0]!.key);
  assert.deepEqual(ids(made.tree), ["door", "new-one", "jar", "loop", "out", "left"]);
  assert.equal(pathTo(made.tree, made.key).at(-1)?.attrs.id, "new-one");
});

test("a new choice has the escaped text and an id made from it", () => {
  const tree = small();
  const made = addChoice(tree, children(tree, "scene")[1]!.key, "Take <all> the time you need & more");
  const choice = pathTo(made.tree, made.key).at(-1)!;
  assert.equal(choice.nodes?.[0]?.text, "Take &lt;all&gt; the time you need &amp; more");
  assert.equal(choice.attrs.id, "take-all-the-time-you");
});

test("a text gets variants, is named by the first one, and is a text again when one is left", () => {
  const [first, second, third] = ["", "", ""].map((text) => withKeys(elementData("variant", {}, text)));
  const line = withKeys(elementData("line", { by: "ira" }, "Look."));
  const two = addVariant(line, first!, { ...second!, text: "See <em>this</em>." });
  assert.deepEqual(toTreeData(two), {
    tag: "line",
    attrs: { by: "ira" },
    nodes: [elementData("variant", {}, "Look."), elementData("variant", {}, "See <em>this</em>.")],
  });
  const three = addVariant(two, withKeys(elementData("variant")), third!);
  assert.equal(variantsOf(three).length, 3);
  assert.equal(firstWording(three), "Look.");
  const left = removeVariant(removeVariant(three, third!.key), first!.key);
  assert.deepEqual(toTreeData(left), elementData("line", { by: "ira" }, "See <em>this</em>."));
});

test("a choice is named, found and replaced by the words of its variants", () => {
  const variants = ["Tea &amp; milk?", "A cup of tea?"].map((text) => elementData("variant", {}, text));
  const choice = withKeys(elementData("choice", {}, [elementData("say", {}, variants)]));
  assert.equal(choiceText(choice), "Tea & milk?");
  const tree = withKeys(elementData("powerstruggle_scenario", {}, [toTreeData(choice)]));
  const hits = findHits(tree, { ...everything, words: "tea" }, tree.key);
  assert.equal(hits.length, 2);
  const replaced = replaceHits(tree, { ...everything, words: "tea" }, hits, "coffee");
  assert.equal(
    children(replaced, "choice")[0]
      ?.nodes?.[0]?.nodes?.map((node) => node.text)
      .join(" "),
    "coffee &amp; milk? A cup of coffee?",
  );
});

test("a new choice without words says nothing, and its id stands in no text", () => {
  const tree = small();
  const scene = children(tree, "scene")[0]!;
  const made = addChoice(tree, scene.key, "");
  const choice = pathTo(made.tree, made.key).at(-1)!;
  assert.equal(choice.attrs.id, "door-choice");
  assert.equal(choice.nodes?.[0]?.text, "");
  assert.equal(addChoice(made.tree, scene.key, " ").id, "door-choice-2");
});

test("deleting a scene reports and removes the targets that led to it, nothing else", () => {
  const tree = small();
  const gone = new Set(["jar"]);
  const found = removalConsequences(tree, gone);
  assert.deepEqual(
    found.ways.map((way) => [way.from, way.kind]),
    [
      ["", "gate"],
      ["door", "choice"],
      ["loop", "go"],
    ],
  );
  assert.equal(found.conditions.length, 1);
  assert.equal(found.start, false);
  const after = removePlaces(tree, gone);
  assert.deepEqual(ids(after), ["door", "loop", "out", "left"]);
  assert.deepEqual(
    allLinks(after).map((way) => way.to),
    ["", "", "loop", "door", ""],
  );
});

test("deleting the start scene is reported and removes the start", () => {
  const tree = small();
  assert.equal(removalConsequences(tree, new Set(["door"])).start, true);
  assert.equal(children(removePlaces(tree, new Set(["door"])), "start")[0]?.attrs.scene, undefined);
});

test("a branch is what can be reached only through its scene", () => {
  const tree = small();
  assert.deepEqual([...exclusiveBranch(tree, "loop")].sort(), ["loop"]);
  // A gate also leads to "jar", so "jar" does not depend on "door".
  assert.deepEqual([...exclusiveBranch(tree, "door")].sort(), ["door", "loop"]);
  assert.deepEqual([...exclusiveBranch(tree, "jar")].sort(), ["jar", "left"]);
});

test("links and conditions of copied scenes refer to the copies", () => {
  const tree = small();
  const copy = duplicatePlaces(tree, new Set(["jar", "left"]));
  const jar = children(copy.tree, "scene").find((scene) => scene.attrs.id === "jar-2")!;
  const [wait] = children(jar, "choice");
  assert.equal(wait?.attrs.id, "wait-2");
  assert.equal(wait?.attrs.to, "left-2");
  assert.equal(wait?.attrs.if, "visited jar-2 and not chose knock");
  assert.deepEqual(copy.missing, { addedPeople: [], others: [], ways: [], conditions: [], meters: [] });
});

test("pasting adds missing people and reports missing references", () => {
  const from = small();
  const clip = parseClip(JSON.stringify(createClip(from, children(from, "scene").slice(1, 2), "places")))!;
  const other = withKeys({
    tag: "powerstruggle_scenario",
    attrs: {},
    nodes: [{ tag: "scene", attrs: { id: "jar", title: "Mine" }, nodes: [] }],
  });
  const { tree, missing } = pasteClip(other, clip, undefined);
  assert.deepEqual(missing, { addedPeople: ["Ira"], others: [], ways: ["left"], conditions: ["knock"], meters: [] });
  assert.deepEqual(
    children(tree, "scene").map((scene) => scene.attrs.id),
    ["jar", "jar-2"],
  );
  assert.equal(children(tree, "person")[0]?.attrs.id, "ira");
});

test("another person with the same id is reported and not changed", () => {
  const from = small();
  const clip = createClip(from, children(from, "scene").slice(1, 2), "places");
  const other = updateNode(small(), children(small(), "person")[0]?.key ?? 0, (node) => node);
  const renamed = {
    ...other,
    nodes: other.nodes!.map((node) => (node.tag === "person" ? withAttribute(node, "name", "Bo") : node)),
  };
  const { missing, tree } = pasteClip(renamed, clip);
  assert.deepEqual(missing.others, [{ id: "ira", there: "Ira", here: "Bo" }]);
  assert.equal(children(tree, "person").length, 1);
});

test("other clipboard content is not a clip", () => {
  for (const text of [
    "",
    "hello",
    "null",
    "[]",
    "{}",
    '{"powerstruggle":"clip","kind":"places","nodes":[{"tag":1}],"people":[],"meters":[]}',
    '{"powerstruggle":"clip","kind":"other","nodes":[],"people":[],"meters":[]}',
  ])
    assert.equal(parseClip(text), null, text);
});

test("moving swaps with the next element of the kind and stops at the ends", () => {
  const tree = small();
  const [door, jar] = children(tree, "scene");
  assert.deepEqual(ids(moveNode(tree, door!.key, 1)), ["jar", "door", "loop", "out", "left"]);
  assert.equal(moveNode(tree, door!.key, -1), tree);
  assert.deepEqual(ids(moveNode(tree, jar!.key, -1)), ["jar", "door", "loop", "out", "left"]);
});

test("finding searches text only: no marks, ids, conditions or addresses", () => {
  const tree = small();
  assert.equal(findHits(tree, { ...everything, words: "em" }, 0).length, 0);
  assert.equal(findHits(tree, { ...everything, words: "example" }, 0).length, 0);
  assert.deepEqual(
    findHits(tree, { ...everything, words: "tea & milk" }, 0).map((hit) => hit.found),
    ["Tea & milk"],
  );
  assert.equal(findHits(tree, { ...everything, words: "tea & milk", matchCase: true }, 0).length, 0);
  assert.equal(findHits(tree, { ...everything, words: "te", wholeWord: true }, 0).length, 0);
  assert.equal(findHits(tree, { ...everything, words: "secret" }, 0).length, 1);
  assert.equal(findHits(tree, { ...everything, words: "secret", scope: "learners" }, 0).length, 0);
  assert.equal(
    findHits(tree, { ...everything, words: "jar", scope: "here" }, children(tree, "scene")[1]!.key).length,
    1,
  );
});

test("replacing keeps marks and escapes the new text; single hits can be replaced", () => {
  const tree = small();
  const query = { ...everything, words: "i" };
  const line = (root: typeof tree) => children(children(root, "scene")[0]!, "line")[0]?.text;
  assert.equal(line(tree), '<em>It</em> is <a href="https://i.example/">cold</a>, Ira.');
  const hits = findHits(tree, query, 0).filter((hit) => hit.tag === "line");
  assert.equal(
    line(replaceHits(tree, query, hits.slice(1, 2), "<&>")),
    '<em>It</em> &lt;&amp;&gt;s <a href="https://i.example/">cold</a>, Ira.',
  );
  assert.equal(line(replaceHits(tree, query, hits, "")), '<em>t</em> s <a href="https://i.example/">cold</a>, ra.');
  assert.equal(replaceHits(tree, query, [], "x"), tree);
});

test("a replacement is found again only when it contains the search text", () => {
  const query: Query = { words: "the", matchCase: false, wholeWord: false, scope: "all" };
  assert.deepEqual(
    [countMatches("these", query), countMatches("a", query), countMatches("the other", query)],
    [1, 0, 2],
  );
});

test("adjacent whole words are all found", () => {
  const tree = withKeys({ tag: "powerstruggle_scenario", attrs: { display_name: "ab ab ab, ab" } });
  assert.equal(findHits(tree, { ...everything, words: "ab", wholeWord: true }, 0).length, 4);
});

test("typing in one field is one step; a pause, another field or an undo starts a new one", () => {
  let now = 0;
  const tree = small();
  const store = new EditorStore(tree, tree.key, () => now);
  const key = children(tree, "scene")[0]!.key;
  const typed = (title: string) =>
    store.edit("Title", (root) => updateNode(root, key, (node) => withAttribute(node, "title", title)), {
      field: "title",
    });
  for (const title of ["a", "ab", "abc"]) {
    now += 100;
    typed(title);
  }
  assert.equal(store.undoDepth, 1);
  now += 5000;
  typed("abcd");
  assert.equal(store.undoDepth, 2);
  store.undo();
  assert.equal(pathTo(store.tree, key).at(-1)?.attrs.title, "abc");
  store.undo();
  assert.equal(store.tree, tree);
  assert.equal(store.dirty, false);
});

test("well-formed markup is recognized", () => {
  for (const good of [
    "",
    "a",
    "a &amp; b",
    "<em>a</em>",
    "<br/>",
    '<a href="x?a=1&amp;b">x</a>',
    "<p><q>a</q></p>",
    "&#160;?",
  ])
    assert.ok(isWellFormed(good), good);
  for (const bad of [
    "a & b",
    "a < b",
    "<em>a",
    "</em>",
    "<em>a</strong>",
    "&nbsp;",
    "<a href=x>y</a>",
    '<a href="x&y">y</a>',
  ])
    assert.ok(!isWellFormed(bad), bad);
});

test("the graph has all links, and its shape does not depend on texts", () => {
  const tree = small();
  const words = { t, kinds: new Map([["rupture", "a rupture"]]), face: () => "" };
  const graph = buildGraph(tree, new Map(), words);
  assert.deepEqual(
    graph.places.map(({ id, kind }) => `${kind} ${id}`),
    ["scene door", "scene jar", "scene loop", "ending out", "ending left"],
  );
  assert.deepEqual(
    graph.ways.map(({ from, to, kind }) => `${kind} ${from}-${to}`),
    ["choice door-jar", "choice door-loop", "choice jar-left", "choice loop-door", "go loop-jar"],
  );
  assert.equal(graph.gates[0]?.to, "jar");
  const retitled = updateNode(tree, children(tree, "scene")[0]!.key, (node) => withAttribute(node, "title", "Else"));
  assert.equal(graphShape(buildGraph(retitled, new Map(), words)), graphShape(graph));
});

test("without a worker all boxes have distinct positions and all edges a path", () => {
  const graph = buildGraph(small(), new Map(), { t, kinds: new Map(), face: () => "" });
  const layout = quickLayout(graph);
  const spots = [...layout.boxes.values()].map(({ x, y }) => `${x} ${y}`);
  assert.equal(new Set(spots).size, graph.places.length + graph.gates.length);
  for (const { from, to } of graph.ways) assert.match(edgePath(layout, from, to) ?? "", /^M[\d., CL-]+$/);
  assert.equal(edgePath(layout, "door", "nowhere"), null);
});

test("a wide loop of scenes is laid out quickly", () => {
  const nodes = Array.from({ length: 400 }, (_, index) => ({
    tag: "scene",
    attrs: { id: `s${index}` },
    nodes: [1, 2, 3].map((step) => ({
      tag: "choice",
      attrs: { id: `c${index}-${step}`, to: `s${(index + step) % 400}` },
      nodes: [],
    })),
  }));
  const tree = withKeys({
    tag: "powerstruggle_scenario",
    attrs: {},
    nodes: [{ tag: "start", attrs: { scene: "s0" } }, ...nodes],
  });
  assert.equal(quickLayout(buildGraph(tree, new Map(), { t, kinds: new Map(), face: () => "" })).boxes.size, 400);
});

test("arrow keys on the map follow edges, else lead to the nearest box", () => {
  const graph = buildGraph(small(), new Map(), { t, kinds: new Map(), face: () => "" });
  const layout = quickLayout(graph);
  const down = nearestNode(graph, layout, "door", "ArrowDown");
  assert.ok(down === "jar" || down === "loop");
  assert.equal(nearestNode(graph, layout, down, "ArrowUp"), "door");
  assert.equal(nearestNode(graph, layout, null, "ArrowDown"), "door");
});

test("long titles get two lines and an ellipsis", () => {
  assert.deepEqual(wrapTitle("Four inches", 20), ["Four inches"]);
  assert.deepEqual(wrapTitle("one two three four five six seven", 10), ["one two", "three four…"]);
});

test("adding and removing keys does not change the data", () => {
  const tree = small();
  assert.deepEqual(toTreeData(withKeys(toTreeData(tree))), toTreeData(tree));
});
