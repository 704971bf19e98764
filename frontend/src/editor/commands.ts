// What an author can do to the structure, by button, key, menu or mouse: one function each, one undoable step each.

import type { Desk } from "./controller";
import { choiceLabel, placeLabel } from "./labels";
import { clipOf, duplicated, duplicatedChoice, pasted, pastedChoice, type Clip, type Missing, type Pasted } from "./operations/copying";
import { addChoice, addEnding, addScene, connected, moved, placed, retitled } from "./operations/edits";
import { branchOf } from "./operations/links";
import { besides, consequences, withoutPlaces } from "./operations/removing";
import { subjectOf } from "./selection";
import { changed, child, element, keyed, wayTo, withAttr, type Node } from "./tree";

/** The scene or ending that is selected, or whose choice is. */
export function placeOf(desk: Desk): Node | null {
  const subject = subjectOf(desk.store.tree, desk.store.selected);
  return subject.kind === "scene" ? subject.scene : subject.kind === "ending" ? subject.ending : null;
}

export function choiceOf(desk: Desk): Node | null {
  const subject = subjectOf(desk.store.tree, desk.store.selected);
  return subject.kind === "scene" ? subject.choice ?? null : null;
}

/** A new scene; where a choice is given, it leads there from now on. The first scene of all is where the talk starts. */
export function newScene(desk: Desk, title: string, from?: number): void {
  const { store, say } = desk;
  const made = addScene(store.tree, title, placeOf(desk)?.key);
  let tree = from ? connected(made.tree, from, made.id) : made.tree;
  const start = child(tree, "start");
  if (!start) tree = placed(tree, "start", [keyed(element("start", { scene: made.id }))]);
  else if (!start.attrs.scene) tree = changed(tree, start.key, (node) => withAttr(node, "scene", made.id));
  desk.edit(say("step_add_scene"), () => tree, { select: made.key });
  desk.goTo(made.key);
}

export function newEnding(desk: Desk, title: string, kind: string, from?: number): void {
  const made = addEnding(desk.store.tree, title, kind, placeOf(desk)?.key);
  desk.edit(desk.say("step_add_ending"), () => (from ? connected(made.tree, from, made.id) : made.tree), { select: made.key });
  desk.goTo(made.key);
}

export function newChoice(desk: Desk, words: string): void {
  const scene = placeOf(desk);
  if (scene?.tag !== "scene") return;
  const made = addChoice(desk.store.tree, scene.key, words, choiceOf(desk)?.key);
  desk.edit(desk.say("step_add_choice"), () => made.tree, { select: made.key });
  desk.goTo(made.key);
}

/** Deletes what is selected: at once where nothing hangs on it, else after the author has read what does. */
export function remove(desk: Desk): void {
  const { store, say } = desk;
  const choice = choiceOf(desk);
  const place = placeOf(desk);
  if (choice) {
    const select = besides(store.tree, choice.key);
    desk.edit(say("step_delete_choice"), (tree) => changed(tree, choice.key, () => null), { select });
  } else if (place) {
    const found = consequences(store.tree, new Set([place.attrs.id ?? ""]));
    if (found.ways.length || found.conditions.length || found.start) desk.ask({ kind: "delete", branch: false });
    else removePlaces(desk, new Set([place.attrs.id ?? ""]));
  } else desk.announce(say("nothing_selected"));
}

export function removePlaces(desk: Desk, ids: ReadonlySet<string>): void {
  const { store, say } = desk;
  const place = placeOf(desk);
  if (!place) return;
  const what = say(ids.size > 1 ? "step_delete_branch" : place.tag === "ending" ? "step_delete_ending" : "step_delete_scene");
  const tree = withoutPlaces(store.tree, ids);
  // What stands beside it may go with it.
  let select = besides(store.tree, place.key);
  if (!wayTo(tree, select).length) select = tree.nodes?.find((node) => node.tag === "scene" || node.tag === "ending")?.key ?? -1;
  desk.edit(what, () => tree, { select });
}

