// How scenes, endings and what stands before them follow from their lines.

import { insertAmong } from "../../operations/insertion";
import { child, children, type TreeNode, updateNode } from "../../tree";
import { buildChoice, itemNode } from "./build-choice";
import { bracesWithoutId, changed, markupOf, type Reading, rejoin, withParts } from "./build-nodes";
import { unguard } from "./escapes";
import type { Block, SourceLine } from "./sources";
import { fitsLine } from "./writing";

/** Return what a heading says. */
export function headingAttributes(reading: Reading, heading: SourceLine): Record<string, string> {
  const { line, node, kept } = heading;
  const base = node && (node.tag === "scene" || node.tag === "ending") ? node : null;
  if (kept && base) return { ...base.attrs };
  const { kinds } = reading.words;
  const known = line.kind === "ending" && kinds.has(line.detail);
  const title = unguard(line.detail && !known ? `${line.words} (${line.detail})` : line.words);
  const hiddenTitle = base?.attrs.title !== undefined && !fitsLine(base.attrs.title) ? base.attrs.title : undefined;
  const hiddenKind = base?.attrs.kind !== undefined && !kinds.has(base.attrs.kind) ? base.attrs.kind : undefined;
  return changed(base?.attrs, {
    id: line.attrs.id ?? reading.idFor(base, title, line.kind),
    title: title || hiddenTitle,
    kind: line.kind === "ending" ? (known ? line.detail : hiddenKind) : undefined,
    ...bracesWithoutId(line),
  });
}

/** Return the scene or ending of a block; each line learns what it says. */
export function buildPlace(reading: Reading, block: Block, attrs: Record<string, string>): TreeNode {
  const heading = block[0]!;
  const base = heading.node && ["scene", "ending"].includes(heading.node.tag) ? heading.node : null;
  const nodes: TreeNode[] = [];
  for (let at = 1; at < block.length; at += 1) {
    const source = block[at]!;
    if (source.line.kind === "blank") source.node = null;
    else if (source.line.kind === "choice") {
      let end = at + 1;
      while (end < block.length && (block[end]!.zone === "choice" || block[end]!.line.kind === "blank")) end += 1;
      nodes.push(buildChoice(reading, block.slice(at, end), attrs.id ?? ""));
      at = end - 1;
    } else {
      source.node = itemNode(reading, source);
      if (source.node) nodes.push(source.node);
    }
  }
  const place = withParts(reading, base, heading.line.kind, attrs, rejoin(reading, base, nodes));
  heading.node = place;
  heading.also = [];
  return place;
}

/** Return the root with what stands before the first scene; each line learns what it says. */
export function buildHead(reading: Reading, block: Block, root: TreeNode): TreeNode {
  const about: SourceLine[] = [];
  const said: TreeNode[] = [];
  let attrs: Record<string, string> = { ...root.attrs };
  let hasTitle = false;
  let beginning: SourceLine | null = null;
  for (const source of block) {
    const { line } = source;
    if (line.kind === "blank") source.node = null;
    else if (line.kind === "about") about.push(source);
    else if (line.kind === "start") beginning = source;
    else if (line.kind === "root") {
      hasTitle = true;
      attrs = changed(attrs, { display_name: unguard(line.words) || undefined, ...line.attrs });
    } else if (line.kind === "person") said.push(buildPerson(reading, source));
    else {
      source.node = itemNode(reading, source);
      if (source.node) said.push(source.node);
    }
  }
  if (!hasTitle && reading.says(root, root)) attrs = changed(attrs, { display_name: undefined });
  let tree = withParts(reading, root, root.tag, attrs, root.nodes ?? []);
  tree = buildAbout(reading, about, tree);
  tree = replaceSaid(reading, tree, said);
  if (beginning) tree = buildStart(reading, beginning, tree);
  if (!root.nodes?.length) tree = inOrderOfLines(tree, block);
  for (const source of block) if (source.line.kind === "root") source.node = tree;
  return tree;
}

/** Return a new root with its children in the order in which lines name them. */
function inOrderOfLines(root: TreeNode, block: Block): TreeNode {
  const lineOf = new Map<number, number>();
  block.forEach(({ node, line }, index) => {
    const key = line.kind === "about" ? child(root, "about")?.key : node?.key;
    if (key !== undefined && !lineOf.has(key)) lineOf.set(key, index);
  });
  const nodes = [...(root.nodes ?? [])].sort((one, other) => (lineOf.get(one.key) ?? 0) - (lineOf.get(other.key) ?? 0));
  return { ...root, nodes };
}

