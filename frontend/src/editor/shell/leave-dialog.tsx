// The dialog for closing with unsaved work.

import { Dialog } from "./dialog";
import { useController } from "./use-controller";

/** Ask what to do with unsaved work. */
export function LeaveDialog({ close }: { close: () => void }) {
  const controller = useController();
  const { t } = controller;
  return (
    <Dialog title={t("leave_title")} close={close}>
      <p>
        {t(
          controller.autosaveState === "kept"
            ? "leave_explains"
            : controller.autosaveState === "waiting"
              ? "leave_explains_waiting"
              : "leave_explains_unkept",
        )}
      </p>
      <div class="ps-buttons ps-stacked">
        <button
          type="button"
          data-first
          class="ps-tool ps-primary"
          onClick={() => {
            close();
            void controller.save(true);
          }}
        >
          {t("save_and_close")}
        </button>
        <button type="button" class="ps-tool" onClick={close}>
          {t("keep_editing")}
        </button>
        <button type="button" class="ps-tool" onClick={() => controller.close()}>
          {t("leave_kept")}
        </button>
        <button type="button" class="ps-tool ps-danger" onClick={() => controller.close(true)}>
          {t("leave_throw_away")}
        </button>
      </div>
    </Dialog>
  );
}
