// The script of a whole scenario, in step with its tree: what is typed changes the tree where it was typed and nowhere else.

import { defaultEndingKind } from "../../../contracts/constants";
import type { TreeData } from "../../../contracts/tree";
import { freshId, notForNames, personIds, usedIds } from "../../operations/ids";
import { insertAmong } from "../../operations/insertion";
import { child, children, elementData, type TreeNode, withAttribute } from "../../tree";
import { align, type ChangedRegion, regionOf } from "./align";
import type { Reading } from "./build-nodes";
import { buildHead, buildPerson, buildPlace, headingAttributes } from "./build-place";
import { unguard } from "./escapes";
import { addMissingPeople, resolvePerson, resolvePlace } from "./references";
import { type Block, type SyncedLine, toBlocks, withoutBlankEnd } from "./sources";
import { headLines } from "./write-head";
import { placeLines } from "./write-script";
import { type Names, namesOf, type Vocabulary } from "./writing";

/** A tree and its lines. */
export interface Script {
  tree: TreeNode;
  lines: readonly SyncedLine[];
  /** Keys of elements that are just being written: their ids follow their words. */
  young: ReadonlySet<number>;
  /** Whether people were added whom the lines do not have yet: `scriptOf` has them. */
  isBehind?: boolean;
}

/** What is needed to read and write scripts of one scenario. */
export interface ScriptTools {
  words: Vocabulary;
  /** Return a tree with keys. */
  withKeys(data: TreeData): TreeNode;
}

/** Return the script of a tree. Scenes that were typed look as they were typed. */
export function scriptOf(tree: TreeNode, { words }: ScriptTools): Script {
  const names = namesOf(tree, words);
  const lines: SyncedLine[] = [...headOf(tree, names)];
  for (const place of children(tree, "scene", "ending")) {
    if (lines.length && lines.at(-1)!.typed !== "") lines.push(blank(lines.at(-1)!.zone));
    lines.push(...blockOf(place, names));
  }
  return { tree, lines, young: new Set() };
}

/** The lines before the first scene as they were typed, by tree, and what the first scene was called in them. */
const headCache = new WeakMap<TreeNode, { called: string; lines: readonly SyncedLine[] }>();

/** Return the lines before the first scene: as they were typed, unless the beginning is called otherwise now. */
function headOf(tree: TreeNode, names: Names): readonly SyncedLine[] {
  const called = names.place(child(tree, "start")?.attrs.scene ?? "");
  const known = headCache.get(tree);
  return known?.called === called ? known.lines : withoutPlaces(headLines(tree, names, false));
}

const withoutPlaces = (lines: readonly (Omit<SyncedLine, "also"> & { also?: readonly TreeNode[] })[]): SyncedLine[] =>
  lines.map((line) => ({ ...line, also: line.also ?? [] }));
const blank = (zone: SyncedLine["zone"]): SyncedLine => ({ typed: "", zone, node: null, also: [] });

/** The lines of scenes and endings, and what was named in them. */
const writtenCache = new WeakMap<TreeNode, { called: string; lines: readonly SyncedLine[] }>();

/** Return the lines of a scene or ending: as they were typed, unless what they name is called otherwise now. */
function blockOf(place: TreeNode, names: Names): readonly SyncedLine[] {
  const called = calledIn(place, names);
  const known = writtenCache.get(place);
  if (known?.called === called) return known.lines;
  const lines = withoutPlaces(placeLines(place, names, false));
  writtenCache.set(place, { called, lines });
  return lines;
}

/** Return what the places and people are called that a scene names. */
function calledIn(place: TreeNode, names: Names): string {
  const parts: string[] = [];
  for (const { attrs, nodes = [] } of place.nodes ?? []) {
    if (attrs.by) parts.push(names.person(attrs.by));
    if (attrs.to) parts.push(names.place(attrs.to));
    for (const inner of nodes) if (inner.attrs.by) parts.push(names.person(inner.attrs.by));
  }
  return parts.join("\n");
}

