// What an author can do to the structure: one function and one undoable step each.

import type { EditorController } from "./controller";
import { choiceLabel, placeLabel } from "./labels";
import {
  type Clip,
  createClip,
  duplicateChoice,
  duplicatePlaces,
  type MissingReferences,
  type PasteResult,
  pasteChoice,
  pasteClip,
} from "./operations/copying";
import { type AddedElement, addChoice, addEnding, addScene, moveNode, setTarget, setTitle } from "./operations/edits";
import { insertAmong } from "./operations/insertion";
import { exclusiveBranch } from "./operations/links";
import { type MapPosition, moveOnMap } from "./operations/map-positions";
import { removalConsequences, removePlaces, selectionAfterRemoval } from "./operations/removing";
import { moveNodeTo } from "./operations/reordering";
import { selectionOf } from "./selection";
import { child, children, elementData, pathTo, type TreeNode, updateNode, withAttribute, withKeys } from "./tree";

/** Return the selected scene or ending, or the scene of the selected choice. */
export function selectedPlace(controller: EditorController): TreeNode | null {
  const selection = selectionOf(controller.store.tree, controller.store.selected);
  return selection.kind === "scene" ? selection.scene : selection.kind === "ending" ? selection.ending : null;
}

/** Return the selected choice. */
export function selectedChoice(controller: EditorController): TreeNode | null {
  const selection = selectionOf(controller.store.tree, controller.store.selected);
  return selection.kind === "scene" ? (selection.choice ?? null) : null;
}

/** What a new scene or ending is connected with: the choice that leads to it, and its place on the map. */
export interface NewPlace {
  from?: number | undefined;
  at?: MapPosition | undefined;
}

/** Add a scene. The first scene of a scenario becomes its start. */
export function createScene(controller: EditorController, title: string, { from, at }: NewPlace = {}): void {
  const { store, t } = controller;
  const created = putOnMap(addScene(store.tree, title, selectedPlace(controller)?.key), at);
  let tree = from ? setTarget(created.tree, from, created.id) : created.tree;
  const start = child(tree, "start");
  if (!start) tree = insertAmong(tree, "start", [withKeys(elementData("start", { scene: created.id }))]);
  else if (!start.attrs.scene) tree = updateNode(tree, start.key, (node) => withAttribute(node, "scene", created.id));
  controller.edit(t("step_add_scene"), () => tree, { select: created.key });
  controller.goTo(created.key);
}

/** Return what was added, standing at a place on the map if there is one. */
const putOnMap = (created: AddedElement, at: MapPosition | undefined): AddedElement =>
  at ? { ...created, tree: moveOnMap(created.tree, new Map([[created.id, at]])) } : created;

/** Add an ending. */
export function createEnding(
  controller: EditorController,
  title: string,
  kind: string,
  { from, at }: NewPlace = {},
): void {
  const created = putOnMap(addEnding(controller.store.tree, title, kind, selectedPlace(controller)?.key), at);
  controller.edit(
    controller.t("step_add_ending"),
    () => (from ? setTarget(created.tree, from, created.id) : created.tree),
    { select: created.key },
  );
  controller.goTo(created.key);
}

/** Add a choice to the selected scene. */
export function createChoice(controller: EditorController, words: string): void {
  const scene = selectedPlace(controller);
  if (scene?.tag !== "scene") return;
  const created = addChoice(controller.store.tree, scene.key, words, selectedChoice(controller)?.key);
  controller.edit(controller.t("step_add_choice"), () => created.tree, { select: created.key });
  controller.goTo(created.key);
}

/** Delete the selection. When something depends on it, ask first. */
export function deleteSelection(controller: EditorController): void {
  const { store, t } = controller;
  const { several } = controller;
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (several.size) {
    const found = removalConsequences(store.tree, several);
    if (found.ways.length || found.conditions.length || found.start)
      controller.openDialog({ kind: "delete", branch: false });
    else deletePlaces(controller, several);
  } else if (choice) {
    const select = selectionAfterRemoval(store.tree, choice.key);
    controller.edit(t("step_delete_choice"), (tree) => updateNode(tree, choice.key, () => null), { select });
  } else if (place) {
    const found = removalConsequences(store.tree, new Set([place.attrs.id ?? ""]));
    if (found.ways.length || found.conditions.length || found.start)
      controller.openDialog({ kind: "delete", branch: false });
    else deletePlaces(controller, new Set([place.attrs.id ?? ""]));
  } else controller.announce(t("nothing_selected"));
}

/** Delete the scenes and endings with these ids. */
export function deletePlaces(controller: EditorController, ids: ReadonlySet<string>): void {
  const { store, t } = controller;
  const place = selectedPlace(controller);
  if (!place) return;
  const what = t(
    ids.size > 1
      ? controller.several.size
        ? "step_delete_several"
        : "step_delete_branch"
      : place.tag === "ending"
        ? "step_delete_ending"
        : "step_delete_scene",
  );
  const tree = removePlaces(store.tree, ids);
  // The neighbor may be deleted too.
  let select = selectionAfterRemoval(store.tree, place.key);
  if (!pathTo(tree, select).length)
    select = tree.nodes?.find((node) => node.tag === "scene" || node.tag === "ending")?.key ?? -1;
  controller.edit(what, () => tree, { select });
}

