import assert from "node:assert/strict";
import { test } from "node:test";
import type { TreeData } from "../../src/contracts/tree";
import { contentOf } from "../../src/editor/merge/align";
import { separateIds } from "../../src/editor/merge/ids";
import { mergeTrees } from "../../src/editor/merge/merge";
import { children, elementData, type TreeNode, toTreeData, withKeys } from "../../src/editor/tree";
import { smallBare } from "./helpers";

const clone = (tree: TreeData): TreeData => JSON.parse(JSON.stringify(tree)) as TreeData;
type Change = (tree: TreeData) => void;

/** Return the small scenario after a change; its keys are its own, as those of a version from the server. */
function changed(change: Change): TreeNode {
  const tree = clone(smallBare());
  change(tree);
  return withKeys(tree);
}

const at = (tree: TreeData, tag: string, id: string): TreeData => {
  for (const node of tree.nodes ?? []) {
    if (node.tag === tag && node.attrs.id === id) return node;
    const inner = node.nodes?.find((one) => one.tag === tag && one.attrs.id === id);
    if (inner) return inner;
  }
  throw new Error(`no ${tag} ${id}`);
};
const first = (node: TreeData, tag: string): TreeData => node.nodes!.find((one) => one.tag === tag)!;
const base = () => withKeys(smallBare());
const merged = (mine: Change, theirs: Change) => mergeTrees(base(), changed(mine), changed(theirs));

/** Changes in places of their own, each by its name. */
const apart: Record<string, Change> = {
  title: (tree) => {
    tree.attrs.display_name = "Another door";
  },
  setting: (tree) => {
    first(first(tree, "about"), "setting").text = "A kitchen.";
  },
  minutes: (tree) => {
    first(tree, "about").attrs.minutes = "9";
  },
  words: (tree) => {
    first(at(tree, "choice", "knock"), "say").text = "Coffee?";
  },
  target: (tree) => {
    at(tree, "choice", "knock").attrs.to = "loop";
  },
  rating: (tree) => {
    at(tree, "choice", "wait").nodes!.push(elementData("level", { listening: "3" }));
  },
  line: (tree) => {
    at(tree, "scene", "jar").nodes!.splice(1, 0, elementData("line", { by: "ira" }, "See it?"));
  },
  "words of a line": (tree) => {
    first(at(tree, "scene", "jar"), "line").text = "Look here, would you.";
  },
  scene: (tree) => {
    const index = tree.nodes!.findIndex((node) => node.attrs.id === "loop");
    tree.nodes!.splice(index + 1, 0, elementData("scene", { id: "shed", title: "The shed" }, []));
  },
  "no route": (tree) => {
    const back = at(tree, "choice", "back");
    back.nodes = back.nodes!.filter((node) => node.tag !== "go");
  },
  "no ending": (tree) => {
    tree.nodes = tree.nodes!.filter((node) => node.attrs.id !== "out");
  },
  "order of choices": (tree) => {
    const door = at(tree, "scene", "door");
    door.nodes = [door.nodes![0]!, door.nodes![2]!, door.nodes![1]!];
  },
  "order of scenes": (tree) => {
    const places = tree.nodes!.filter((node) => node.tag === "scene");
    const rest = tree.nodes!.filter((node) => node.tag !== "scene");
    const index = rest.findIndex((node) => node.tag === "ending");
    tree.nodes = [
      ...rest.slice(0, index < 0 ? rest.length : index),
      places[2]!,
      places[0]!,
      places[1]!,
      ...(index < 0 ? [] : rest.slice(index)),
    ];
  },
  person: (tree) => {
    tree.nodes!.splice(2, 0, elementData("person", { id: "mo", name: "Mo", role: "other" }, "A neighbor"));
  },
};

for (const [name, change] of Object.entries(apart))
  test(`what one author changed is taken as it is: ${name}`, () => {
    const after = changed(change);
    for (const result of [
      mergeTrees(base(), base(), after),
      mergeTrees(base(), after, base()),
      mergeTrees(base(), after, after),
    ]) {
      assert.deepEqual(result.conflicts, []);
      assert.equal(contentOf(result.tree), contentOf(after));
    }
  });

for (const [one, mine] of Object.entries(apart))
  for (const [two, theirs] of Object.entries(apart)) {
    if (one >= two) continue;
    test(`changes in two places are joined without a question, whoever saved first: ${one} and ${two}`, () => {
      const there = merged(mine, theirs);
      const back = merged(theirs, mine);
      assert.deepEqual([there.conflicts, back.conflicts], [[], []]);
      assert.equal(contentOf(there.tree), contentOf(back.tree));
      const both = contentOf(
        changed((tree) => {
          mine(tree);
          theirs(tree);
        }),
      );
      assert.equal(contentOf(there.tree), both);
    });
  }

