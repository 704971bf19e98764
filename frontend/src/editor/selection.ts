// What is selected: a section, a scene (with one of its choices), or an ending.

import { ownValue } from "../ui/own-value";
import { child, children, pathTo, type TreeNode } from "./tree";

/**
 * Parts of a scenario that are no scene and no ending. They can be selected even when the file has no element for them.
 */
export const sections = ["about", "people", "meters", "start", "settings", "notes"] as const;
/** A section. */
export type Section = (typeof sections)[number];

/** Return the key that stands for a section: keys of elements are positive. */
export const sectionKey = (section: Section): number => -1 - sections.indexOf(section);

/** The selection. */
export type Selection =
  | { kind: "section"; section: Section }
  | { kind: "scene"; scene: TreeNode; choice?: TreeNode }
  | { kind: "ending"; ending: TreeNode };

const sectionByTag: Record<string, Section> = {
  about: "about",
  person: "people",
  term: "about",
  meters: "meters",
  start: "start",
  when: "start",
  scoring: "settings",
  note: "notes",
  "sign-off": "notes",
};

/** Return what a key selects; the introduction when it selects nothing any more. */
export function selectionOf(root: TreeNode, selected: number): Selection {
  if (selected < 0) return { kind: "section", section: sections[-1 - selected] ?? "about" };
  const [, top, inner] = pathTo(root, selected);
  if (!top) return { kind: "section", section: selected === root.key ? "settings" : "about" };
  if (top.tag === "scene")
    return inner?.tag === "choice" ? { kind: "scene", scene: top, choice: inner } : { kind: "scene", scene: top };
  if (top.tag === "ending") return { kind: "ending", ending: top };
  return { kind: "section", section: ownValue(sectionByTag, top.tag) ?? "settings" };
}

/** Return the key to select so that a form shows this element. */
export function selectableKey(root: TreeNode, key: number): number {
  const selection = selectionOf(root, key);
  if (selection.kind === "section") return sectionKey(selection.section);
  return selection.kind === "ending" ? selection.ending.key : (selection.choice ?? selection.scene).key;
}

/** Return the element at a path from the server, or the deepest one that exists. */
export function elementAtPath(root: TreeNode, at: readonly number[]): TreeNode {
  let found = root;
  for (const index of at) {
    const inner = found.nodes?.[index];
    if (!inner) break;
    found = inner;
  }
  return found;
}

/** Return all scenes. */
export const scenesOf = (root: TreeNode): readonly TreeNode[] => children(root, "scene");
/** Return all endings. */
export const endingsOf = (root: TreeNode): readonly TreeNode[] => children(root, "ending");
/** Tell whether it is a drill: its start draws moments and names no scene. */
export const isDrill = (root: TreeNode): boolean => child(root, "start")?.attrs.draw !== undefined;
/** Return the id of the start scene. */
export const startOf = (root: TreeNode): string => child(root, "start")?.attrs.scene ?? "";
