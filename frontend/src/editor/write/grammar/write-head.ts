// Writes what stands before the first scene: title, card, people, beginning, notes.

import { child, children, type TreeNode } from "../../tree";
import { guardAll, unguard } from "./escapes";
import { keywordFor } from "./lines";
import { fromMarkup } from "./words";
import {
  candidatesOf,
  firstThat,
  fitsLine,
  type LineOf,
  type Names,
  otherAttributes,
  sameWords,
  text,
  writeRaw,
} from "./writing";

/** Return the lines before the first scene. */
export function headLines(root: TreeNode, names: Names, whole: boolean): LineOf[] {
  const lines = titleLine(root, whole);
  for (const node of root.nodes ?? []) {
    if (node.tag === "scene" || node.tag === "ending") continue;
    const written = rootItem(root, node, names, whole);
    if (written) lines.push(...written);
    else if (whole) lines.push(writeRaw(node, "head"));
  }
  return lines;
}

/** Return the line of the title. */
function titleLine(root: TreeNode, whole: boolean): LineOf[] {
  const title = root.attrs.display_name;
  if (title !== undefined && !fitsLine(title))
    return whole ? [{ typed: `title:${otherAttributes(root, [], whole)}`, zone: "head", node: root }] : [];
  const rest = otherAttributes(root, ["display_name"], whole);
  if (title === undefined && !rest) return [];
  const typed = firstThat(
    candidatesOf(guardAll(title ?? "", "\\*<")),
    (words) => `title:${words ? ` ${words}` : ""}${rest}`,
    "head",
    (line) => line.kind === "root" && unguard(line.words) === (title ?? ""),
  );
  return typed === null ? [] : [{ typed, zone: "head", node: root }];
}

/** Return the lines of a child of the root that is no place; null where the script has no form for it. */
function rootItem(root: TreeNode, node: TreeNode, names: Names, whole: boolean): LineOf[] | null {
  const line = (written: LineOf | null) => written && [written];
  if (node.tag === "about") return child(root, "about") === node ? aboutLines(node, names, whole) : null;
  if (node.tag === "person") return line(personLine(node, names, whole));
  if (node.tag === "note") return line(text(node, "head", "note", whole));
  if (node.tag === "start") return child(root, "start") === node ? startLine(root, node, names, whole) : null;
  return null;
}

/** Return the lines of the card. */
function aboutLines(about: TreeNode, names: Names, whole: boolean): LineOf[] | null {
  const { minutes, ...others } = about.attrs;
  if (about.text || (whole && (Object.keys(others).length || (!about.nodes?.length && minutes === undefined))))
    return null;
  const lines: LineOf[] = minutes === undefined ? [] : [{ typed: `minutes: ${minutes}`, zone: "head", node: about }];
  if (minutes !== undefined && !/^\d+$/.test(minutes)) return null;
  let goals: TreeNode[] = [];
  for (const node of [...(about.nodes ?? []), null]) {
    if (node?.tag === "goal" && isGoal(node, names, whole)) {
      goals.push(node);
      continue;
    }
    if (goals.length)
      lines.push({
        typed: `practises: ${goals.map(({ attrs }) => attrs.skill).join(", ")}`,
        zone: "head",
        node: goals[0]!,
        also: goals.slice(1),
      });
    goals = [];
    if (!node) break;
    const keyword = keywordFor("head", node.tag);
    const isPart = keyword && !["goal", "start", "note"].includes(node.tag);
    const written = isPart ? text(node, "head", keyword, whole) : null;
    if (written) lines.push(written);
    else if (whole) return null;
  }
  return lines;
}

/** Tell whether an element is a goal with a known skill and nothing else. */
const isGoal = (node: TreeNode, names: Names, whole: boolean): boolean =>
  names.words.skills.has(node.attrs.skill ?? "") &&
  (!whole || Object.keys(node.attrs).length === 1) &&
  !node.text &&
  !node.nodes?.length;

/** Return the line of a person. */
function personLine(person: TreeNode, names: Names, whole: boolean): LineOf | null {
  const { name = "", role, portrait } = person.attrs;
  if (person.nodes?.length || !fitsLine(name)) return null;
  const saidRole = role !== undefined && names.words.roles.has(role);
  const saidPortrait = portrait !== undefined && /^[a-z][a-z0-9-]*$/.test(portrait) && !names.words.roles.has(portrait);
  const detail = [...(saidRole ? [role] : []), ...(saidPortrait ? [portrait] : [])].join(", ");
  const rest = otherAttributes(
    person,
    ["name", ...(saidRole ? ["role"] : []), ...(saidPortrait ? ["portrait"] : [])],
    whole,
  );
  const words = fromMarkup(person.text ?? "");
  const guardedName = guardAll(name, "\\*<>#=[]{}:()!@");
  const typed = firstThat(
    candidatesOf(words),
    (found) => `@${guardedName}${detail ? ` (${detail})` : ""}${found ? `: ${found}` : ""}${rest}`,
    "head",
    (line) =>
      line.kind === "person" &&
      unguard(line.name ?? "") === name &&
      line.detail === detail &&
      sameWords(line.words, words) === words,
  );
  return typed === null ? null : { typed, zone: "head", node: person };
}

/** Return the line of the beginning; nothing where it says only that the first scene is first. */
function startLine(root: TreeNode, start: TreeNode, names: Names, whole: boolean): LineOf[] | null {
  const { scene } = start.attrs;
  const rest = otherAttributes(start, ["scene"], whole);
  if (start.text || start.nodes?.length || scene === undefined) return null;
  if (!rest && scene === children(root, "scene")[0]?.attrs.id) return [];
  return [{ typed: `begins: ${names.place(scene)}${rest}`, zone: "head", node: start }];
}