/** Return the children that the script says, by element; they stay the same as long as the element does. */
const saidCache = new WeakMap<TreeNode, ReadonlySet<number>>();

/** Return the keys of everything inside an element of the root that the script says. */
function saidKeys(top: TreeNode, root: TreeNode, names: Names): ReadonlySet<number> {
  const known = saidCache.get(top);
  if (known) return known;
  const keys = new Set<number>();
  const lines = top === root ? headLines(root, names, false) : placeLines(top, names, false);
  for (const { node, also = [] } of lines) for (const one of [node, ...also]) keys.add(one.key);
  saidCache.set(top, keys);
  return keys;
}

/** Read a changed text. `openLine` is the index of the line in which somebody is typing, -1 for none. */
export function readScript(script: Script, texts: readonly string[], openLine: number, tools: ScriptTools): Script {
  const region = align(script.lines, texts, openLine);
  return region ? readRegion(script, region, tools) : script;
}

/** Read a line that nobody types in any more: what it names is created now. */
export function finishLine(script: Script, index: number, tools: ScriptTools): Script {
  const lines = script.lines.map((line, at) => (at === index ? { ...line, typed: "" } : line));
  const texts = script.lines.map(({ typed }) => typed);
  if (!texts[index]) return script;
  const region = regionOf(lines, texts, { start: index, oldEnd: index + 1, newEnd: index + 1 }, -1);
  return readRegion({ ...script, lines }, region, tools);
}

/** Read the changed part of a text. */
function readRegion(script: Script, region: ChangedRegion, tools: ScriptTools): Script {
  const blocks = toBlocks(region.given, region.isHead);
  const places = blocks.slice(region.isHead ? 1 : 0);
  const work = new Work(script, tools, new Set(region.before.map(({ key }) => key)));
  let tree = script.tree;
  work.reserveIds(blocks);
  if (region.isHead) work.declarePeople(blocks[0] ?? []);
  const attrs = places.map((block) => work.note(block));
  const built = places.map((block, index) => buildPlace(work, block, attrs[index]!));
  const isNew = !tree.nodes?.length;
  if (!isNew) tree = replacePlaces(tree, region.before, built);
  if (region.isHead) tree = buildHead(work, blocks[0] ?? [], tree);
  if (isNew) tree = { ...tree, nodes: [...(tree.nodes ?? []), ...built] };
  tree = addStart(tree, tools);
  tree = addMissingPeople(tree, work.people, tools);
  tree = work.createPlaces(tree);
  const read = blocks.flatMap((block) => block.map(({ typed, zone, node, also }) => ({ typed, zone, node, also })));
  const lines = [...script.lines.slice(0, region.from), ...read, ...script.lines.slice(region.to)];
  rememberLayout(places, lines, tree, tools);
  if (work.people.size) headCache.delete(tree);
  const young = blocks
    .flat()
    .filter(({ open, node, line }) => node && work.young.has(node.key) && (open || !line.words));
  return {
    tree,
    lines: [...lines, ...work.newLines(tree)],
    young: new Set(young.map(({ node }) => node!.key)),
    isBehind: work.people.size > 0,
  };
}

/** Remember how scenes were typed, so that they look the same after an undo. */
function rememberLayout(
  places: readonly Block[],
  lines: readonly SyncedLine[],
  tree: TreeNode,
  { words }: ScriptTools,
): void {
  const names = namesOf(tree, words);
  const first = lines.findIndex(({ node }) => node?.tag === "scene" || node?.tag === "ending");
  const head = lines.slice(0, first < 0 ? lines.length : first);
  headCache.set(tree, { called: names.place(child(tree, "start")?.attrs.scene ?? ""), lines: withoutBlankEnd(head) });
  for (const block of places) {
    const place = block[0]!.node!;
    const typed = block.map(({ typed, zone, node, also }) => ({ typed, zone, node, also }));
    writtenCache.set(place, { called: calledIn(place, names), lines: withoutBlankEnd(typed) });
  }
}

