// The line that says that what is saved is a draft, which learners don't get.

import { useController } from "./use-controller";

/** Show what learners get instead, and the way back to it. */
export function DraftNotice() {
  const controller = useController();
  const { t, draft, hasValid, draftNoticeClosed } = controller;
  if (!draft || draftNoticeClosed) return null;
  return (
    <section class="ps-notice ps-notice-draft" aria-label={t("draft_title")}>
      <p>
        <strong>{t("draft_title")}</strong> {t(hasValid ? "draft_valid" : "draft_never")}
      </p>
      <div class="ps-buttons">
        {hasValid && (
          <button type="button" class="ps-tool" onClick={() => void controller.takeLastValid()}>
            {t("draft_back")}
          </button>
        )}
        <button type="button" class="ps-tool" onClick={() => controller.closeDraftNotice()}>
          {t("dismiss")}
        </button>
      </div>
    </section>
  );
}
