import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { countIn, find, replaced, type Query } from "../../src/editor/find/find";
import { neighbour } from "../../src/ui/map/neighbors";
import { graphOf, shapeOf } from "../../src/editor/map/graph";
import { quickLayout } from "../../src/ui/map/layout";
import { pathOf, twoLines } from "../../src/ui/map/paths";
import { clipFrom, clipOf, duplicated, pasted } from "../../src/editor/operations/copying";
import { addChoice, addScene, moved } from "../../src/editor/operations/edits";
import { freshId } from "../../src/editor/operations/ids";
import { branchOf, waysOf } from "../../src/editor/operations/links";
import { consequences, withoutPlaces } from "../../src/editor/operations/removing";
import { Store } from "../../src/editor/store";
import { wellFormed } from "../../src/editor/text/texts";
import { bare, changed, children, keyed, wayTo, withAttr } from "../../src/editor/tree";
import type { WordKey } from "../../src/editor/words";
import { speaker } from "../../src/ui/words";
import { small } from "./helpers";
import { openWindow } from "../helpers";
import english from "../../../powerstruggle_xblock/words/editor.json";

beforeEach(openWindow);

const say = speaker<WordKey>(english);
const everything: Query = { words: "", matchCase: false, wholeWord: false, scope: "all" };
const ids = (tree: ReturnType<typeof small>) => children(tree, "scene", "ending").map((place) => place.attrs.id);

test("an id is made from the title: letters only, short, unlike any other, never a word of the conditions", () => {
  assert.equal(freshId(new Set(), "Four inches of door", "scene"), "four-inches-of-door");
  assert.equal(freshId(new Set(["jar"]), "Jar", "scene"), "jar-2");
  assert.equal(freshId(new Set(["jar", "jar-2"]), "Jar!", "scene"), "jar-3");
  assert.equal(freshId(new Set(), "Élodie’s 2nd key", "scene"), "elodies-2nd-key");
  assert.equal(freshId(new Set(), "Visited", "scene"), "visited-2");
  assert.equal(freshId(new Set(), "22, again", "scene"), "again");
  assert.equal(freshId(new Set(), "الباب", "scene"), "scene");
  assert.ok(freshId(new Set(), "word ".repeat(40), "scene").length <= 40);
});

test("adding a scene puts it behind the given one and leaves every id that was there", () => {
  const tree = small();
  const made = addScene(tree, "New one", children(tree, "scene")[0]!.key);
  assert.deepEqual(ids(made.tree), ["door", "new-one", "jar", "loop", "out", "left"]);
  assert.equal(wayTo(made.tree, made.key).at(-1)?.attrs.id, "new-one");
});

test("a new choice says the words that were typed, marks escaped, and is called after them", () => {
  const tree = small();
  const made = addChoice(tree, children(tree, "scene")[1]!.key, "Take <all> the time you need & more");
  const choice = wayTo(made.tree, made.key).at(-1)!;
  assert.equal(choice.nodes?.[0]?.text, "Take &lt;all&gt; the time you need &amp; more");
  assert.equal(choice.attrs.id, "take-all-the-time-you");
});

test("deleting a scene names what led there, unsets it and no more", () => {
  const tree = small();
  const gone = new Set(["jar"]);
  const found = consequences(tree, gone);
  assert.deepEqual(found.ways.map((way) => [way.from, way.kind]), [["", "gate"], ["door", "choice"], ["loop", "go"]]);
  assert.equal(found.conditions.length, 1);
  assert.equal(found.start, false);
  const after = withoutPlaces(tree, gone);
  assert.deepEqual(ids(after), ["door", "loop", "out", "left"]);
  assert.deepEqual(waysOf(after).map((way) => way.to), ["", "", "loop", "door", ""]);
});

test("deleting where the talk starts says so and unsets the start", () => {
  const tree = small();
  assert.equal(consequences(tree, new Set(["door"])).start, true);
  assert.equal(children(withoutPlaces(tree, new Set(["door"])), "start")[0]?.attrs.scene, undefined);
});

test("a branch is what can be reached through its scene alone", () => {
  const tree = small();
  assert.deepEqual([...branchOf(tree, "loop")].sort(), ["loop"]);
  // A gate leads to the jar as well, so what hangs on the jar does not hang on the door.
  assert.deepEqual([...branchOf(tree, "door")].sort(), ["door", "loop"]);
  assert.deepEqual([...branchOf(tree, "jar")].sort(), ["jar", "left"]);
});

