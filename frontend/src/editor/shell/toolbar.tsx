// The bar above: what the scenario is called, going back and forth, finding, bringing in and taking out, trying, saving.

import { ExportMenu } from "./export-menu";
import { downloadWork } from "../autosave/download";
import { useDesk } from "./use-controller";
import { keyName } from "./keys";
import { MenuButton } from "./menu";

export function Head() {
  const desk = useDesk();
  const { store, say } = desk;
  const { undoes, redoes } = store;
  return (
    <div class="ps-head">
      <h3 class="ps-title">{desk.name || say("editor_title")}</h3>
      <div class="ps-tools">
        <Step label={say("undo")} what={undoes} keys={keyName("Ctrl+Z")} act={() => desk.undo()} />
        <Step label={say("redo")} what={redoes} keys={keyName("Ctrl+Shift+Z")} act={() => desk.redo()} />
        <button type="button" class="ps-tool" title={keyName("Ctrl+F")} onClick={() => desk.setOpen("find")}>{say("find")}</button>
        <button type="button" class="ps-tool" onClick={() => desk.setOpen("import")}>{say("import")}</button>
        <ExportMenu />
        <button type="button" class="ps-tool" onClick={() => desk.setOpen("play")}>{say("play")}</button>
        <MenuButton label={say("more")} items={[
          { text: say("templates"), act: () => desk.setOpen("templates") },
          { text: say("download_work"), act: () => downloadWork(desk) },
          { text: say("keys"), act: () => desk.setOpen("keys"), keys: "?" },
        ]} />
      </div>
      <Saving />
    </div>
  );
}

function Step({ label, what, keys, act }: { label: string; what: string | null; keys: string; act: () => void }) {
  return (
    <button type="button" class="ps-tool" aria-disabled={what === null ? "true" : undefined} title={what === null ? keys : `${label}: ${what} (${keys})`}
      onClick={() => { if (what !== null) act(); }}>
      {label}{what !== null && <span class="ps-step"><span class="ps-heard">: </span>{what}</span>}
    </button>
  );
}

function Saving() {
  const desk = useDesk();
  const { say, closes } = desk;
  return (
    <div class="ps-saving">
      {closes && <button type="button" class="ps-tool cancel-button" onClick={(event) => { event.preventDefault(); desk.leave(); }}>{say("close")}</button>}
      {closes && <button type="button" class="ps-tool" title={keyName("Ctrl+S")} aria-busy={desk.saving} onClick={() => void desk.save()}>{say("save")}</button>}
      <button type="button" class="ps-tool ps-go save-button" aria-busy={desk.saving} title={closes ? undefined : keyName("Ctrl+S")}
        onClick={(event) => { event.preventDefault(); void desk.save(closes); }}>
        {desk.saving ? say("saving") : say(closes ? "save_and_close" : "save")}
      </button>
    </div>
  );
}