/** Return the person of a line. */
export function buildPerson(reading: Reading, source: SourceLine): TreeNode {
  const { line, node, kept } = source;
  const base = node?.tag === "person" ? node : null;
  source.also = [];
  if (kept && base) return base;
  const { roles } = reading.words;
  const details = line.detail
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const name = unguard(line.name ?? "");
  const person = withParts(
    reading,
    base,
    "person",
    changed(base?.attrs, {
      id: line.attrs.id ?? reading.idFor(base, name, "person"),
      name: name || undefined,
      role: details.find((word) => roles.has(word)),
      portrait: details.find((word) => !roles.has(word) && /^[a-z][a-z0-9-]*$/.test(word)),
      ...bracesWithoutId(line),
    }),
    markupOf(line.words, base),
  );
  source.node = person;
  return person;
}

/** Return the root with the card that some lines say. */
function buildAbout(reading: Reading, lines: readonly SourceLine[], root: TreeNode): TreeNode {
  const base = child(root, "about") ?? null;
  if (!lines.length && !base) return root;
  const parts: TreeNode[] = [];
  let minutes: string | undefined;
  for (const source of lines) {
    const { line, node, kept } = source;
    if (line.tag === "minutes") {
      minutes = unguard(line.words) || undefined;
      continue;
    }
    if (line.tag === "goal") {
      const goals = kept && node ? [node, ...source.also] : buildGoals(reading, source);
      source.node = goals[0] ?? null;
      source.also = goals.slice(1);
      parts.push(...goals);
      continue;
    }
    source.node = itemNode(reading, source);
    if (source.node) parts.push(source.node);
  }
  const hidden =
    base?.attrs.minutes !== undefined && !/^\d+$/.test(base.attrs.minutes) ? base.attrs.minutes : undefined;
  const about = withParts(
    reading,
    base,
    "about",
    changed(base?.attrs, { minutes: minutes ?? hidden }),
    rejoin(reading, base, parts),
  );
  for (const source of lines) if (source.line.tag === "minutes") source.node = about;
  if (base)
    return about === base
      ? root
      : updateNode(root, base.key, () => (about.nodes?.length || Object.keys(about.attrs).length ? about : null));
  return insertAmong(root, "about", [about]);
}

/** Return the goals of a line. */
function buildGoals(reading: Reading, { line, node, also }: SourceLine): TreeNode[] {
  const before = [...(node ? [node] : []), ...also];
  const skills = line.words.split(/[\s,]+/).filter((word) => reading.words.skills.has(word));
  return skills.map((skill) => {
    const at = before.findIndex(({ attrs }) => attrs.skill === skill);
    const [known] = at < 0 ? [] : before.splice(at, 1);
    return known ?? reading.make({ tag: "goal", attrs: { skill }, nodes: [] });
  });
}

/** Return the root with its people and notes: changed ones in their place, new ones behind their like. */
function replaceSaid(reading: Reading, root: TreeNode, said: readonly TreeNode[]): TreeNode {
  const byKey = new Map(said.map((node) => [node.key, node]));
  const before = new Set((root.nodes ?? []).map(({ key }) => key));
  const nodes = (root.nodes ?? []).flatMap((node) => {
    const now = byKey.get(node.key);
    if (now) return [now];
    const isGone = ["person", "note"].includes(node.tag) && reading.says(root, node);
    return isGone ? [] : [node];
  });
  let tree = withParts(reading, root, root.tag, { ...root.attrs }, nodes);
  for (const node of said) if (!before.has(node.key)) tree = insertAmong(tree, node.tag, [node]);
  return tree;
}

/** Return the root with the beginning that a line says. */
function buildStart(reading: Reading, source: SourceLine, root: TreeNode): TreeNode {
  const base = children(root, "start")[0] ?? null;
  source.also = [];
  const scene = source.kept
    ? base?.attrs.scene
    : (reading.placeId(source.line.target ?? "", source.open) ?? base?.attrs.scene);
  const attrs = changed(base?.attrs, { scene, ...source.line.attrs });
  const start = withParts(reading, base, "start", attrs, base?.nodes ?? (base?.text === undefined ? [] : base.text));
  source.node = start;
  if (!base) return insertAmong(root, "start", [start]);
  return start === base ? root : updateNode(root, base.key, () => start);
}
