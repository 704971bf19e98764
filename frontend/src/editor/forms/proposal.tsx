// What a chosen move proposes: levels, and its usual shift in words. Nothing of it is in the file until it is taken.

import { baseLevel, setLevels } from "../operations/levels";
import type { FieldBinding } from "./field-binding";
import { requestFocus } from "./focus-request";
import { levelsInWords, moveOf, proposedLevels } from "./moves";

/** Show the proposal with the button that takes it; `afresh` when the move was chosen just now. */
export function Proposal({ choice, afresh }: { choice: FieldBinding; afresh: boolean }) {
  const { editor, node } = choice;
  const { t } = editor;
  const levels = node && proposedLevels(editor, node);
  const rated = !!node && !!baseLevel(node);
  // Who has rated a choice is not asked again, unless another move was chosen.
  if (!node || !levels || (rated && !afresh)) return null;
  const take = () => {
    const after = setLevels(node, levels);
    choice.change(t("proposal_step"), () => after);
    requestFocus(baseLevel(after)!.key, Object.keys(levels)[0] ?? null);
  };
  return (
    <div class="psf-proposal" role="group" aria-label={t("proposal_title")}>
      <p>
        {t(rated ? "proposal_usually" : "proposal_levels", { levels: levelsInWords(editor, levels) })}{" "}
        <span class="psf-help">
          {t("proposal_shift", { effect: moveOf(editor, node)?.effect || t("move_nothing") })}
        </span>
      </p>
      <button type="button" class="psf-button" data-field={`${node.key}@proposal`} onClick={take}>
        {t(rated ? "proposal_take_instead" : "proposal_take")}
      </button>
    </div>
  );
}
