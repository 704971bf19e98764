// Taking the scenario along, as it stands, in one of several forms.

import { useState } from "preact/hooks";
import { useStudio } from "../context";
import { saveFile } from "../autosave/download";
import { Dialog } from "./dialog";
import { MenuButton } from "./menu";
import { bare } from "../tree";
import type { WordKey } from "../words";

const formats: ReadonlyArray<{ format: string; word: WordKey }> = [
  { format: "html", word: "export_html" },
  { format: "docx", word: "export_docx" },
  { format: "xlsx", word: "export_xlsx" },
  { format: "twee", word: "export_twee" },
  { format: "xml", word: "export_xml" },
];

export function ExportMenu() {
  const studio = useStudio();
  const { say, server, store } = studio;
  const [trouble, tell] = useState("");
  const close = () => tell("");
  const take = async (format: string) => {
    studio.announce(say("export_asking"));
    const got = await server.download("editor_export", { document: { tree: bare(store.tree), format } });
    if (got.kind === "done") {
      saveFile(got.file, got.name);
      studio.announce(say("export_done", { name: got.name }));
    } else tell(got.kind === "refused" ? got.error : say(got.kind === "signed-out" ? "export_signed_out" : "export_failed"));
  };
  return (
    <>
      <MenuButton label={say("export")} items={formats.map(({ format, word }) => ({ text: say(word), act: () => void take(format) }))} />
      {trouble && (
        <Dialog title={say("export_not")} close={close}>
          <div class="psf-dialog">
            <p>{trouble}</p>
            <button type="button" data-first class="psf-button" onClick={close}>{say("forms_close")}</button>
          </div>
        </Dialog>
      )}
    </>
  );
}