export const branch = (desk: Desk): Set<string> => {
  const place = placeOf(desk);
  if (!place) return new Set();
  return place.tag === "ending" ? new Set([place.attrs.id ?? ""]) : branchOf(desk.store.tree, place.attrs.id ?? "");
};

export function removeBranch(desk: Desk): void {
  if (placeOf(desk)) desk.ask({ kind: "delete", branch: true });
  else desk.announce(desk.say("nothing_selected"));
}

export function move(desk: Desk, by: -1 | 1): void {
  const node = choiceOf(desk) ?? placeOf(desk);
  if (!node) return desk.announce(desk.say("nothing_selected"));
  const tree = moved(desk.store.tree, node.key, by);
  if (tree === desk.store.tree) desk.announce(desk.say(by < 0 ? "first_already" : "last_already"));
  else desk.edit(desk.say(by < 0 ? "step_move_up" : "step_move_down"), () => tree);
}

export function rename(desk: Desk, key: number, title: string): void {
  desk.edit(desk.say("step_title"), (tree) => retitled(tree, key, title));
}

export function connect(desk: Desk, choice: number, to: string): void {
  desk.edit(desk.say("step_connect"), (tree) => connected(tree, choice, to));
}

// --- copies ------------------------------------------------------------------------------------------------------------

export function duplicate(desk: Desk, ids?: ReadonlySet<string>): void {
  const { store, say } = desk;
  const choice = choiceOf(desk);
  const place = placeOf(desk);
  if (choice && !ids) put(desk, say("step_duplicate_choice"), duplicatedChoice(store.tree, choice.key));
  else if (place) {
    const several = ids ?? new Set([place.attrs.id ?? ""]);
    put(desk, say(several.size > 1 ? "step_duplicate_branch" : "step_duplicate"), duplicated(store.tree, several));
  } else desk.announce(say("nothing_selected"));
}

/** What is selected as a clip: a choice, a scene or ending, or a whole branch. */
export function clipped(desk: Desk, ids?: ReadonlySet<string>): Clip | null {
  const choice = choiceOf(desk);
  const place = placeOf(desk);
  if (choice && !ids) return clipOf(desk.store.tree, [choice], "choice");
  if (!place) return null;
  const several = ids ?? new Set([place.attrs.id ?? ""]);
  const picked = (desk.store.tree.nodes ?? []).filter((node) => ["scene", "ending"].includes(node.tag) && several.has(node.attrs.id ?? ""));
  return clipOf(desk.store.tree, picked, "places");
}

export function paste(desk: Desk, clip: Clip): void {
  const { store, say } = desk;
  const place = placeOf(desk);
  if (clip.kind === "choice") {
    if (place?.tag !== "scene") return desk.announce(say("paste_choice_where"));
    put(desk, say("step_paste"), pastedChoice(store.tree, clip, place.key, choiceOf(desk)?.key));
  } else put(desk, say("step_paste"), pasted(store.tree, clip, place?.key));
}

function put(desk: Desk, what: string, { tree, key, missing }: Pasted): void {
  desk.edit(what, () => tree, { select: key });
  const report = missingWords(desk, missing);
  if (report.length) desk.ask({ kind: "report", title: desk.say("paste_report"), sentences: report });
}

function missingWords({ say }: Desk, { brought, others, ways, conditions, meters }: Missing): string[] {
  return [
    ...brought.map((name) => say("paste_brought", { name })),
    ...others.map(({ there, here }) => say("paste_other_person", { there, here })),
    ...ways.map((id) => say("paste_way", { id })),
    ...conditions.map((id) => say("paste_condition", { id })),
    ...meters.map((id) => say("paste_meter", { id })),
  ];
}

/** What is selected, in words: for titles of dialogs and for what is read out. */
export function selectedLabel(desk: Desk): string {
  const choice = choiceOf(desk);
  const place = placeOf(desk);
  if (choice) return choiceLabel(choice, desk.say);
  return place ? placeLabel(desk.store.tree, place, desk.say) : "";
}

