// The editor's own store and operations, driven from outside: one JSON request a line in, one answer a line out.
// tests/editor/ of the checkout asks it for what only another language can judge: that undo undoes, that a file says the same.

import { createInterface } from "node:readline";
import { find, replaced } from "../../src/editor/find/find";
import { clauses, sentence } from "../../src/editor/forms/conditions";
import { pieces, plain, written } from "../../src/editor/text/markup";
import { clipOf, duplicated, duplicatedChoice, pasted } from "../../src/editor/operations/copying";
import { addChoice, addEnding, addScene, connected, moved, retitled } from "../../src/editor/operations/edits";
import { branchOf } from "../../src/editor/operations/links";
import { withoutPlaces } from "../../src/editor/operations/removing";
import { Store } from "../../src/editor/store";
import { bare, changed, children, keyed, type Bare, type Node } from "../../src/editor/tree";
import { toXml } from "../../src/editor/text/xml";

type Step = [name: string, which: number, other: number, words: string];

const pick = <T>(list: readonly T[], index: number): T | undefined => (list.length ? list[index % list.length] : undefined);
const places = (tree: Node) => children(tree, "scene", "ending");
const scenes = (tree: Node) => children(tree, "scene");
const choices = (tree: Node) => scenes(tree).flatMap((scene) => children(scene, "choice"));

/** Edits by name. `which` and `other` pick whatever there is at that place, so that any number means something. */
const edits: Record<string, (tree: Node, which: number, other: number, words: string) => Node> = {
  scene: (tree, which, _, words) => addScene(tree, words, pick(places(tree), which)?.key).tree,
  ending: (tree, which, _, words) => addEnding(tree, words, "rupture", pick(places(tree), which)?.key).tree,
  choice: (tree, which, _, words) => on(scenes(tree), which, tree, (scene) => addChoice(tree, scene.key, words).tree),
  remove: (tree, which) => on(places(tree), which, tree, (place) => withoutPlaces(tree, new Set([place.attrs.id ?? ""]))),
  branch: (tree, which) => on(scenes(tree), which, tree, (scene) => withoutPlaces(tree, branchOf(tree, scene.attrs.id ?? ""))),
  unchoose: (tree, which) => on(choices(tree), which, tree, (choice) => changed(tree, choice.key, () => null)),
  move: (tree, which, other) => on([...places(tree), ...choices(tree)], which, tree, (node) => moved(tree, node.key, other % 2 ? 1 : -1)),
  title: (tree, which, _, words) => on(places(tree), which, tree, (place) => retitled(tree, place.key, words)),
  connect: (tree, which, other) => on(choices(tree), which, tree, (choice) => connected(tree, choice.key, pick(places(tree), other)?.attrs.id ?? "")),
  duplicate: (tree, which) => on(places(tree), which, tree, (place) => duplicated(tree, new Set([place.attrs.id ?? ""])).tree),
  "duplicate-choice": (tree, which) => on(choices(tree), which, tree, (choice) => duplicatedChoice(tree, choice.key).tree),
  "duplicate-branch": (tree, which) => on(scenes(tree), which, tree, (scene) => duplicated(tree, branchOf(tree, scene.attrs.id ?? "")).tree),
  paste: (tree, which, other) => on(places(tree), which, tree, (place) => pasted(tree, clipOf(tree, [place], "places"), pick(places(tree), other)?.key).tree),
  replace: (tree, _which, _other, words) => {
    const query = { words: words.slice(0, 1), matchCase: false, wholeWord: false, scope: "all" } as const;
    return replaced(tree, query, find(tree, query, 0), words);
  },
};

function on<T>(list: readonly T[], index: number, otherwise: Node, change: (found: T) => Node): Node {
  const found = pick(list, index);
  return found === undefined ? otherwise : change(found);
}

function played(tree: Bare, steps: readonly Step[]): unknown {
  let clock = 0;
  const store = new Store(keyed(tree), 1, () => (clock += 10_000));
  const trees = steps.map(([name, which, other, words]) => {
    if (name === "undo") store.undo();
    else if (name === "redo") store.redo();
    else if (name === "save") store.markSaved(store.tree);
    else store.edit(name, (now) => edits[name]!(now, which, other, words));
    return { tree: bare(store.tree), undoes: store.undoes, redoes: store.redoes, depth: store.depth, dirty: store.dirty, keys: keysOf(store.tree) };
  });
  return trees;
}

/** How many elements there are, and how many keys tell them apart. */
function keysOf(tree: Node): [number, number] {
  const keys: number[] = [];
  const walk = (node: Node) => {
    keys.push(node.key);
    node.nodes?.forEach(walk);
  };
  walk(tree);
  return [keys.length, new Set(keys).size];
}

interface Asked { tree: Bare; steps?: Step[]; texts?: string[]; conditions?: string[] }

function answered({ tree, steps, texts, conditions }: Asked): unknown {
  if (texts) return texts.map((text) => [written(pieces(text)), plain(text)]);
  if (conditions) return conditions.map((words) => { const found = clauses(words); return found && sentence(found); });
  return steps ? played(tree, steps) : toXml(tree);
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line) as Asked))}\n`);
});
