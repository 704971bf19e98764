// The ratings of a scene as a table: a row for each choice, a column for each skill. Keys 0 to 3 rate, arrows move.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { VisuallyHidden } from "../../ui/text";
import type { EditorContext } from "../context";
import { choiceLabel } from "../labels";
import { baseLevel, canRate, conditionalLevels, maxSkills, setLevel, setLevels } from "../operations/levels";
import { type TreeNode, updateNode } from "../tree";
import { formatList } from "../words";
import { levelsInWords, nameOfSkill, proposedLevels } from "./moves";

/** A cell of the table: the row of a choice, the column of a skill. */
interface Cell {
  row: number;
  column: number;
}

/** Show the table with the buttons that rate the current cell. */
export function RatingMatrix({ editor, choices }: { editor: EditorContext; choices: readonly TreeNode[] }) {
  const { t, loaded } = editor;
  const skills = loaded.catalogue.skills.map(({ id }) => id);
  const table = useRef<HTMLTableElement>(null);
  const title = useId();
  const { here, go, enter } = useCurrentCell(table, choices.length, skills.length);
  const choice = choices[here.row]!;
  const skill = skills[here.column]!;
  const rate = (level: number | null) => rateChoice(editor, choice, skill, level);
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepForKey(event);
    if (step === "first") go(here.row, 0);
    else if (step === "last") go(here.row, skills.length - 1);
    else if (step) go(here.row + step.row, here.column + step.column);
    else if (/^[0-3]$/.test(event.key)) rate(Number(event.key));
    else if (event.key === "Delete" || event.key === "Backspace") rate(null);
    else if (event.key === "Enter") takeProposal(editor, choice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="psf-matrix">
      <p class="psf-help" id={title}>
        {t("matrix_help")}
      </p>
      <div class="psf-matrix-scroll">
        <table ref={table} role="grid" aria-label={t("matrix_title")} aria-describedby={title} onKeyDown={onKey}>
          <thead>
            <tr>
              <td />
              {skills.map((id) => (
                <th key={id} scope="col">
                  <span>{nameOfSkill(editor, id)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {choices.map((node, row) => (
              <MatrixRow
                key={node.key}
                editor={editor}
                choice={node}
                row={row}
                skills={skills}
                current={row === here.row ? here.column : -1}
                enter={(column) => enter({ row, column })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <LevelButtons editor={editor} choice={choice} skill={skill} rate={rate} />
    </div>
  );
}

/** Return the current cell, at first the first one with the focus, and what goes to another. */
function useCurrentCell(table: { current: HTMLTableElement | null }, rows: number, columns: number) {
  const [at, enter] = useState<Cell>({ row: 0, column: 0 });
  useLayoutEffect(() => focusCell(table.current, { row: 0, column: 0 }), []);
  const go = (row: number, column: number) => {
    const next = { row: Math.max(0, Math.min(row, rows - 1)), column: Math.max(0, Math.min(column, columns - 1)) };
    enter(next);
    focusCell(table.current, next);
  };
  const here: Cell = { row: Math.min(at.row, rows - 1), column: at.column };
  return { here, go, enter };
}

/** Focus a cell. */
function focusCell(table: HTMLTableElement | null, { row, column }: Cell): void {
  table?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
}

/** Return where a key leads; left and right follow the direction of the text. */
function stepForKey(event: KeyboardEvent): Cell | "first" | "last" | null {
  const back = getComputedStyle(event.currentTarget as Element).direction === "rtl" ? 1 : -1;
  const steps: Record<string, Cell | "first" | "last"> = {
    ArrowUp: { row: -1, column: 0 },
    ArrowDown: { row: 1, column: 0 },
    ArrowLeft: { row: 0, column: back },
    ArrowRight: { row: 0, column: -back },
    Home: "first",
    End: "last",
  };
  return steps[event.key] ?? null;
}

/** Rate a choice on a skill, or take the rating away with null; say it where that is one skill too many. */
function rateChoice(editor: EditorContext, choice: TreeNode, skill: string, level: number | null): void {
  const { t, loaded } = editor;
  const name = nameOfSkill(editor, skill);
  if (level !== null && !canRate(choice, skill))
    return editor.announce(t("matrix_full", { count: maxSkills, name: choiceLabel(choice, t) }));
  editor.edit(
    level === null
      ? t("levels_step_remove", { what: name })
      : t("matrix_step", { name, level: loaded.catalogue.levels[level] ?? "" }),
    (tree) => updateNode(tree, choice.key, (node) => setLevel(node, skill, level)),
  );
}

/** Take what the move of a choice proposes, where the choice has no rating yet. */
function takeProposal(editor: EditorContext, choice: TreeNode): void {
  const levels = baseLevel(choice) ? null : proposedLevels(editor, choice);
  if (!levels) return editor.announce(editor.t("matrix_no_proposal"));
  editor.edit(editor.t("proposal_step"), (tree) => updateNode(tree, choice.key, (node) => setLevels(node, levels)));
}

interface MatrixRowProps {
  editor: EditorContext;
  choice: TreeNode;
  row: number;
  skills: readonly string[];
  /** The column of the current cell; -1 when it is in another row. */
  current: number;
  enter: (column: number) => void;
}

/** Show the row of a choice. */
function MatrixRow({ editor, choice, row, skills, current, enter }: MatrixRowProps) {
  const { t } = editor;
  const base = baseLevel(choice);
  const proposed = base ? null : proposedLevels(editor, choice);
  return (
    <tr class={current >= 0 ? "psf-at" : ""}>
      <th scope="row">
        {choiceLabel(choice, t, 36)}
        {proposed && <span class="psf-help">{t("matrix_proposed", { levels: levelsInWords(editor, proposed) })}</span>}
      </th>
      {skills.map((skill, column) => (
        <td
          key={skill}
          data-cell={`${row} ${column}`}
          data-level={base?.attrs[skill]}
          tabIndex={column === current ? 0 : -1}
          onFocus={() => enter(column)}
        >
          <CellContent editor={editor} choice={choice} skill={skill} />
        </td>
      ))}
    </tr>
  );
}

/** Show a level as its number, and those that count under a condition in a frame of their own. */
function CellContent({ editor, choice, skill }: { editor: EditorContext; choice: TreeNode; skill: string }) {
  const level = baseLevel(choice)?.attrs[skill];
  const others = conditionalLevels(choice, skill);
  return (
    <>
      {level !== undefined && <span aria-hidden="true">{level}</span>}
      {others.map(({ value, condition }) => (
        <span
          key={condition}
          class="psf-when"
          aria-hidden="true"
          title={editor.t("matrix_when", { level: value, condition })}
        >
          {value}
        </span>
      ))}
      <VisuallyHidden>{cellInWords(editor, choice, skill)}</VisuallyHidden>
    </>
  );
}

/** Return what a cell holds, in words. */
function cellInWords({ t, loaded }: EditorContext, choice: TreeNode, skill: string): string {
  const { levels } = loaded.catalogue;
  const level = baseLevel(choice)?.attrs[skill];
  return formatList([
    level === undefined ? t("matrix_empty") : (levels[Number(level)] ?? level),
    ...conditionalLevels(choice, skill).map(({ value, condition }) =>
      t("matrix_when", { level: levels[Number(value)] ?? value, condition }),
    ),
  ]);
}

/** Show the buttons that rate the current cell, for fingers and mice, and what it holds in words. */
function LevelButtons({
  editor,
  choice,
  skill,
  rate,
}: {
  editor: EditorContext;
  choice: TreeNode;
  skill: string;
  rate: (level: number | null) => void;
}) {
  const { t, loaded } = editor;
  const value = baseLevel(choice)?.attrs[skill];
  const about = { choice: choiceLabel(choice, t), skill: nameOfSkill(editor, skill) };
  return (
    <div class="psf-matrix-buttons" role="group" aria-label={t("matrix_rate", about)}>
      <p>{t("named_text", { name: t("matrix_rate", about), text: cellInWords(editor, choice, skill) })}</p>
      {loaded.catalogue.levels.map((word, level) => (
        <button
          type="button"
          key={word}
          class="ps-tool"
          aria-pressed={value === String(level)}
          onClick={() => rate(level)}
        >
          {t("matrix_level", { number: level, level: word })}
        </button>
      ))}
      <button type="button" class="ps-tool" aria-pressed={value === undefined} onClick={() => rate(null)}>
        {t("matrix_clear")}
      </button>
    </div>
  );
}