test("a copy of several scenes leads to its own, and asks for its own", () => {
  const tree = small();
  const copy = duplicated(tree, new Set(["jar", "left"]));
  const jar = children(copy.tree, "scene").find((scene) => scene.attrs.id === "jar-2")!;
  const [wait] = children(jar, "choice");
  assert.equal(wait?.attrs.id, "wait-2");
  assert.equal(wait?.attrs.to, "left-2");
  assert.equal(wait?.attrs.if, "visited jar-2 and not chose knock");
  assert.deepEqual(copy.missing, { brought: [], others: [], ways: [], conditions: [], meters: [] });
});

test("pasting elsewhere brings people along and names what is not there", () => {
  const from = small();
  const clip = clipFrom(JSON.stringify(clipOf(from, children(from, "scene").slice(1, 2), "places")))!;
  const other = keyed({ tag: "powerstruggle_scenario", attrs: {}, nodes: [{ tag: "scene", attrs: { id: "jar", title: "Mine" }, nodes: [] }] });
  const { tree, missing } = pasted(other, clip, undefined);
  assert.deepEqual(missing, { brought: ["Ira"], others: [], ways: ["left"], conditions: ["knock"], meters: [] });
  assert.deepEqual(children(tree, "scene").map((scene) => scene.attrs.id), ["jar", "jar-2"]);
  assert.equal(children(tree, "person")[0]?.attrs.id, "ira");
});

test("a person of the same id who is somebody else is named, and stays who they are", () => {
  const from = small();
  const clip = clipOf(from, children(from, "scene").slice(1, 2), "places");
  const other = changed(small(), children(small(), "person")[0]?.key ?? 0, (node) => node);
  const renamed = { ...other, nodes: other.nodes!.map((node) => (node.tag === "person" ? withAttr(node, "name", "Bo") : node)) };
  const { missing, tree } = pasted(renamed, clip);
  assert.deepEqual(missing.others, [{ id: "ira", there: "Ira", here: "Bo" }]);
  assert.equal(children(tree, "person").length, 1);
});

test("whatever else is on the clipboard is no clip", () => {
  for (const text of ["", "hello", "null", "[]", "{}", '{"powerstruggle":"clip","kind":"places","nodes":[{"tag":1}],"people":[],"meters":[]}',
    '{"powerstruggle":"clip","kind":"other","nodes":[],"people":[],"meters":[]}']) assert.equal(clipFrom(text), null, text);
});

test("moving goes past the next of its kind, and stops at the ends", () => {
  const tree = small();
  const [door, jar] = children(tree, "scene");
  assert.deepEqual(ids(moved(tree, door!.key, 1)), ["jar", "door", "loop", "out", "left"]);
  assert.equal(moved(tree, door!.key, -1), tree);
  assert.deepEqual(ids(moved(tree, jar!.key, -1)), ["jar", "door", "loop", "out", "left"]);
});

test("finding looks at words alone: not at marks, ids, conditions or addresses", () => {
  const tree = small();
  assert.equal(find(tree, { ...everything, words: "em" }, 0).length, 0);
  assert.equal(find(tree, { ...everything, words: "example" }, 0).length, 0);
  assert.deepEqual(find(tree, { ...everything, words: "tea & milk" }, 0).map((hit) => hit.found), ["Tea & milk"]);
  assert.equal(find(tree, { ...everything, words: "tea & milk", matchCase: true }, 0).length, 0);
  assert.equal(find(tree, { ...everything, words: "te", wholeWord: true }, 0).length, 0);
  assert.equal(find(tree, { ...everything, words: "secret" }, 0).length, 1);
  assert.equal(find(tree, { ...everything, words: "secret", scope: "learners" }, 0).length, 0);
  assert.equal(find(tree, { ...everything, words: "jar", scope: "here" }, children(tree, "scene")[1]!.key).length, 1);
});

test("replacing keeps the marks and escapes what is put in; one hit alone can be replaced", () => {
  const tree = small();
  const query = { ...everything, words: "i" };
  const line = (root: typeof tree) => children(children(root, "scene")[0]!, "line")[0]?.text;
  assert.equal(line(tree), "<em>It</em> is <a href=\"https://i.example/\">cold</a>, Ira.");
  const hits = find(tree, query, 0).filter((hit) => hit.tag === "line");
  assert.equal(line(replaced(tree, query, hits.slice(1, 2), "<&>")), "<em>It</em> &lt;&amp;&gt;s <a href=\"https://i.example/\">cold</a>, Ira.");
  assert.equal(line(replaced(tree, query, hits, "")), "<em>t</em> s <a href=\"https://i.example/\">cold</a>, ra.");
  assert.equal(replaced(tree, query, [], "x"), tree);
});

test("a replaced word counts once more only where the new words hold it", () => {
  const query: Query = { words: "the", matchCase: false, wholeWord: false, scope: "all" };
  assert.deepEqual([countIn("these", query), countIn("a", query), countIn("the other", query)], [1, 0, 2]);
});

