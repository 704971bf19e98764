// The list of keyboard shortcuts.

import type { WordKey } from "../words";
import { Dialog } from "./dialog";
import { keyName } from "./keys";
import { useStaticController } from "./use-controller";

const editorKeys: Array<[string, WordKey]> = [
  ["Ctrl+S", "save"],
  ["Ctrl+Z", "undo"],
  ["Ctrl+Shift+Z", "redo"],
  ["Ctrl+Y", "redo"],
  ["Ctrl+F", "find"],
  ["?", "keys_this"],
  ["Esc", "keys_escape"],
];
const structureKeys: Array<[string, WordKey]> = [
  ["↑ ↓", "keys_up_down"],
  ["← →", "keys_left_right"],
  ["Enter", "keys_enter"],
  ["Shift+N", "add_scene"],
  ["Shift+C", "add_choice"],
  ["Shift+E", "add_ending"],
  ["Shift+G", "connect"],
  ["F2", "rename"],
  ["Alt+↑", "move_up"],
  ["Alt+↓", "move_down"],
  ["Ctrl+C", "copy"],
  ["Ctrl+X", "cut"],
  ["Ctrl+V", "paste"],
  ["Ctrl+D", "duplicate"],
  ["Ctrl+Shift+D", "duplicate_branch"],
  ["Delete", "delete"],
  ["Shift+Delete", "delete_branch"],
];
const mapKeys: Array<[string, WordKey]> = [
  ["← ↑ → ↓", "keys_map_arrows"],
  ["+ −", "keys_map_zoom"],
  ["0", "map_fit"],
  [".", "map_centre"],
];

/** Show all shortcuts. */
export function KeysDialog({ close }: { close: () => void }) {
  const { t } = useStaticController();
  const table = (title: WordKey, rows: typeof structureKeys) => (
    <>
      <h4>{t(title)}</h4>
      <dl class="ps-keys">
        {rows.map(([keys, word]) => (
          <div key={keys}>
            <dt>
              <kbd>{keyName(keys)}</kbd>
            </dt>
            <dd>{t(word)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
  return (
    <Dialog title={t("keys")} close={close}>
      {table("keys_everywhere", editorKeys)}
      {table("keys_structure", structureKeys)}
      {table("keys_map", mapKeys)}
    </Dialog>
  );
}
