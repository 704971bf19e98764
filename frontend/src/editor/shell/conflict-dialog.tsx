// The dialog about a conflict: somebody else has saved, and both changed the same.

import { useState } from "preact/hooks";
import { describeConflict } from "../merge/describe";
import type { JoinQuestion } from "../merge/joining";
import type { Side } from "../merge/merge";
import { Dialog } from "./dialog";
import { useController } from "./use-controller";

/** Ask about what both changed; about the whole where nothing can be joined. */
export function ConflictDialog() {
  const controller = useController();
  const { t, joining } = controller;
  const later = () => void controller.resolveConflict("later");
  return (
    <Dialog title={t("conflict_title")} close={later}>
      {joining.question ? (
        <FieldQuestions question={joining.question} later={later} />
      ) : (
        <WholeQuestion later={later} />
      )}
    </Dialog>
  );
}

/** Ask which value stays, field by field. Everything else is joined already. */
function FieldQuestions({ question, later }: { question: JoinQuestion; later: () => void }) {
  const controller = useController();
  const { t } = controller;
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const { conflicts } = question;
  const pick = (id: string, side: Side) => {
    const next = new Set(theirs);
    if (side === "theirs") next.add(id);
    else next.delete(id);
    setTheirs(next);
  };
  return (
    <>
      <p>{t("conflict_fields", { count: conflicts.length })}</p>
      {conflicts.map((conflict) => {
        const { where, field, ...values } = describeConflict(controller, conflict);
        return (
          <fieldset key={conflict.id} class="ps-conflict">
            <legend>{t("conflict_field", { where, field })}</legend>
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side}>
                <input
                  type="radio"
                  name={controller.id(`conflict-${conflict.id}`)}
                  checked={theirs.has(conflict.id) === (side === "theirs")}
                  onChange={() => pick(conflict.id, side)}
                />
                <span>
                  <b>{t(side === "mine" ? "conflict_yours" : "conflict_other")}</b> {values[side]}
                </span>
              </label>
            ))}
          </fieldset>
        );
      })}
      <div class="ps-buttons">
        <button
          type="button"
          class="ps-tool ps-primary"
          onClick={() => void controller.settleConflict((id) => (theirs.has(id) ? "theirs" : "mine"))}
        >
          {t("conflict_save")}
        </button>
        <button type="button" data-first class="ps-tool" onClick={later}>
          {t("conflict_later")}
        </button>
      </div>
    </>
  );
}

/** Show the differences and ask which version to keep. */
function WholeQuestion({ later }: { later: () => void }) {
  const controller = useController();
  const { t, conflict } = controller;
  return (
    <>
      <p>{t("conflict_explains")}</p>
      {conflict && conflict.changes.length > 0 && (
        <>
          <h4>{t("conflict_changes")}</h4>
          <ul class="ps-changes">
            {conflict.changes.map((change, index) => (
              <li key={index}>{change}</li>
            ))}
          </ul>
        </>
      )}
      <div class="ps-buttons ps-stacked">
        <button type="button" data-first class="ps-tool" onClick={later}>
          {t("conflict_later")}
        </button>
        <button type="button" class="ps-tool" onClick={() => void controller.resolveConflict("mine")}>
          {t("conflict_mine")}
        </button>
        <button type="button" class="ps-tool" onClick={() => void controller.resolveConflict("theirs")}>
          {t("conflict_theirs")}
        </button>
      </div>
    </>
  );
}
