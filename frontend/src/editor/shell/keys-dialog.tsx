// The list of keyboard shortcuts.

import type { WordKey } from "../words";
import { Dialog } from "./dialog";
import { KeyNames } from "./key-names";
import { keyName } from "./keys";
import { useStaticController } from "./use-controller";

const editorKeys: Array<[string, WordKey]> = [
  ["Ctrl+S", "save"],
  ["Ctrl+Z", "undo"],
  ["Ctrl+Shift+Z", "redo"],
  ["Ctrl+Y", "redo"],
  ["Ctrl+F", "find"],
  ["Ctrl+E", "write"],
  ["?", "keys_this"],
  ["Esc", "keys_escape"],
];
const structureKeys: Array<[string, WordKey]> = [
  ["Up Down", "keys_up_down"],
  ["Left Right", "keys_left_right"],
  ["Enter", "keys_enter"],
  ["Shift+N", "add_scene"],
  ["Shift+C", "add_choice"],
  ["Shift+E", "add_ending"],
  ["Shift+G", "connect"],
  ["F2", "rename"],
  ["Alt+Up", "move_up"],
  ["Alt+Down", "move_down"],
  ["Ctrl+C", "copy"],
  ["Ctrl+X", "cut"],
  ["Ctrl+V", "paste"],
  ["Ctrl+D", "duplicate"],
  ["Ctrl+Shift+D", "duplicate_branch"],
  ["Delete", "delete"],
  ["Shift+Delete", "delete_branch"],
];
const mapKeys: Array<[string, WordKey]> = [
  ["Left Up Right Down", "keys_map_arrows"],
  ["Shift+Right", "keys_map_extend"],
  ["Space", "keys_map_toggle"],
  ["Ctrl+A", "keys_map_all"],
  ["Ctrl+Right", "keys_map_move"],
  ["C", "keys_map_choice"],
  ["+ -", "keys_map_zoom"],
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
              <kbd>
                <KeyNames keys={keyName(keys)} t={t} />
              </kbd>
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