test("the same field changed by both is asked about, and everything else is joined", () => {
  const mine: Change = (tree) => {
    apart.words!(tree);
    apart.title!(tree);
  };
  const theirs: Change = (tree) => {
    first(at(tree, "choice", "knock"), "say").text = "Milk only?";
    apart.scene!(tree);
  };
  const { tree, conflicts } = merged(mine, theirs);
  assert.deepEqual(
    conflicts.map(({ field, mine: one, theirs: two, path }) => [path.at(-1)?.tag, field, one, two]),
    [["say", "", "Coffee?", "Milk only?"]],
  );
  const data = toTreeData(tree);
  assert.equal(data.attrs.display_name, "Another door");
  assert.ok(at(data, "scene", "shed"));
  const asTheirs = mergeTrees(base(), changed(mine), changed(theirs), (id) =>
    id === conflicts[0]!.id ? "theirs" : "mine",
  );
  assert.equal(first(at(toTreeData(asTheirs.tree), "choice", "knock"), "say").text, "Milk only?");
});

test("what one deleted and the other changed is asked about, and can be kept", () => {
  const gone: Change = (tree) => {
    tree.nodes = tree.nodes!.filter((node) => node.attrs.id !== "jar");
  };
  const result = merged(gone, apart.line!);
  assert.deepEqual(
    result.conflicts.map(({ field, mine }) => [field, mine]),
    [["gone", null]],
  );
  assert.throws(() => at(toTreeData(result.tree), "scene", "jar"));
  const kept = mergeTrees(base(), changed(gone), changed(apart.line!), () => "theirs");
  assert.equal(at(toTreeData(kept.tree), "scene", "jar").nodes!.length, 3);
});

test("two ratings of one choice on two skills are joined; two levels on one skill are asked about", () => {
  const rate =
    (skill: string, level: string): Change =>
    (tree) => {
      at(tree, "choice", "knock").nodes!.push(elementData("level", { [skill]: level }));
    };
  const joined = merged(rate("listening", "3"), rate("clarity", "2"));
  assert.deepEqual(joined.conflicts, []);
  assert.deepEqual(first(at(toTreeData(joined.tree), "choice", "knock"), "level").attrs, {
    listening: "3",
    clarity: "2",
  });
  assert.deepEqual(
    merged(rate("listening", "3"), rate("listening", "1")).conflicts.map(({ field }) => field),
    ["listening"],
  );
});

test("both moved the same scenes: the order is asked about, and no scene is lost", () => {
  const backwards: Change = (tree) => {
    const scenes = tree.nodes!.filter((node) => node.tag === "scene").reverse();
    tree.nodes = tree.nodes!.map((node) => (node.tag === "scene" ? scenes.shift()! : node));
  };
  const { tree, conflicts } = merged(apart["order of scenes"]!, backwards);
  assert.deepEqual(
    conflicts.map(({ field }) => field),
    ["order"],
  );
  assert.equal(tree.nodes!.filter((node) => node.tag === "scene").length, 3);
});

test("white space and empty attributes that the server tidies away are no changes", () => {
  const mine = changed(apart.title!);
  const tidied = changed((tree) => {
    first(first(tree, "about"), "setting").text = "  A   hall. ";
    at(tree, "choice", "knock").attrs.closed = "";
  });
  const result = mergeTrees(base(), mine, tidied);
  assert.deepEqual([result.conflicts, result.taken], [[], 0]);
});

test("elements keep the keys that they have in mine, so that selection and undo go on", () => {
  const mine = changed(apart.title!);
  const keys = new Map(mine.nodes!.map((node) => [node.attrs.id, node.key]));
  const { tree } = mergeTrees(base(), mine, changed(apart.line!));
  for (const node of tree.nodes!) if (node.attrs.id) assert.equal(node.key, keys.get(node.attrs.id));
});

test("two examples for a reflection's question, one of each author, are both kept", () => {
  const prompt = (...examples: string[]) =>
    elementData("powerstruggle_reflection", {}, [
      elementData("prompt", { id: "a" }, [
        elementData("words", {}, "What helped?"),
        ...examples.map((words) => elementData("example", {}, words)),
      ]),
    ]);
  const { tree, conflicts } = mergeTrees(
    withKeys(prompt()),
    withKeys(prompt("A walk in the yard.")),
    withKeys(prompt("Somebody who listened.")),
  );
  assert.deepEqual(conflicts, []);
  assert.deepEqual(
    children(tree.nodes![0]!, "example").map(({ text }) => text),
    ["A walk in the yard.", "Somebody who listened."],
  );
});

