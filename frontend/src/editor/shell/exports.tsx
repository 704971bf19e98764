// The kinds of file that the server offers, as commands of a menu.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { offerDownload } from "../autosave/download";
import { useEditor } from "../context";
import { toTreeData } from "../tree";
import { Dialog } from "./dialog";
import type { MenuItem } from "./menu";

/** Return the commands, and the dialog that says what the server lacks for one of them. */
export function useExports(): { items: MenuItem[]; dialog: VNode | null } {
  const editor = useEditor();
  const { t, server, store, loaded } = editor;
  const [trouble, tell] = useState("");
  const close = () => tell("");
  const take = async (format: string) => {
    editor.announce(t("export_asking"));
    const got = await server.download("editor_export", { document: { tree: toTreeData(store.tree), format } });
    if (got.kind === "done") {
      offerDownload(got.file, got.name);
      editor.announce(t("export_done", { name: got.name }));
    } else
      tell(got.kind === "refused" ? got.error : t(got.kind === "signed-out" ? "export_signed_out" : "export_failed"));
  };
  const items = loaded.exports.map(({ id, label, missing }) => ({
    text: t("export_as", { label }),
    note: missing,
    act: () => (missing === null ? void take(id) : tell(missing)),
  }));
  const dialog = trouble ? (
    <Dialog title={t("export_not")} close={close}>
      <div class="psf-dialog">
        <p>{trouble}</p>
        <button type="button" data-first class="psf-button" onClick={close}>
          {t("forms_close")}
        </button>
      </div>
    </Dialog>
  ) : null;
  return { items, dialog };
}
