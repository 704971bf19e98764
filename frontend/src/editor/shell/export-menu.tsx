// The export menu.

import { useState } from "preact/hooks";
import { offerDownload } from "../autosave/download";
import { useEditor } from "../context";
import { toTreeData } from "../tree";
import type { WordKey } from "../words";
import { Dialog } from "./dialog";
import { MenuButton } from "./menu";

const exportFormats: ReadonlyArray<{ format: string; word: WordKey }> = [
  { format: "html", word: "export_html" },
  { format: "docx", word: "export_docx" },
  { format: "xlsx", word: "export_xlsx" },
  { format: "twee", word: "export_twee" },
  { format: "xml", word: "export_xml" },
];

/** Show the export formats and download the file. */
export function ExportMenu() {
  const editor = useEditor();
  const { t, server, store } = editor;
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
  return (
    <>
      <MenuButton
        label={t("export")}
        items={exportFormats.map(({ format, word }) => ({ text: t(word), act: () => void take(format) }))}
      />
      {trouble && (
        <Dialog title={t("export_not")} close={close}>
          <div class="psf-dialog">
            <p>{trouble}</p>
            <button type="button" data-first class="psf-button" onClick={close}>
              {t("forms_close")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
