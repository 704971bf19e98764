// One quiet sentence: what somebody else saved meanwhile is in, beside one's own work.

import { useController } from "./use-controller";

/** Show the sentence, with the way to take their changes out again. */
export function JoinedNotice() {
  const controller = useController();
  const { t, joined, store } = controller;
  if (!joined) return null;
  return (
    <section class="ps-notice ps-notice-quiet" aria-label={t("joined_title")}>
      <p>
        {t("joined")} {joined.unfinished && t("joined_unfinished")}
      </p>
      <div class="ps-buttons">
        {store.undoLabel === t("step_joined") && (
          <button type="button" class="ps-tool" onClick={() => controller.undo()}>
            {t("joined_undo")}
          </button>
        )}
        <button type="button" class="ps-tool" onClick={() => controller.closeJoined()}>
          {t("dismiss")}
        </button>
      </div>
    </section>
  );
}
