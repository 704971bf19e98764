// Shown before the component is loaded.

import type { EditorTranslate } from "../words";

/** Show that the editor is loading, or why that failed. */
export function LoadingView({
  t,
  title,
  failed,
  again,
}: {
  t: EditorTranslate;
  title: string;
  failed?: string;
  again?: () => void;
}) {
  return (
    <div class="ps-loading-view">
      <h3>{title || t("editor_title")}</h3>
      {failed === undefined ? (
        <p role="status">{t("loading")}</p>
      ) : (
        <>
          <p role="alert">{failed}</p>
          <button type="button" class="ps-tool" onClick={again}>
            {t("try_again")}
          </button>
        </>
      )}
    </div>
  );
}
