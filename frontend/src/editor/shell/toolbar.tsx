// The head of the editor: its title, the switch between map and script, and the toolbar: undo, play from here, and one menu with everything else.

import { downloadWork } from "../autosave/download";
import { useExports } from "./exports";
import { keyName } from "./keys";
import { MenuButton } from "./menu";
import { StepButton } from "./step-button";
import { useController } from "./use-controller";

/** Show the toolbar. */
export function Toolbar() {
  const controller = useController();
  const { store, t } = controller;
  const { undoLabel, redoLabel } = store;
  const undoKeys = keyName("Ctrl+Z");
  const undoTitle =
    undoLabel === null ? undoKeys : t("named_keys", { name: t("undo"), text: undoLabel, keys: undoKeys });
  const exports = useExports();
  return (
    <div class="ps-head">
      <h3 class="ps-title">{controller.name || t("editor_title")}</h3>
      <button
        type="button"
        class="ps-tool ps-write-button"
        aria-pressed={controller.writing}
        title={keyName("Ctrl+E")}
        onClick={() => controller.toggleWriting()}
      >
        {t("write")}
      </button>
      <div class="ps-tools">
        <StepButton label={t("undo")} what={undoLabel} title={undoTitle} act={() => controller.undo()} />
        <button type="button" class="ps-tool" onClick={() => controller.setOpen("play")}>
          {t("play")}
        </button>
        <MenuButton
          label={t("more")}
          items={[
            {
              text: redoLabel === null ? t("redo") : t("redo_step", { what: redoLabel }),
              act: () => controller.redo(),
              keys: keyName("Ctrl+Shift+Z"),
              disabled: redoLabel === null,
            },
            { text: t("find"), act: () => controller.setOpen("find"), keys: keyName("Ctrl+F") },
            { text: t("templates"), act: () => controller.setOpen("templates") },
            { text: t("import"), act: () => controller.setOpen("import") },
            ...exports.items,
            { text: t("download_work"), act: () => downloadWork(controller) },
            { text: t("keys"), act: () => controller.setOpen("keys"), keys: "?" },
          ]}
        />
      </div>
      {exports.dialog}
    </div>
  );
}