/** Return the root with the places of a region replaced, where they stood. */
function replacePlaces(root: TreeNode, before: readonly TreeNode[], built: readonly TreeNode[]): TreeNode {
  if (before.length === built.length && before.every((node, index) => node === built[index])) return root;
  const nodes = [...(root.nodes ?? [])];
  const gone = new Set(before.map(({ key }) => key));
  if (!nodes.some(({ key }) => gone.has(key))) return insertPlaces(root, built);
  const queue = [...built];
  const after: TreeNode[] = [];
  let last = -1;
  nodes.forEach((node, index) => {
    if (gone.has(node.key)) last = index;
  });
  nodes.forEach((node, index) => {
    if (!gone.has(node.key)) after.push(node);
    else if (queue.length) after.push(queue.shift()!);
    if (index === last) after.push(...queue.splice(0));
  });
  return { ...root, nodes: after };
}

/** Return the root with places before all others. */
function insertPlaces(root: TreeNode, built: readonly TreeNode[]): TreeNode {
  const nodes = root.nodes ?? [];
  const first = nodes.findIndex(({ tag }) => tag === "scene" || tag === "ending");
  if (first < 0) return built.length ? insertAmong(root, "scene", built) : root;
  return { ...root, nodes: [...nodes.slice(0, first), ...built, ...nodes.slice(first)] };
}

/** Return the root with a beginning: the first scene, where it has none; a drill begins with what is drawn. */
function addStart(root: TreeNode, { withKeys }: ScriptTools): TreeNode {
  const first = child(root, "scene")?.attrs.id;
  const start = child(root, "start");
  if (!first || start?.attrs.scene || start?.attrs.draw !== undefined) return root;
  if (!start) return insertAmong(root, "start", [withKeys(elementData("start", { scene: first }, []))]);
  return {
    ...root,
    nodes: (root.nodes ?? []).map((node) => (node === start ? withAttribute(node, "scene", first) : node)),
  };
}

/** One reading of a changed text. */
class Work implements Reading {
  readonly words: Vocabulary;
  /** Names of people that are to be added, by id. */
  readonly people = new Map<string, string>();
  private readonly declared = new Map<string, string>();
  private readonly names: Names;
  private readonly taken: Set<string>;
  private readonly takenPeople: Set<string>;
  /** Titles of places in the changed region, by id. */
  private readonly titles = new Map<string, string>();
  private readonly created: Array<{ id: string; title: string; tag: "scene" | "ending" }> = [];
  /** Keys of elements whose ids follow their words. */
  readonly young = new Set<number>();

  constructor(
    private readonly script: Script,
    private readonly tools: ScriptTools,
    private readonly gone: ReadonlySet<number>,
  ) {
    this.words = tools.words;
    this.names = namesOf(script.tree, tools.words);
    this.taken = usedIds(script.tree);
    this.takenPeople = personIds(script.tree);
  }

  /** Return a new element, which is young. */
  make(data: TreeData): TreeNode {
    const node = this.tools.withKeys(data);
    if (["scene", "ending", "choice", "person"].includes(node.tag)) this.young.add(node.key);
    return node;
  }

  /** Take the ids that the script gives: no new one may be the same. */
  reserveIds(blocks: readonly Block[]): void {
    for (const { line } of blocks.flat()) {
      if (line.attrs.id === undefined) continue;
      if (line.kind === "person") this.takenPeople.add(line.attrs.id);
      if (["scene", "ending", "choice"].includes(line.kind)) this.taken.add(line.attrs.id);
    }
  }

  /** Make the people of the head first: lines name them. */
  declarePeople(head: Block): void {
    for (const source of head) {
      if (source.line.kind !== "person") continue;
      const { attrs } = buildPerson(this, source);
      source.kept = true;
      if (attrs.name) this.declared.set(attrs.name.toLowerCase(), attrs.id ?? "");
    }
  }

  /** Note what the heading of a block says; return its attributes. */
  note(block: Block): Record<string, string> {
    const [heading] = block;
    const attrs = headingAttributes(this, heading!);
    this.titles.set(attrs.id ?? "", attrs.title ?? "");
    return attrs;
  }

