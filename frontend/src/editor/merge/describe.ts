// What a conflict is about, as an author sees it.

import { ownValue } from "../../ui/own-value";
import type { EditorContext } from "../context";
import { choiceLabel, placeLabel, targetLabel } from "../labels";
import { plainText } from "../text/markup";
import { shorten } from "../text/texts";
import type { TreeNode } from "../tree";
import type { WordKey } from "../words";
import type { Conflict } from "./merge";

/** Names of fields, by tag and attribute; the text has no attribute. */
const fieldWords: Record<string, WordKey> = {
  "@to": "choice_to",
  "@if": "item_condition",
  "@title": "scene_title",
  "@by": "item_by",
  "@mood": "item_mood",
  "@move": "choice_move",
  "@mistake": "choice_mistake",
  "@closed": "choice_closed",
  "@display_name": "about_title",
  "@minutes": "about_minutes",
  "@kind": "ending_kind",
  "@cap": "ending_cap",
  "@src": "media_src",
  "@alt": "media_alt",
  "@captions": "media_captions",
  "@portrait": "person_portrait",
  "@role": "person_role",
  "@needs": "needs",
  "person@name": "person_name",
  "meter@name": "meter_name",
  "term@name": "term_one",
  "wait@seconds": "choice_seconds",
  say: "choice_say",
  do: "choice_do",
  wait: "choice_wait_words",
  line: "item_words",
  reply: "item_words",
  cue: "item_cue_text",
  audio: "media_transcript",
  video: "media_transcript",
  effect: "feedback_effect",
  why: "feedback_why",
  instead: "feedback_instead",
  later: "ending_later",
  "their-view": "their_view_label",
  ask: "ending_ask",
  person: "person_about",
  hint: "scene_hint",
  note: "note",
  term: "term_text",
  setting: "about_setting",
  before: "about_before",
  "you-need": "about_you_need",
  "they-want": "about_they_want",
  "body-cue": "about_body_cue",
  "content-note": "about_content_note",
  support: "about_support",
  source: "about_source",
};

/** What a dialog shows of a conflict. */
export interface ConflictText {
  where: string;
  field: string;
  mine: string;
  theirs: string;
}

/** Return the place, the field and both values of a conflict in words. */
export function describeConflict(editor: EditorContext, conflict: Conflict): ConflictText {
  return {
    where: placeOf(editor, conflict.path),
    field: fieldName(editor, conflict),
    mine: valueText(editor, conflict, conflict.mine),
    theirs: valueText(editor, conflict, conflict.theirs),
  };
}

/** Return the scene, choice, ending or person that holds a field; the whole component for others. */
function placeOf(editor: EditorContext, path: readonly TreeNode[]): string {
  const { store, t } = editor;
  const named = path.flatMap((node) => {
    if (node.tag === "scene" || node.tag === "ending") return [placeLabel(store.tree, node, t)];
    if (node.tag === "choice") return [choiceLabel(node, t)];
    return node.attrs.name ? [node.attrs.name] : [];
  });
  return named.join(" – ") || t("conflict_whole");
}

/** Return the name of a field; a rating is named after its skill. */
function fieldName({ t, loaded }: EditorContext, { path, field }: Conflict): string {
  const tag = path.at(-1)?.tag ?? "";
  if (field === "order") return t("conflict_order");
  if (field === "gone") return t("conflict_gone");
  const skill = tag === "level" && loaded.catalogue.skills?.find(({ id }) => id === field);
  if (skill) return t("conflict_rating", { name: skill.name });
  const word = ownValue(fieldWords, field ? `${tag}@${field}` : tag) ?? fieldWords[`@${field}`];
  return word ? t(word) : t("conflict_setting");
}

/** Return a value in words. */
function valueText({ t, store, loaded }: EditorContext, { path, field }: Conflict, value: string | null): string {
  if (value === null) return t("conflict_deleted");
  if (field === "gone") return t("conflict_kept");
  if (field === "order") return t("conflict_order_own");
  if (value === "") return t("conflict_empty");
  if (field === "to") return targetLabel(store.tree, value, t);
  if (path.at(-1)?.tag === "level") return loaded.catalogue.levels?.[Number(value)] ?? value;
  if (field === "move") return loaded.catalogue.moves?.find(({ id }) => id === value)?.name ?? value;
  return shorten(plainText(value), 300);
}
