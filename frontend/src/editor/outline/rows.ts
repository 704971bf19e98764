// The rows of the outline for a filter and the folded entries.

import { choiceLabel, sceneNumbers, targetLabel, titleOf } from "../labels";
import { endingsOf, isDrill, scenesOf, sectionKey, sections, startOf } from "../selection";
import { children, type TreeNode } from "../tree";
import type { EditorTranslate } from "../words";

/** One row. */
export interface OutlineRowData {
  /** The id for focus and folding: a group's name, or the key as text. */
  id: string;
  /** The key that the row selects; null for a group. */
  key: number | null;
  level: 1 | 2 | 3;
  /** Whether it is open; null when it can't be opened. */
  open: boolean | null;
  size: number;
  place: number;
  kind: "group" | "section" | "scene" | "choice" | "ending";
  /** A scene's number. */
  number: string;
  text: string;
  /** The target of a choice, the mark of the start, or the kind of an ending. */
  aside: string;
  /** What a screen reader says before `aside` where the page shows an arrow. */
  leads?: string;
}

/** What decides which rows are visible. */
export interface OutlineView {
  folded: ReadonlyMap<string, boolean>;
  sought: string;
  t: EditorTranslate;
  kinds: ReadonlyMap<string, string>;
  selected: number;
}

/** From this number of scenes on they are folded at first, so that the list stays readable. */
const foldScenesFrom = 30;

/** Return all visible rows. */
export function outlineRows(root: TreeNode, shown: OutlineView): OutlineRowData[] {
  const { t, sought } = shown;
  const rows: OutlineRowData[] = [];
  const group = (id: string, text: string, inner: OutlineRowData[], always = true) => {
    if (!inner.length && (sought || !always)) return;
    const open = sought !== "" || (shown.folded.get(id) ?? true);
    rows.push({ id, key: null, level: 1, open, size: 3, place: 0, kind: "group", number: "", text, aside: "" });
    if (open) rows.push(...inner);
  };
  group("g-scenario", t("outline_scenario"), sectionRows(shown));
  const scenes = scenesOf(root);
  const drill = isDrill(root);
  const heading = t(drill ? "outline_moments" : "outline_scenes", { count: scenes.length });
  group("g-scenes", heading, sceneRows(root, scenes, shown));
  const endings = endingsOf(root);
  group("g-endings", t("outline_endings", { count: endings.length }), endingRows(endings, shown), !drill);
  rows
    .filter((row) => row.level === 1)
    .forEach((row, index, all) => {
      row.place = index + 1;
      row.size = all.length;
    });
  return rows;
}

/** Tell whether one of the texts contains what is sought. */
const matchesFilter = (sought: string, ...texts: string[]): boolean =>
  !sought || texts.some((text) => text.toLowerCase().includes(sought));

/** Return the rows of the sections. */
function sectionRows({ t, sought }: OutlineView): OutlineRowData[] {
  const names = sections
    .map((section) => ({ section, text: t(`section_${section}`) }))
    .filter(({ text }) => matchesFilter(sought, text));
  return names.map(({ section, text }, index) => {
    const key = sectionKey(section);
    return {
      id: String(key),
      key,
      level: 2,
      open: null,
      size: names.length,
      place: index + 1,
      kind: "section",
      number: "",
      text,
      aside: "",
    };
  });
}

/** Return the rows of scenes and their choices. */
function sceneRows(root: TreeNode, scenes: readonly TreeNode[], shown: OutlineView): OutlineRowData[] {
  const { t, sought, folded, selected } = shown;
  const first = startOf(root);
  const numbers = sceneNumbers(root);
  const found: Array<{ row: OutlineRowData; inner: OutlineRowData[] }> = [];
  for (const scene of scenes) {
    const id = String(scene.key);
    const text = titleOf(scene, t);
    const choices = children(scene, "choice");
    const hit = matchesFilter(sought, text, scene.attrs.id ?? "");
    const kept = hit ? choices : choices.filter((choice) => matchesFilter(sought, choiceLabel(choice, t, 500)));
    if (!hit && !kept.length) continue;
    const holdsSelected = selected === scene.key || choices.some((choice) => choice.key === selected);
    const open = sought && !hit ? true : (folded.get(id) ?? (scenes.length < foldScenesFrom || holdsSelected));
    const row: OutlineRowData = {
      id,
      key: scene.key,
      level: 2,
      open: choices.length ? open : null,
      size: 0,
      place: 0,
      kind: "scene",
      number: String(numbers.get(scene.key) ?? ""),
      text,
      aside: scene.attrs.id === first ? t("outline_start") : "",
    };
    found.push({ row, inner: open ? choiceRows(root, kept, t) : [] });
  }
  found.forEach(({ row }, index) => {
    row.place = index + 1;
    row.size = found.length;
  });
  return found.flatMap(({ row, inner }) => [row, ...inner]);
}

/** Return the rows of choices. */
function choiceRows(root: TreeNode, choices: readonly TreeNode[], t: EditorTranslate): OutlineRowData[] {
  return choices.map((choice, index) => ({
    id: String(choice.key),
    key: choice.key,
    level: 3,
    open: null,
    size: choices.length,
    place: index + 1,
    kind: "choice",
    number: "",
    text: choiceLabel(choice, t, 48),
    ...(isDrill(root) && !choice.attrs.to
      ? { aside: "" }
      : { aside: targetLabel(root, choice.attrs.to ?? "", t), leads: t("leads_to") }),
  }));
}

/** Return the rows of endings. */
function endingRows(endings: readonly TreeNode[], { t, sought, kinds }: OutlineView): OutlineRowData[] {
  const found = endings.filter((ending) =>
    matchesFilter(sought, titleOf(ending, t), kinds.get(ending.attrs.kind ?? "") ?? ""),
  );
  return found.map((ending, index) => ({
    id: String(ending.key),
    key: ending.key,
    level: 2,
    open: null,
    size: found.length,
    place: index + 1,
    kind: "ending",
    number: "",
    text: titleOf(ending, t),
    aside: kinds.get(ending.attrs.kind ?? "") ?? "",
  }));
}
