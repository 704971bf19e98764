// What an author can do to the structure, by button, key, menu or mouse: one function each, one undoable step each.

import type { EditorController } from "./controller";
import { choiceLabel, placeLabel } from "./labels";
import {
  createClip,
  duplicatePlaces,
  duplicateChoice,
  pasteClip,
  pasteChoice,
  type Clip,
  type MissingReferences,
  type PasteResult,
} from "./operations/copying";
import { addChoice, addEnding, addScene, setTarget, moveNode, insertAmong, setTitle } from "./operations/edits";
import { exclusiveBranch } from "./operations/links";
import { selectionAfterRemoval, removalConsequences, removePlaces } from "./operations/removing";
import { selectionOf } from "./selection";
import { updateNode, child, elementData, withKeys, pathTo, withAttribute, type TreeNode } from "./tree";

/** The scene or ending that is selected, or whose choice is. */
export function selectedPlace(controller: EditorController): TreeNode | null {
  const selection = selectionOf(controller.store.tree, controller.store.selected);
  return selection.kind === "scene" ? selection.scene : selection.kind === "ending" ? selection.ending : null;
}

export function selectedChoice(controller: EditorController): TreeNode | null {
  const selection = selectionOf(controller.store.tree, controller.store.selected);
  return selection.kind === "scene" ? (selection.choice ?? null) : null;
}

/** A new scene; where a choice is given, it leads there from now on. The first scene of all is where the talk starts. */
export function createScene(controller: EditorController, title: string, from?: number): void {
  const { store, t } = controller;
  const created = addScene(store.tree, title, selectedPlace(controller)?.key);
  let tree = from ? setTarget(created.tree, from, created.id) : created.tree;
  const start = child(tree, "start");
  if (!start) tree = insertAmong(tree, "start", [withKeys(elementData("start", { scene: created.id }))]);
  else if (!start.attrs.scene) tree = updateNode(tree, start.key, (node) => withAttribute(node, "scene", created.id));
  controller.edit(t("step_add_scene"), () => tree, { select: created.key });
  controller.goTo(created.key);
}

export function createEnding(controller: EditorController, title: string, kind: string, from?: number): void {
  const created = addEnding(controller.store.tree, title, kind, selectedPlace(controller)?.key);
  controller.edit(
    controller.t("step_add_ending"),
    () => (from ? setTarget(created.tree, from, created.id) : created.tree),
    { select: created.key },
  );
  controller.goTo(created.key);
}

export function createChoice(controller: EditorController, words: string): void {
  const scene = selectedPlace(controller);
  if (scene?.tag !== "scene") return;
  const created = addChoice(controller.store.tree, scene.key, words, selectedChoice(controller)?.key);
  controller.edit(controller.t("step_add_choice"), () => created.tree, { select: created.key });
  controller.goTo(created.key);
}

/** Deletes what is selected: at once where nothing hangs on it, else after the author has read what does. */
export function deleteSelection(controller: EditorController): void {
  const { store, t } = controller;
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice) {
    const select = selectionAfterRemoval(store.tree, choice.key);
    controller.edit(t("step_delete_choice"), (tree) => updateNode(tree, choice.key, () => null), { select });
  } else if (place) {
    const found = removalConsequences(store.tree, new Set([place.attrs.id ?? ""]));
    if (found.ways.length || found.conditions.length || found.start)
      controller.openDialog({ kind: "delete", branch: false });
    else deletePlaces(controller, new Set([place.attrs.id ?? ""]));
  } else controller.announce(t("nothing_selected"));
}

export function deletePlaces(controller: EditorController, ids: ReadonlySet<string>): void {
  const { store, t } = controller;
  const place = selectedPlace(controller);
  if (!place) return;
  const what = t(
    ids.size > 1 ? "step_delete_branch" : place.tag === "ending" ? "step_delete_ending" : "step_delete_scene",
  );
  const tree = removePlaces(store.tree, ids);
  // What stands beside it may go with it.
  let select = selectionAfterRemoval(store.tree, place.key);
  if (!pathTo(tree, select).length)
    select = tree.nodes?.find((node) => node.tag === "scene" || node.tag === "ending")?.key ?? -1;
  controller.edit(what, () => tree, { select });
}

