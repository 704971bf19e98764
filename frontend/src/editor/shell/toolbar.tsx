// The toolbar: undo, redo, find, import, export, preview and saving.

import { downloadWork } from "../autosave/download";
import { ExportMenu } from "./export-menu";
import { keyName } from "./keys";
import { MenuButton } from "./menu";
import { useController } from "./use-controller";

/** Show the toolbar. */
export function Toolbar() {
  const controller = useController();
  const { store, t } = controller;
  const { undoLabel, redoLabel } = store;
  return (
    <div class="ps-head">
      <h3 class="ps-title">{controller.name || t("editor_title")}</h3>
      <div class="ps-tools">
        <UndoButton label={t("undo")} what={undoLabel} keys={keyName("Ctrl+Z")} act={() => controller.undo()} />
        <UndoButton label={t("redo")} what={redoLabel} keys={keyName("Ctrl+Shift+Z")} act={() => controller.redo()} />
        <button type="button" class="ps-tool" title={keyName("Ctrl+F")} onClick={() => controller.setOpen("find")}>
          {t("find")}
        </button>
        <button type="button" class="ps-tool" onClick={() => controller.setOpen("import")}>
          {t("import")}
        </button>
        <ExportMenu />
        <button type="button" class="ps-tool" onClick={() => controller.setOpen("play")}>
          {t("play")}
        </button>
        <MenuButton
          label={t("more")}
          items={[
            { text: t("templates"), act: () => controller.setOpen("templates") },
            { text: t("download_work"), act: () => downloadWork(controller) },
            { text: t("keys"), act: () => controller.setOpen("keys"), keys: "?" },
          ]}
        />
      </div>
      <SaveButtons />
    </div>
  );
}

/** Show the undo or redo button with its next step. */
function UndoButton({ label, what, keys, act }: { label: string; what: string | null; keys: string; act: () => void }) {
  return (
    <button
      type="button"
      class="ps-tool"
      aria-disabled={what === null ? "true" : undefined}
      title={what === null ? keys : `${label}: ${what} (${keys})`}
      onClick={() => {
        if (what !== null) act();
      }}
    >
      {label}
      {what !== null && (
        <span class="ps-step">
          <span class="ps-heard">: </span>
          {what}
        </span>
      )}
    </button>
  );
}

/** Show the buttons for saving and closing. */
function SaveButtons() {
  const controller = useController();
  const { t, canClose } = controller;
  return (
    <div class="ps-saving">
      {canClose && (
        <button
          type="button"
          class="ps-tool cancel-button"
          onClick={(event) => {
            event.preventDefault();
            controller.close();
          }}
        >
          {t("close")}
        </button>
      )}
      {canClose && (
        <button
          type="button"
          class="ps-tool"
          title={keyName("Ctrl+S")}
          aria-busy={controller.saving}
          onClick={() => void controller.save()}
        >
          {t("save")}
        </button>
      )}
      <button
        type="button"
        class="ps-tool ps-primary save-button"
        aria-busy={controller.saving}
        title={canClose ? undefined : keyName("Ctrl+S")}
        onClick={(event) => {
          event.preventDefault();
          void controller.save(canClose);
        }}
      >
        {controller.saving ? t("saving") : t(canClose ? "save_and_close" : "save")}
      </button>
    </div>
  );
}
