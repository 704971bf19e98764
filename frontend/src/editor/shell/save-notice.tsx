// The notice about a failed save.

import { downloadWork } from "../autosave/download";
import { useController } from "./use-controller";

/** Show why the save failed and what to do. */
export function SaveNotice() {
  const controller = useController();
  const { t, saveFailure } = controller;
  return (
    <div role="alert" class="ps-alert-place">
      {saveFailure && (
        <div class="ps-notice ps-notice-bad">
          <p>
            <strong>{t("not_saved")}</strong> {saveFailure.sentence}
          </p>
          <p>{t(controller.autosaveState === "kept" ? "work_is_safe" : "work_is_here_only")}</p>
          <div class="ps-buttons">
            {saveFailure.kind !== "too-large" && (
              <button type="button" class="ps-tool" onClick={() => void controller.save()}>
                {t("save_again")}
              </button>
            )}
            <button type="button" class="ps-tool" onClick={() => downloadWork(controller)}>
              {t("download_work")}
            </button>
            <button type="button" class="ps-tool" onClick={() => controller.dismissFailure()}>
              {t("dismiss")}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