  /** Return an element's id: its own, or one made of its words as long as it is young. */
  idFor(base: TreeNode | null, words: string, otherwise: string): string {
    const isPerson = otherwise === "person";
    const taken = isPerson ? this.takenPeople : this.taken;
    const own = base?.attrs.id;
    if (own !== undefined && !this.script.young.has(base!.key)) return own;
    if (own !== undefined) taken.delete(own);
    const id = freshId(taken, words, otherwise);
    taken.add(id);
    if (base) this.young.add(base.key);
    return id;
  }

  /** Return the id of the place behind an arrow; one that is not there is made, unless somebody is typing it. */
  placeId(target: string, open: boolean): string | undefined {
    const { title, isEnding, id } = resolvePlace(target);
    if (id !== undefined) return id;
    const wanted = title.toLowerCase();
    for (const [known, name] of this.titles) if (name.toLowerCase() === wanted) return known;
    for (const place of children(this.script.tree, "scene", "ending")) {
      if (!this.gone.has(place.key) && (place.attrs.title ?? "").toLowerCase() === wanted) return place.attrs.id;
    }
    for (const place of this.created) if (place.title.toLowerCase() === wanted) return place.id;
    if (open || !title) return undefined;
    const fresh = freshId(this.taken, title, isEnding ? "ending" : "scene");
    this.taken.add(fresh);
    this.created.push({ id: fresh, title, tag: isEnding ? "ending" : "scene" });
    return fresh;
  }

  /** Return the id of the person with a name; one who is not there is added, unless somebody is typing the name. */
  personId(name: string, open: boolean): string | undefined {
    const known = this.declared.get(unguard(name).toLowerCase()) ?? resolvePerson(this.script.tree, unguard(name));
    if (known !== undefined) return known;
    for (const [id, added] of this.people) if (added.toLowerCase() === unguard(name).toLowerCase()) return id;
    if (open) return undefined;
    const id = freshId(this.takenPeople, unguard(name), "person", notForNames);
    this.takenPeople.add(id);
    this.people.set(id, unguard(name));
    return id;
  }

  /** Tell whether the script says a child of an element of the tree that it was read from. */
  says(_parent: TreeNode, node: TreeNode): boolean {
    return this.said.has(node.key);
  }

  private saidKeys: Set<number> | null = null;
  /** Keys of all elements of the changed region that the script said. */
  private get said(): ReadonlySet<number> {
    if (!this.saidKeys) {
      const { tree } = this.script;
      this.saidKeys = new Set(saidKeys(tree, tree, this.names));
      for (const place of children(tree, "scene", "ending"))
        if (this.gone.has(place.key)) for (const key of saidKeys(place, tree, this.names)) this.saidKeys.add(key);
    }
    return this.saidKeys;
  }

  /** Return the tree with the places that choices have named. */
  createPlaces(tree: TreeNode): TreeNode {
    let root = tree;
    for (const { id, title, tag } of this.created) {
      const data =
        tag === "scene"
          ? elementData(tag, { id, title }, [])
          : elementData(tag, { id, kind: defaultEndingKind, title }, [elementData("their-view", {}, "")]);
      const nodes = root.nodes ?? [];
      const last = nodes.map((node) => node.tag === "scene" || node.tag === "ending").lastIndexOf(true);
      root = { ...root, nodes: [...nodes.slice(0, last + 1), this.tools.withKeys(data), ...nodes.slice(last + 1)] };
    }
    return root;
  }

  /** Return the lines of the places that choices have named. */
  newLines(tree: TreeNode): SyncedLine[] {
    if (!this.created.length) return [];
    const names = namesOf(tree, this.words);
    const ids = new Set(this.created.map(({ id }) => id));
    return children(tree, "scene", "ending")
      .filter(({ attrs }) => ids.has(attrs.id ?? ""))
      .flatMap((place) => [blank("scene"), ...withoutPlaces(placeLines(place, names, false))]);
  }
}
