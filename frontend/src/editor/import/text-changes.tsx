// The differences of an imported spreadsheet of texts.

import type { EditorContext } from "../context";
import { plainText } from "../text/markup";
import { withKeys } from "../tree";
import type { Stage } from "./stages";

interface TextChangesProps {
  editor: EditorContext;
  stage: Stage<"texts">;
  close: () => void;
}

/** Show the texts that differ in a spreadsheet. */
export function TextChanges({ editor, stage, close }: TextChangesProps) {
  const { t } = editor;
  if (!stage.texts.length) {
    return (
      <>
        <p>{t("texts_same")}</p>
        <button type="button" class="psf-button" onClick={close}>
          {t("forms_close")}
        </button>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        editor.replaceTree(t("texts_step"), withKeys(stage.tree));
        close();
      }}
    >
      <p>{t("texts_differ", { count: stage.texts.length })}</p>
      <ChangesTable editor={editor} stage={stage} />
      <div class="psf-row">
        <button type="submit" class="psf-button">
          {t("texts_take")}
        </button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>
          {t("forms_cancel")}
        </button>
      </div>
    </form>
  );
}

/** Show each text before and after. */
function ChangesTable({ editor: { t }, stage }: Omit<TextChangesProps, "close">) {
  return (
    <div class="psf-table" tabIndex={0} role="region" aria-label={t("texts_table")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("texts_where")}</th>
            <th scope="col">{t("texts_before")}</th>
            <th scope="col">{t("texts_after")}</th>
          </tr>
        </thead>
        <tbody>
          {stage.texts.map(({ id, what, before, after }) => (
            <tr key={id}>
              <th scope="row">{what ? `${what} (${id})` : id}</th>
              <td>
                <del>{plainText(before)}</del>
              </td>
              <td>
                <ins>{plainText(after)}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
