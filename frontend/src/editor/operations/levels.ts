// Ratings of choices: which element holds one without a condition, and how a single level is set.

import { ranges } from "../../contracts/constants";
import { children, elementData, insertChildren, type TreeNode, withAttribute, withKeys } from "../tree";

/** At most this many skills are rated. */
export const [, maxSkills] = ranges.ratedSkills;
const otherAttributes = ["if", "only"];

/** Return the ids of the skills that a rating names. */
export const ratedSkills = (level: TreeNode): string[] =>
  Object.keys(level.attrs).filter((name) => !otherAttributes.includes(name));

/** Return the rating of a choice that counts without a condition. */
export const baseLevel = (choice: TreeNode): TreeNode | undefined =>
  children(choice, "level").find((level) => !("if" in level.attrs));

/** Return the levels of a choice on one skill that count under a condition. */
export function conditionalLevels(choice: TreeNode, skill: string): Array<{ value: string; condition: string }> {
  return children(choice, "level")
    .filter((level) => "if" in level.attrs && skill in level.attrs)
    .map((level) => ({ value: level.attrs[skill] ?? "", condition: level.attrs.if ?? "" }));
}

/** Tell whether one more skill can be rated, or this one is already. */
export function canRate(choice: TreeNode, skill: string): boolean {
  const base = baseLevel(choice);
  const rated = base ? ratedSkills(base) : [];
  return rated.includes(skill) || rated.length < maxSkills;
}

/** Return a choice with the rating that has no condition; it stands before those with one. */
export function setLevels(choice: TreeNode, levels: Readonly<Record<string, string>>): TreeNode {
  const nodes = choice.nodes ?? [];
  const base = baseLevel(choice);
  const at = nodes.findIndex((node) => node.tag === "level");
  if (base)
    return { ...choice, nodes: nodes.map((node) => (node === base ? { ...base, attrs: { ...levels } } : node)) };
  const created = withKeys(elementData("level", { ...levels }, []));
  if (at >= 0) return insertChildren(choice, [created], at);
  const words = nodes.filter((node) => ["do", "say", "wait"].includes(node.tag)).at(-1);
  return insertChildren(choice, [created], words ? nodes.indexOf(words) + 1 : 0);
}

/** Return a choice with one level set, or not rated on the skill with null; ratings with a condition stay as they are. */
export function setLevel(choice: TreeNode, skill: string, level: number | null): TreeNode {
  const base = baseLevel(choice);
  if (!base) return level === null ? choice : setLevels(choice, { [skill]: String(level) });
  const after = withAttribute(base, skill, level === null ? null : String(level));
  if (after === base) return choice;
  const kept = ratedSkills(after).length > 0 ? [after] : [];
  return { ...choice, nodes: (choice.nodes ?? []).flatMap((node) => (node === base ? kept : [node])) };
}