test("two new scenes that got the same id become two scenes, and ways lead on to their own", () => {
  const add =
    (title: string, from: string): Change =>
    (tree) => {
      tree.nodes!.push(elementData("scene", { id: "new-scene", title }, []));
      at(tree, "choice", from).attrs.to = "new-scene";
      at(tree, "choice", from).attrs.if = "visited new-scene";
    };
  const [mine, theirs] = [changed(add("Mine", "knock")), changed(add("Theirs", "again"))];
  const { tree, conflicts } = mergeTrees(base(), separateIds(base(), mine, theirs), theirs);
  assert.deepEqual(conflicts, []);
  const data = toTreeData(tree);
  assert.equal(at(data, "scene", at(data, "choice", "knock").attrs.to!).attrs.title, "Mine");
  assert.equal(at(data, "scene", at(data, "choice", "again").attrs.to!).attrs.title, "Theirs");
  assert.equal(at(data, "choice", "knock").attrs.if, "visited new-scene-2");
});

test("the same scene added by both, as after a lost answer, is one scene", () => {
  const { tree, conflicts } = merged(apart.scene!, apart.scene!);
  assert.deepEqual(conflicts, []);
  assert.equal(tree.nodes!.filter((node) => node.attrs.id === "shed").length, 1);
});

/** Return how often the elements of a merge are looked at: reads of their parts. */
function countReads(make: (size: number) => [TreeData, TreeData, TreeData], size: number): number {
  let reads = 0;
  const watched = (node: TreeNode): TreeNode =>
    new Proxy(
      { ...node, ...(node.nodes && { nodes: node.nodes.map(watched) }) },
      {
        get: (target, name) => {
          reads += 1;
          return Reflect.get(target, name);
        },
      },
    );
  const [before, mine, theirs] = make(size).map((tree) => watched(withKeys(tree))) as [TreeNode, TreeNode, TreeNode];
  mergeTrees(before, separateIds(before, mine, theirs), theirs);
  return reads;
}

const sceneOf = (at: number, words: string) =>
  elementData("scene", { id: `s${at}` }, [
    elementData("choice", { id: `c${at}`, to: "e" }, [elementData("say", {}, `${words} ${at}`)]),
  ]);
const scenesOf = (size: number, words: string, keep: (at: number) => boolean = () => true): TreeData =>
  elementData(
    "powerstruggle_scenario",
    {},
    [...Array(size).keys()].filter(keep).map((at) => sceneOf(at, words)),
  );
const linesOf = (size: number, words: string): TreeData =>
  elementData("powerstruggle_scenario", {}, [
    elementData(
      "scene",
      { id: "s", title: words },
      Array.from({ length: size }, () => elementData("line", {}, "x")),
    ),
  ]);
const large: Record<string, (size: number) => [TreeData, TreeData, TreeData]> = {
  "both changed every scene": (size) => [scenesOf(size, "a"), scenesOf(size, "b"), scenesOf(size, "c")],
  "both added the same scenes": (size) => [scenesOf(0, ""), scenesOf(size, "b"), scenesOf(size, "b")],
  "both added other scenes of the same ids": (size) => [scenesOf(0, ""), scenesOf(size, "b"), scenesOf(size, "c")],
  "both took out some": (size) => [
    scenesOf(size, "a"),
    scenesOf(size, "a", (at) => at % 2 === 0),
    scenesOf(size, "a", (at) => at % 3 === 0),
  ],
  "lines of the same words": (size) => [linesOf(size, "a"), linesOf(size + 1, "b"), linesOf(size + 2, "a")],
};
for (const [name, make] of Object.entries(large))
  test(`the work of joining two versions grows in step with them: ${name}`, () => {
    const [small_, middle, most] = [100, 200, 400].map((size) => countReads(make, size)) as [number, number, number];
    assert.ok(most - middle <= 2.8 * (middle - small_), `${small_} ${middle} ${most}`);
  });

test("the value of an element grows in step with its depth, and no element's name is taken for a function's", () => {
  const nested = (depth: number): TreeData =>
    elementData("constructor", { title: '"' }, depth ? [nested(depth - 1)] : [elementData("hint", {}, "x")]);
  const lengths = [20, 40, 80].map((depth) => contentOf(withKeys(nested(depth))).length) as [number, number, number];
  assert.equal(lengths[2] - lengths[1], 2 * (lengths[1] - lengths[0]));
  const tree = (words: string) =>
    withKeys(
      elementData("powerstruggle_scenario", {}, [elementData("constructor", {}, [elementData("x", {}, words)])]),
    );
  assert.equal(mergeTrees(tree("a"), tree("b"), tree("a")).conflicts.length, 0);
});
