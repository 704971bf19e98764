// Menus of what can be added, and of what can be done to what is selected.

import { copy, cut, pasteKept } from "../clipboard/clipboard";
import * as commands from "../commands";
import { useDesk } from "./use-controller";
import { keyName } from "./keys";
import { MenuButton } from "./menu";

export function AddMenu() {
  const desk = useDesk();
  const { say } = desk;
  const inScene = commands.placeOf(desk)?.tag === "scene";
  return (
    <MenuButton label={say("add")} items={[
      { text: say("add_scene"), act: () => desk.ask({ kind: "add-scene" }), keys: "⇧N" },
      { text: say("add_choice"), act: () => desk.ask({ kind: "add-choice" }), keys: "⇧C", disabled: !inScene },
      { text: say("add_ending"), act: () => desk.ask({ kind: "add-ending" }), keys: "⇧E" },
    ]} />
  );
}

export function ActionsMenu() {
  const desk = useDesk();
  const { say } = desk;
  const choice = commands.choiceOf(desk);
  const place = commands.placeOf(desk);
  const none = !place;
  const scene = place?.tag === "scene" && !choice;
  return (
    <MenuButton label={say("actions")} items={[
      { text: say("rename"), act: () => desk.ask({ kind: "rename" }), keys: "F2", disabled: none || !!choice },
      { text: say("connect"), act: () => desk.ask({ kind: "connect" }), keys: "⇧G", disabled: place?.tag !== "scene" },
      { text: say("move_up"), act: () => commands.move(desk, -1), keys: keyName("Alt+↑"), disabled: none },
      { text: say("move_down"), act: () => commands.move(desk, 1), keys: keyName("Alt+↓"), disabled: none },
      { text: say("duplicate"), act: () => commands.duplicate(desk), keys: keyName("Ctrl+D"), disabled: none },
      { text: say("duplicate_branch"), act: () => commands.duplicate(desk, commands.branch(desk)), keys: keyName("Ctrl+Shift+D"), disabled: !scene },
      { text: say("copy"), act: () => copy(desk), keys: keyName("Ctrl+C"), disabled: none },
      { text: say("copy_branch"), act: () => copy(desk, commands.branch(desk)), disabled: !scene },
      { text: say("cut"), act: () => cut(desk), keys: keyName("Ctrl+X"), disabled: none },
      { text: say("paste"), act: () => pasteKept(desk), keys: keyName("Ctrl+V") },
      { text: say("delete"), act: () => commands.remove(desk), keys: say("key_delete"), disabled: none },
      { text: say("delete_branch"), act: () => commands.removeBranch(desk), disabled: !scene },
    ]} />
  );
}
