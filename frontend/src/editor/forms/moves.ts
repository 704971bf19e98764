// The moves of the catalog as options, and what a chosen one proposes.

import type { MoveInfo } from "../../contracts/editor";
import type { EditorContext } from "../context";
import { baseLevel, ratedSkills } from "../operations/levels";
import type { TreeNode } from "../tree";
import { formatList } from "../words";
import type { SelectOption } from "./options";

/** Return a skill's name, or its id. */
export const nameOfSkill = ({ loaded }: EditorContext, id: string): string =>
  loaded.catalogue.skills.find((skill) => skill.id === id)?.name ?? id;

/** Return levels in words, such as "Listening: Strong; Clarity: Workable". */
export function levelsInWords(editor: EditorContext, levels: Readonly<Record<string, string | number>>): string {
  return formatList(
    Object.entries(levels).map(([skill, level]) =>
      editor.t("levels_summary", {
        skill: nameOfSkill(editor, skill),
        level: editor.loaded.catalogue.levels[Number(level)] ?? String(level),
      }),
    ),
  );
}

/** Return the skill that a move is about, and its usual level there. */
const mainLevel = ({ levels }: MoveInfo): [string, number] => Object.entries(levels)[0] ?? ["", 0];

/** Return all moves by the skill they are about, the strongest first; found by name, description and mistake, too. */
export function moveOptions({ loaded, t }: EditorContext): SelectOption[] {
  const { moves, skills, mistakes, levels } = loaded.catalogue;
  const rank = (move: MoveInfo) => {
    const [skill, level] = mainLevel(move);
    return skills.findIndex(({ id }) => id === skill) * 10 - level;
  };
  const sorted = [...moves].sort((a, b) => rank(a) - rank(b));
  return [
    { value: "", label: t("move_none") },
    ...sorted.map((move) => {
      const [skill, level] = mainLevel(move);
      const mistake = mistakes.find(({ id }) => id === move.mistake)?.name ?? "";
      const about = [levels[level] ?? "", move.effect, mistake && t("move_mistake", { name: mistake })];
      return {
        value: move.id,
        label: move.name,
        group: skills.find(({ id }) => id === skill)?.name ?? "",
        about: about.filter(Boolean).join(" · "),
        also: move.they,
      };
    }),
  ];
}

/** Return the move of a choice, if the catalog has it. */
export const moveOf = ({ loaded }: EditorContext, choice: TreeNode): MoveInfo | undefined =>
  loaded.catalogue.moves.find(({ id }) => id === choice.attrs.move);

/** Return the levels that a choice's move proposes; null when there are none or the choice has them. */
export function proposedLevels(editor: EditorContext, choice: TreeNode): Record<string, string> | null {
  const usual = Object.entries(moveOf(editor, choice)?.levels ?? {}).map(([skill, level]) => [skill, String(level)]);
  if (!usual.length) return null;
  const base = baseLevel(choice);
  const same = base && ratedSkills(base).length === usual.length && usual.every(([s, l]) => base.attrs[s!] === l);
  return same ? null : (Object.fromEntries(usual) as Record<string, string>);
}