/** Return the ids of the selected branch. */
export const selectedBranch = (controller: EditorController): Set<string> => {
  const place = selectedPlace(controller);
  if (!place) return new Set();
  return place.tag === "ending"
    ? new Set([place.attrs.id ?? ""])
    : exclusiveBranch(controller.store.tree, place.attrs.id ?? "");
};

/** Ask whether to delete the selected branch. */
export function deleteBranch(controller: EditorController): void {
  if (selectedPlace(controller)) controller.openDialog({ kind: "delete", branch: true });
  else controller.announce(controller.t("nothing_selected"));
}

/** Move the selection up or down. */
export function moveSelection(controller: EditorController, by: -1 | 1): void {
  const node = selectedChoice(controller) ?? selectedPlace(controller);
  if (!node) return controller.announce(controller.t("nothing_selected"));
  const tree = moveNode(controller.store.tree, node.key, by);
  if (tree === controller.store.tree) controller.announce(controller.t(by < 0 ? "first_already" : "last_already"));
  else controller.edit(controller.t(by < 0 ? "step_move_up" : "step_move_down"), () => tree);
}

/** Move a scene, ending or choice to another place among those beside it. */
export function movePlace(controller: EditorController, key: number, to: number): void {
  controller.edit(controller.t("step_move"), (tree) => moveNodeTo(tree, key, to));
}

/** Change the title of a scene or ending. */
export function renamePlace(controller: EditorController, key: number, title: string): void {
  controller.edit(controller.t("step_title"), (tree) => setTitle(tree, key, title));
}

/** Set where a choice leads. */
export function linkChoice(controller: EditorController, choice: number, to: string): void {
  controller.edit(controller.t("step_connect"), (tree) => setTarget(tree, choice, to));
}

// --- places on the map ---

/** Put scenes and endings, by id, at places on the map. Steps in quick succession are one to undo. */
export function placeOnMap(controller: EditorController, positions: ReadonlyMap<string, MapPosition>): void {
  const { several, store, t } = controller;
  const what = t("step_map_move");
  controller.edit(what, (tree) => moveOnMap(tree, positions), { field: `map ${[...positions.keys()].join(" ")}` });
  if (several.size) controller.pickSeveral(several, store.selected);
  controller.announce(t("done_step", { what }));
}

/** Let the map find places again: for what is selected together, else for all. */
export function arrangeMap(controller: EditorController): void {
  const { several, store, t } = controller;
  const all = children(store.tree, "scene", "ending").map((place) => place.attrs.id ?? "");
  const positions = new Map([...(several.size ? several : all)].map((id) => [id, null]));
  const tree = moveOnMap(store.tree, positions);
  if (tree === store.tree) controller.announce(t("map_arranged_already"));
  else controller.edit(t("step_map_arrange"), () => tree);
}

// --- copies ---

/** Return the ids of what is selected together, or undefined when only one thing is. */
const selectedTogether = ({ several }: EditorController) => (several.size ? several : undefined);

/** Duplicate the selection, or the scenes and endings with these ids. */
export function duplicateSelection(controller: EditorController, ids = selectedTogether(controller)): void {
  const { store, t } = controller;
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice && !ids) insertPasted(controller, t("step_duplicate_choice"), duplicateChoice(store.tree, choice.key));
  else if (place) {
    const several = ids ?? new Set([place.attrs.id ?? ""]);
    insertPasted(
      controller,
      t(
        several.size === 1
          ? "step_duplicate"
          : controller.several.size
            ? "step_duplicate_several"
            : "step_duplicate_branch",
      ),
      duplicatePlaces(store.tree, several),
    );
  } else controller.announce(t("nothing_selected"));
}

/** Return the selection as a clip: a choice, a scene or ending, or a branch. */
export function selectionClip(controller: EditorController, ids = selectedTogether(controller)): Clip | null {
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

/** Paste a clip. */
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

/** Apply a paste and report what did not fit. */
function insertPasted(controller: EditorController, what: string, { tree, key, keys, missing }: PasteResult): void {
  controller.edit(what, () => tree, { select: key });
  const places = children(tree, "scene", "ending").filter((place) => keys.includes(place.key));
  if (places.length > 1) controller.pickSeveral(new Set(places.map(({ attrs }) => attrs.id ?? "")), key);
  const report = missingText(controller, missing);
  if (report.length) controller.openDialog({ kind: "report", title: controller.t("paste_report"), sentences: report });
}

/** Return sentences about what did not fit. */
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

/** Return the name of the selection, for dialog titles and announcements. */
export function selectedLabel(controller: EditorController): string {
  const { several, t } = controller;
  if (several.size) return t("map_several", { count: several.size });
  const choice = selectedChoice(controller);
  const place = selectedPlace(controller);
  if (choice) return choiceLabel(choice, controller.t);
  return place ? placeLabel(controller.store.tree, place, controller.t) : "";
}
