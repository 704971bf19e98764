// What can be completed: people, moods, places, moves, ratings, skills, and the script's own words.

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { children } from "../tree";
import { keywordsOf, type Zone } from "./grammar/lines";
import { ratingWords } from "./grammar/marks";
import { namesOf } from "./grammar/writing";
import type { WritePane } from "./pane";

/** Return what can be completed at the cursor. */
export function completionsOf(pane: WritePane, context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const zone = pane.script.lines[line.number - 1]?.zone ?? "scene";
  const made =
    placesAt(pane, before) ??
    marksAt(pane, before) ??
    detailsAt(pane, before) ??
    wordsAt(pane, before, zone, context.explicit);
  if (!made) return null;
  const { from, options } = made;
  const exact = before.slice(from);
  const typed = exact.toLowerCase();
  // What begins as it was typed, small letters and capitals told apart, comes first.
  const fitting = options
    .filter(({ label }) => isBeginning(typed, label.toLowerCase()))
    .sort((one, other) => Number(other.label.startsWith(exact)) - Number(one.label.startsWith(exact)));
  const shown = [...fitting, ...(made.always ?? [])];
  const says = ({ apply, label }: Completion) => (typeof apply === "string" ? apply : label);
  if (!shown.length || (shown.length === 1 && says(shown[0]!) === exact)) return null;
  return { from: line.from + from, options: shown, filter: false };
}

interface Completions {
  /** Where in the line the completed word begins. */
  from: number;
  options: Completion[];
  /** What is offered whatever is typed. */
  always?: Completion[];
}

/** Tell whether a typed text begins a name, or one of its words. */
const isBeginning = (typed: string, name: string): boolean =>
  !typed || name.startsWith(typed) || name.split(/[\s-]+/).some((word) => word.startsWith(typed));

/** Return the places behind an arrow. */
function placesAt(pane: WritePane, before: string): Completions | null {
  const found = /^[ \t]*-.*(?:->|→)\s*(.*)$/.exec(before);
  if (!found) return null;
  const { t } = pane.controller;
  const { tree } = pane.script;
  const names = namesOf(tree, pane.words);
  const typed = found[1]!;
  const options = children(tree, "scene", "ending").map(({ tag, attrs }) => ({
    label: names.place(attrs.id ?? ""),
    detail: t(tag === "ending" ? "write_is_ending" : "write_is_scene"),
  }));
  const title = typed.replace(/^=\s*/, "").trim();
  const isNew = title !== "" && !options.some(({ label }) => label.toLowerCase() === title.toLowerCase());
  const always: Completion[] = isNew
    ? [
        { label: title, displayLabel: t("write_new_scene", { title }), apply: title },
        { label: `=${title}`, displayLabel: t("write_new_ending", { title }), apply: `=${title}` },
      ]
    : [];
  return { from: before.length - typed.length, options, always };
}

/** Return moves, ratings and skills behind "!". */
function marksAt(pane: WritePane, before: string): Completions | null {
  const found = /^[ \t]+!(.*)$/.exec(before);
  if (!found) return null;
  const { moves, skills } = pane.controller.loaded.catalogue;
  const word = /[^\s,]*$/.exec(found[1]!)![0];
  const item = found[1]!.split(",").at(-1)!.trimStart();
  const from = before.length - word.length;
  const rated = ratingWords.some((rating) => item.startsWith(`${rating} `));
  if (rated) return { from, options: skills.map(({ id, name }) => ({ label: id, detail: name })) };
  const { levels } = pane.controller.loaded.catalogue;
  const ratings = ratingWords
    .map((label, index) => ({ label, detail: levels[index] ?? "", apply: `${label} ` }))
    .reverse();
  return { from, options: [...ratings, ...moves.map(({ id, name }) => ({ label: id, detail: name }))] };
}

/** Return moods, kinds of ending, roles and portraits in parentheses. */
function detailsAt(pane: WritePane, before: string): Completions | null {
  const found = /\(([^()]*)$/.exec(before);
  if (!found || /:/.test(before.slice(0, found.index))) return null;
  const { moods, kinds, roles, portraits } = pane.controller.loaded.catalogue;
  const word = /[^\s,]*$/.exec(found[1]!)![0];
  const from = before.length - word.length;
  const close = (items: readonly { id: string; name: string }[], end: string) =>
    items.map(({ id, name }) => ({ label: id, detail: name === id ? "" : name, apply: `${id}${end}` }));
  if (before.startsWith("=")) return { from, options: close(kinds, ")") };
  if (before.startsWith("@")) {
    const isFirst = !found[1]!.includes(",");
    return {
      from,
      options: [
        ...(isFirst ? close(roles, ", ") : []),
        ...portraits.map(({ id }) => ({ label: id, apply: `${id}): ` })),
      ],
    };
  }
  return { from, options: close(moods, "): ") };
}

/** Return the script's own words and names at the beginning of a line. */
function wordsAt(pane: WritePane, before: string, zone: Zone, explicit: boolean): Completions | null {
  const found = /^[ \t]*([\p{L}][\p{L} ]*|)$/u.exec(before);
  if (!found || (!found[1] && !explicit)) return null;
  const { t } = pane.controller;
  const from = before.length - found[1]!.length;
  const place: Zone = /^[ \t]/.test(before) && zone !== "head" && zone !== "ending" ? "choice" : zone;
  const words: Completion[] = keywordsOf(place).map((label) => ({
    label,
    detail: t("write_keyword"),
    apply: `${label}: `,
  }));
  if (place === "head") return { from, options: words };
  const people = children(pane.script.tree, "person").map(({ attrs }) => ({
    label: attrs.name ?? attrs.id ?? "",
    detail: t("write_is_person"),
    apply: `${attrs.name ?? `@${attrs.id}`}: `,
  }));
  return { from, options: [...people, ...words] };
}