test("one word after the other is found whole, with only a space between them", () => {
  const tree = keyed({ tag: "powerstruggle_scenario", attrs: { display_name: "ab ab ab, ab" } });
  assert.equal(find(tree, { ...everything, words: "ab", wholeWord: true }, 0).length, 4);
});

test("typing in one field is one step; a pause, another field or an undo begins a new one", () => {
  let now = 0;
  const tree = small();
  const store = new Store(tree, tree.key, () => now);
  const key = children(tree, "scene")[0]!.key;
  const typed = (title: string) => store.edit("Title", (root) => changed(root, key, (node) => withAttr(node, "title", title)), { field: "title" });
  for (const title of ["a", "ab", "abc"]) { now += 100; typed(title); }
  assert.equal(store.depth, 1);
  now += 5000;
  typed("abcd");
  assert.equal(store.depth, 2);
  store.undo();
  assert.equal(wayTo(store.tree, key).at(-1)?.attrs.title, "abc");
  store.undo();
  assert.equal(store.tree, tree);
  assert.equal(store.dirty, false);
});

test("markup is told from what only looks like it", () => {
  for (const good of ["", "a", "a &amp; b", "<em>a</em>", "<br/>", "<a href=\"x?a=1&amp;b\">x</a>", "<p><q>a</q></p>", "&#160;?"]) assert.ok(wellFormed(good), good);
  for (const bad of ["a & b", "a < b", "<em>a", "</em>", "<em>a</strong>", "&nbsp;", "<a href=x>y</a>", "<a href=\"x&y\">y</a>"]) assert.ok(!wellFormed(bad), bad);
});

test("the map shows every way, and its shape does not depend on texts", () => {
  const tree = small();
  const words = { say, kinds: new Map([["rupture", "a rupture"]]) };
  const graph = graphOf(tree, new Map(), words);
  assert.deepEqual(graph.places.map(({ id, kind }) => `${kind} ${id}`), ["scene door", "scene jar", "scene loop", "ending out", "ending left"]);
  assert.deepEqual(graph.ways.map(({ from, to, kind }) => `${kind} ${from}-${to}`),
    ["choice door-jar", "choice door-loop", "choice jar-left", "choice loop-door", "go loop-jar"]);
  assert.equal(graph.gates[0]?.to, "jar");
  const retitled = changed(tree, children(tree, "scene")[0]!.key, (node) => withAttr(node, "title", "Else"));
  assert.equal(shapeOf(graphOf(retitled, new Map(), words)), shapeOf(graph));
});

test("without a worker every box still has a place of its own, and every way a line", () => {
  const graph = graphOf(small(), new Map(), { say, kinds: new Map() });
  const layout = quickLayout(graph);
  const spots = [...layout.boxes.values()].map(({ x, y }) => `${x} ${y}`);
  assert.equal(new Set(spots).size, graph.places.length + graph.gates.length);
  for (const { from, to } of graph.ways) assert.match(pathOf(layout, from, to) ?? "", /^M[\d., C-]+$/);
  assert.equal(pathOf(layout, "door", "nowhere"), null);
});

test("a wide loop of scenes is laid out at once", () => {
  const nodes = Array.from({ length: 400 }, (_, index) => ({
    tag: "scene", attrs: { id: `s${index}` },
    nodes: [1, 2, 3].map((step) => ({ tag: "choice", attrs: { id: `c${index}-${step}`, to: `s${(index + step) % 400}` }, nodes: [] })),
  }));
  const tree = keyed({ tag: "powerstruggle_scenario", attrs: {}, nodes: [{ tag: "start", attrs: { scene: "s0" } }, ...nodes] });
  assert.equal(quickLayout(graphOf(tree, new Map(), { say, kinds: new Map() })).boxes.size, 400);
});

test("arrow keys on the map go along lines and to what lies there", () => {
  const graph = graphOf(small(), new Map(), { say, kinds: new Map() });
  const layout = quickLayout(graph);
  const down = neighbour(graph, layout, "door", "ArrowDown");
  assert.ok(down === "jar" || down === "loop");
  assert.equal(neighbour(graph, layout, down, "ArrowUp"), "door");
  assert.equal(neighbour(graph, layout, null, "ArrowDown"), "door");
});

test("long titles get two lines and an ellipsis", () => {
  assert.deepEqual(twoLines("Four inches", 20), ["Four inches"]);
  assert.deepEqual(twoLines("one two three four five six seven", 10), ["one two", "three four…"]);
});

test("a round through keys changes nothing that travels", () => {
  const tree = small();
  assert.deepEqual(bare(keyed(bare(tree))), bare(tree));
});
