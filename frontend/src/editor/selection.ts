// What is selected, in terms of the scenario: one of its settings, a scene (perhaps one of its choices), or an ending.

import { child, children, pathTo, type TreeNode } from "./tree";

/** Parts of the scenario that are no scene and no ending. They can be selected even where the file has no element for them yet. */
export const sections = ["about", "people", "meters", "start", "settings", "notes"] as const;
export type Section = (typeof sections)[number];

/** What the store keeps as selected for a section: keys of elements are above nought. */
export const sectionKey = (section: Section): number => -1 - sections.indexOf(section);

export type Selection =
  | { kind: "section"; section: Section }
  | { kind: "scene"; scene: TreeNode; choice?: TreeNode }
  | { kind: "ending"; ending: TreeNode };

const sectionByTag: Record<string, Section> = {
  about: "about",
  person: "people",
  meters: "meters",
  start: "start",
  when: "start",
  scoring: "settings",
  note: "notes",
  "sign-off": "notes",
};

/** What a selected key stands for; the "about" card where it stands for nothing any more. */
export function selectionOf(root: TreeNode, selected: number): Selection {
  if (selected < 0) return { kind: "section", section: sections[-1 - selected] ?? "about" };
  const [, top, inner] = pathTo(root, selected);
  if (!top) return { kind: "section", section: selected === root.key ? "settings" : "about" };
  if (top.tag === "scene")
    return inner?.tag === "choice" ? { kind: "scene", scene: top, choice: inner } : { kind: "scene", scene: top };
  if (top.tag === "ending") return { kind: "ending", ending: top };
  return { kind: "section", section: sectionByTag[top.tag] ?? "settings" };
}

/** The key to select so that a form shows this element: its scene's, choice's, ending's or section's. */
export function selectableKey(root: TreeNode, key: number): number {
  const selection = selectionOf(root, key);
  if (selection.kind === "section") return sectionKey(selection.section);
  return selection.kind === "ending" ? selection.ending.key : (selection.choice ?? selection.scene).key;
}

/** The element that stands at a place from the server, or as far down as there is one. */
export function elementAtPath(root: TreeNode, at: readonly number[]): TreeNode {
  let found = root;
  for (const index of at) {
    const inner = found.nodes?.[index];
    if (!inner) break;
    found = inner;
  }
  return found;
}

export const scenesOf = (root: TreeNode): readonly TreeNode[] => children(root, "scene");
export const endingsOf = (root: TreeNode): readonly TreeNode[] => children(root, "ending");
export const startOf = (root: TreeNode): string => child(root, "start")?.attrs.scene ?? "";