export const selectedBranch = (controller: EditorController): Set<string> => {
  const place = selectedPlace(controller);
  if (!place) return new Set();
  return place.tag === "ending"
    ? new Set([place.attrs.id ?? ""])
    : exclusiveBranch(controller.store.tree, place.attrs.id ?? "");
};

export function deleteBranch(controller: EditorController): void {
  if (selectedPlace(controller)) controller.openDialog({ kind: "delete", branch: true });
  else controller.announce(controller.t("nothing_selected"));
}

export function moveSelection(controller: EditorController, by: -1 | 1): void {
  const node = selectedChoice(controller) ?? selectedPlace(controller);
  if (!node) return controller.announce(controller.t("nothing_selected"));
  const tree = moveNode(controller.store.tree, node.key, by);
  if (tree === controller.store.tree) controller.announce(controller.t(by < 0 ? "first_already" : "last_already"));
  else controller.edit(controller.t(by < 0 ? "step_move_up" : "step_move_down"), () => tree);
}

export function renamePlace(controller: EditorController, key: number, title: string): void {
  controller.edit(controller.t("step_title"), (tree) => setTitle(tree, key, title));
}

export function linkChoice(controller: EditorController, choice: number, to: string): void {
  controller.edit(controller.t("step_connect"), (tree) => setTarget(tree, choice, to));
}

// --- copies ------------------------------------------------------------------------------------------------------------

export function duplicateSelection(controller: EditorController, ids?: ReadonlySet<string>): void {
  const { store, t } = controller;
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice && !ids) insertPasted(controller, t("step_duplicate_choice"), duplicateChoice(store.tree, choice.key));
  else if (place) {
    const several = ids ?? new Set([place.attrs.id ?? ""]);
    insertPasted(
      controller,
      t(several.size > 1 ? "step_duplicate_branch" : "step_duplicate"),
      duplicatePlaces(store.tree, several),
    );
  } else controller.announce(t("nothing_selected"));
}

/** What is selected as a clip: a choice, a scene or ending, or a whole branch. */
export function selectionClip(controller: EditorController, ids?: ReadonlySet<string>): Clip | null {
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice && !ids) return createClip(controller.store.tree, [choice], "choice");
  if (!place) return null;
  const several = ids ?? new Set([place.attrs.id ?? ""]);
  const picked = (controller.store.tree.nodes ?? []).filter(
    (node) => ["scene", "ending"].includes(node.tag) && several.has(node.attrs.id ?? ""),
  );
  return createClip(controller.store.tree, picked, "places");
}

export function paste(controller: EditorController, clip: Clip): void {
  const { store, t } = controller;
  const place = selectedPlace(controller);
  if (clip.kind === "choice") {
    if (place?.tag !== "scene") return controller.announce(t("paste_choice_where"));
    insertPasted(
      controller,
      t("step_paste"),
      pasteChoice(store.tree, clip, place.key, selectedChoice(controller)?.key),
    );
  } else insertPasted(controller, t("step_paste"), pasteClip(store.tree, clip, place?.key));
}

function insertPasted(controller: EditorController, what: string, { tree, key, missing }: PasteResult): void {
  controller.edit(what, () => tree, { select: key });
  const report = missingText(controller, missing);
  if (report.length) controller.openDialog({ kind: "report", title: controller.t("paste_report"), sentences: report });
}

function missingText(
  { t }: EditorController,
  { addedPeople, others, ways, conditions, meters }: MissingReferences,
): string[] {
  return [
    ...addedPeople.map((name) => t("paste_brought", { name })),
    ...others.map(({ there, here }) => t("paste_other_person", { there, here })),
    ...ways.map((id) => t("paste_way", { id })),
    ...conditions.map((id) => t("paste_condition", { id })),
    ...meters.map((id) => t("paste_meter", { id })),
  ];
}

/** What is selected, in words: for titles of dialogs and for what is read out. */
export function selectedLabel(controller: EditorController): string {
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice) return choiceLabel(choice, controller.t);
  return place ? placeLabel(controller.store.tree, place, controller.t) : "";
}
