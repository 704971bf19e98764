// Names of keys, with the arrow keys as icons.

import { Icon, type IconName } from "../../ui/icon";
import type { EditorTranslate, WordKey } from "../words";

const arrowKeys: Record<string, { icon: IconName; word: WordKey }> = {
  Up: { icon: "up", word: "key_up" },
  Down: { icon: "down", word: "key_down" },
  Left: { icon: "back", word: "key_left" },
  Right: { icon: "forward", word: "key_right" },
};

/** Show a shortcut such as "Alt+Up". Screen readers get the names of the arrow keys. */
export function KeyNames({ keys, t }: { keys: string; t: EditorTranslate }) {
  return (
    <span class="ps-key-names" dir="ltr">
      {keys.split(/(Up|Down|Left|Right)/).map((part, index) => {
        const arrow = arrowKeys[part];
        return arrow ? (
          <span key={index}>
            <Icon name={arrow.icon} />
            <span class="ps-heard">{t(arrow.word)}</span>
          </span>
        ) : (
          part
        );
      })}
    </span>
  );
}
