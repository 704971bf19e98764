// Offers unsaved work of an earlier visit.

import { useController } from "../shell/use-controller";

const maxShown = 12;

/** Show date and differences, and the buttons to restore or delete the work. */
export function RestoreNotice() {
  const controller = useController();
  const { t, restorable } = controller;
  if (!restorable) return null;
  const date = new Date(restorable.at).toLocaleString(document.documentElement.lang || undefined, {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const changes = restorable.changes ?? [];
  return (
    <section class="ps-notice" aria-label={t("kept_title")}>
      <p>
        <strong>{t("kept_title")}</strong> {t("kept_from", { date })}{" "}
        {restorable.base !== controller.loaded.base && t("kept_newer")}
      </p>
      {restorable.changes === null && <p role="status">{t("comparing")}</p>}
      {changes.length > 0 && (
        <details>
          <summary>{t("kept_differs", { count: changes.length })}</summary>
          <ul>
            {changes.slice(0, maxShown).map((change, index) => (
              <li key={index}>{change}</li>
            ))}
          </ul>
          {changes.length > maxShown && <p>{t("and_more", { count: changes.length - maxShown })}</p>}
        </details>
      )}
      <div class="ps-buttons">
        <button type="button" class="ps-tool ps-primary" onClick={() => controller.resolveRestore(true)}>
          {t("kept_take")}
        </button>
        <button type="button" class="ps-tool" onClick={() => controller.resolveRestore(false)}>
          {t("kept_drop")}
        </button>
      </div>
    </section>
  );
}
