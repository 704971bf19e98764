// The dialog about a conflict: somebody else has saved.

import { Dialog } from "./dialog";
import { useController } from "./use-controller";

/** Show the differences and ask which version to keep. */
export function ConflictDialog() {
  const controller = useController();
  const { t, conflict } = controller;
  const later = () => void controller.resolveConflict("later");
  return (
    <Dialog title={t("conflict_title")} close={later}>
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
    </Dialog>
  );
}
