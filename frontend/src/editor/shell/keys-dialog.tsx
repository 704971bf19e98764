// Which keys do what.

import type { WordKey } from "../words";
import { useDeskQuietly } from "./use-controller";
import { Dialog } from "./dialog";
import { keyName } from "./keys";

const everywhere: Array<[string, WordKey]> = [
  ["Ctrl+S", "save"], ["Ctrl+Z", "undo"], ["Ctrl+Shift+Z", "redo"], ["Ctrl+Y", "redo"], ["Ctrl+F", "find"], ["?", "keys_this"], ["Esc", "keys_escape"],
];
const structure: Array<[string, WordKey]> = [
  ["↑ ↓", "keys_up_down"], ["← →", "keys_left_right"], ["Enter", "keys_enter"], ["Shift+N", "add_scene"], ["Shift+C", "add_choice"],
  ["Shift+E", "add_ending"], ["Shift+G", "connect"], ["F2", "rename"], ["Alt+↑", "move_up"], ["Alt+↓", "move_down"], ["Ctrl+C", "copy"], ["Ctrl+X", "cut"],
  ["Ctrl+V", "paste"], ["Ctrl+D", "duplicate"], ["Ctrl+Shift+D", "duplicate_branch"], ["Delete", "delete"], ["Shift+Delete", "delete_branch"],
];
const map: Array<[string, WordKey]> = [["← ↑ → ↓", "keys_map_arrows"], ["+ −", "keys_map_zoom"], ["0", "map_fit"], [".", "map_centre"]];

export function KeysDialog({ close }: { close: () => void }) {
  const { say } = useDeskQuietly();
  const table = (title: WordKey, rows: typeof structure) => (
    <>
      <h4>{say(title)}</h4>
      <dl class="ps-keys">
        {rows.map(([keys, word]) => <div key={keys}><dt><kbd>{keyName(keys)}</kbd></dt><dd>{say(word)}</dd></div>)}
      </dl>
    </>
  );
  return (
    <Dialog title={say("keys")} close={close}>
      {table("keys_everywhere", everywhere)}
      {table("keys_structure", structure)}
      {table("keys_map", map)}
    </Dialog>
  );
}
