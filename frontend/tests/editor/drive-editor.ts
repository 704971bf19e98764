// Runs the editor's store and operations from outside: one JSON request per input line, one answer per output line. The
// Python tests in tests/editor use it, for example to compare files with the server's parser.

import { createInterface } from "node:readline";
import type { TreeData } from "../../src/contracts/tree";
import { findHits, replaceHits } from "../../src/editor/find/find";
import { formatCondition, parseCondition } from "../../src/editor/forms/conditions";
import { separateIds } from "../../src/editor/merge/ids";
import { mergeTrees } from "../../src/editor/merge/merge";
import { createClip, duplicateChoice, duplicatePlaces, pasteClip } from "../../src/editor/operations/copying";
import { addChoice, addEnding, addScene, moveNode, setTarget, setTitle } from "../../src/editor/operations/edits";
import { exclusiveBranch } from "../../src/editor/operations/links";
import { removePlaces } from "../../src/editor/operations/removing";
import { EditorStore } from "../../src/editor/store";
import { parseMarkup, plainText, writeMarkup } from "../../src/editor/text/markup";
import { toXml } from "../../src/editor/text/xml";
import { children, type TreeNode, toTreeData, updateNode, withKeys } from "../../src/editor/tree";

type Step = [name: string, which: number, other: number, words: string];

const pick = <T>(list: readonly T[], index: number): T | undefined =>
  list.length ? list[index % list.length] : undefined;
const places = (tree: TreeNode) => children(tree, "scene", "ending");
const scenes = (tree: TreeNode) => children(tree, "scene");
const choices = (tree: TreeNode) => scenes(tree).flatMap((scene) => children(scene, "choice"));

/** Edits by name. `which` and `other` pick whatever there is at that place, so that any number means something. */
const edits: Record<string, (tree: TreeNode, which: number, other: number, words: string) => TreeNode> = {
  scene: (tree, which, _, words) => addScene(tree, words, pick(places(tree), which)?.key).tree,
  ending: (tree, which, _, words) => addEnding(tree, words, "rupture", pick(places(tree), which)?.key).tree,
  choice: (tree, which, _, words) => on(scenes(tree), which, tree, (scene) => addChoice(tree, scene.key, words).tree),
  remove: (tree, which) =>
    on(places(tree), which, tree, (place) => removePlaces(tree, new Set([place.attrs.id ?? ""]))),
  branch: (tree, which) =>
    on(scenes(tree), which, tree, (scene) => removePlaces(tree, exclusiveBranch(tree, scene.attrs.id ?? ""))),
  unchoose: (tree, which) => on(choices(tree), which, tree, (choice) => updateNode(tree, choice.key, () => null)),
  move: (tree, which, other) =>
    on([...places(tree), ...choices(tree)], which, tree, (node) => moveNode(tree, node.key, other % 2 ? 1 : -1)),
  title: (tree, which, _, words) => on(places(tree), which, tree, (place) => setTitle(tree, place.key, words)),
  connect: (tree, which, other) =>
    on(choices(tree), which, tree, (choice) => setTarget(tree, choice.key, pick(places(tree), other)?.attrs.id ?? "")),
  duplicate: (tree, which) =>
    on(places(tree), which, tree, (place) => duplicatePlaces(tree, new Set([place.attrs.id ?? ""])).tree),
  "duplicate-choice": (tree, which) =>
    on(choices(tree), which, tree, (choice) => duplicateChoice(tree, choice.key).tree),
  "duplicate-branch": (tree, which) =>
    on(scenes(tree), which, tree, (scene) => duplicatePlaces(tree, exclusiveBranch(tree, scene.attrs.id ?? "")).tree),
  paste: (tree, which, other) =>
    on(
      places(tree),
      which,
      tree,
      (place) => pasteClip(tree, createClip(tree, [place], "places"), pick(places(tree), other)?.key).tree,
    ),
  replace: (tree, _which, _other, words) => {
    const query = { words: words.slice(0, 1), matchCase: false, wholeWord: false, scope: "all" } as const;
    return replaceHits(tree, query, findHits(tree, query, 0), words);
  },
};

function on<T>(list: readonly T[], index: number, otherwise: TreeNode, change: (found: T) => TreeNode): TreeNode {
  const found = pick(list, index);
  return found === undefined ? otherwise : change(found);
}

function played(tree: TreeData, steps: readonly Step[]): unknown {
  let clock = 0;
  const store = new EditorStore(withKeys(tree), 1, () => (clock += 10_000));
  const trees = steps.map(([name, which, other, words]) => {
    if (name === "undo") store.undo();
    else if (name === "redo") store.redo();
    else if (name === "save") store.markSaved(store.tree);
    else store.edit(name, (now) => edits[name]!(now, which, other, words));
    return {
      tree: toTreeData(store.tree),
      undoes: store.undoLabel,
      redoes: store.redoLabel,
      depth: store.undoDepth,
      dirty: store.dirty,
      keys: keysOf(store.tree),
    };
  });
  return trees;
}

/** How many elements there are, and how many keys tell them apart. */
function keysOf(tree: TreeNode): [number, number] {
  const keys: number[] = [];
  const walk = (node: TreeNode) => {
    keys.push(node.key);
    node.nodes?.forEach(walk);
  };
  walk(tree);
  return [keys.length, new Set(keys).size];
}

interface Asked {
  tree: TreeData;
  /** The steps of two authors, each from the tree, to be joined. */
  join?: [Step[], Step[]];
  steps?: Step[];
  texts?: string[];
  conditions?: string[];
}

function after(tree: TreeNode, steps: readonly Step[]): TreeNode {
  return steps.reduce((now, [name, which, other, words]) => edits[name]!(now, which, other, words), tree);
}

/** What each of two authors made, and what becomes of both, whoever saved first. */
function joined(tree: TreeData, [mine, theirs]: [Step[], Step[]]): unknown {
  const base = withKeys(tree);
  const [one, two] = [after(base, mine), after(base, theirs)].map((made) => withKeys(toTreeData(made))) as [
    TreeNode,
    TreeNode,
  ];
  const join = (first: TreeNode, second: TreeNode) => {
    const { tree: made, conflicts } = mergeTrees(base, separateIds(base, first, second), second);
    return { tree: toTreeData(made), conflicts: conflicts.map(({ id, field }) => [id, field]), keys: keysOf(made) };
  };
  return { mine: toTreeData(one), theirs: toTreeData(two), there: join(one, two), back: join(two, one) };
}

function answered({ tree, steps, texts, conditions, join }: Asked): unknown {
  if (join) return joined(tree, join);
  if (texts) return texts.map((text) => [writeMarkup(parseMarkup(text)), plainText(text)]);
  if (conditions)
    return conditions.map((words) => {
      const found = parseCondition(words);
      return found && formatCondition(found);
    });
  return steps ? played(tree, steps) : toXml(tree);
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answered(JSON.parse(line) as Asked))}\n`);
});
