// The buttons for saving and closing, at the foot of every editor.

import { keyName } from "./keys";
import { useController } from "./use-controller";

/** Show the buttons for saving and closing. */
export function SaveButtons() {
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
