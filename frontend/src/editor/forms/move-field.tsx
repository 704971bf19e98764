// The move of a choice: the menu, what the move usually changes, and how this choice differs from it.

import { baseLevel } from "../operations/levels";
import { child, children } from "../tree";
import { Disclosure } from "./disclosure";
import { attributeOf, type FieldBinding, setAttribute } from "./field-binding";
import { AttrSelect, fieldMarkers, problemsFor } from "./fields";
import { requestFocus } from "./focus-request";
import { ChoiceMeterChange } from "./meter-change";
import { moveOf, moveOptions, proposedLevels } from "./moves";
import { meterOptions } from "./options";
import { Picker } from "./picker";

/** Words for a change of a meter, from falling a lot to rising a lot. */
const changeWords = {
  "-3": "shift_falls_a_lot",
  "-2": "shift_falls",
  "-1": "shift_falls_a_little",
  "1": "shift_rises_a_little",
  "2": "shift_rises",
  "3": "shift_rises_a_lot",
} as const;

/** Return in words what an author changed: how meters move, and the mistake. */
function changesInWords(choice: FieldBinding): string {
  const { editor, node } = choice;
  const shift = node && child(node, "shift");
  const moved = meterOptions(editor).flatMap(({ value, label }) => {
    const by = Math.max(-3, Math.min(3, Math.trunc(Number(shift?.attrs[value] ?? 0) || 0)));
    return by ? [editor.t(changeWords[String(by) as keyof typeof changeWords], { meter: label })] : [];
  });
  const mistake = editor.loaded.catalogue.mistakes.find(({ id }) => id === attributeOf(choice, "mistake"))?.name;
  return [...moved, ...(mistake ? [editor.t("move_mistake", { name: mistake })] : [])].join(", ");
}

/** Show the move of the catalog; the numbers are in a folded part. `onPick` is called after another one was chosen. */
export function MoveField({ binding, onPick }: { binding: FieldBinding; onPick: () => void }) {
  const { editor, node } = binding;
  const { t } = editor;
  const { mistakes } = editor.loaded.catalogue;
  const move = node && moveOf(editor, node);
  const own = mistakes.find(({ id }) => id === move?.mistake)?.name;
  const hasShift = !!(node && children(node, "shift").length);
  return (
    <>
      <Picker
        label={t("choice_move")}
        value={attributeOf(binding, "move")}
        shown={move?.name ?? attributeOf(binding, "move")}
        options={() => moveOptions(editor)}
        none={t("move_none")}
        onPick={(id) => {
          setAttribute(binding, "move", id, t("forms_step_edit", { what: t("choice_move") }));
          onPick();
          // Where the choice has no rating yet, the proposal is next: Enter takes it.
          if (node && id && !baseLevel(node)) requestFocus(node.key, "proposal");
        }}
        help={
          // While the rating is proposed, the proposal says it.
          move && (hasShift || !node || !proposedLevels(editor, node) || baseLevel(node))
            ? t(hasShift ? "move_usually_changed" : "move_usually", { effect: move.effect || t("move_nothing") })
            : undefined
        }
        found={problemsFor(binding, "move")}
        mark={fieldMarkers(binding, "move")}
      />
      <Disclosure title={t("move_change")} summary={changesInWords(binding)}>
        <ChoiceMeterChange choice={binding} usual={move?.changes ?? {}} />
        <AttrSelect
          binding={binding}
          name="mistake"
          label={t("choice_mistake")}
          help={t("choice_mistake_help")}
          options={mistakes.map(({ id, name }) => ({ value: id, label: name }))}
          usual={own ? t("mistake_of_move", { name: own }) : t("mistake_none")}
        />
      </Disclosure>
    </>
  );
}
