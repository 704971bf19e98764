// The menus for adding and for changing the selection.

import { copySelection, cutSelection, pasteStored } from "../clipboard/clipboard";
import * as commands from "../commands";
import type { EditorController } from "../controller";
import { keyName } from "./keys";
import { MenuButton, type MenuItem } from "./menu";
import { useController } from "./use-controller";

/** Show what can be added. */
export function AddMenu() {
  const controller = useController();
  const { t } = controller;
  const inScene = commands.selectedPlace(controller)?.tag === "scene";
  return (
    <MenuButton
      label={t("add")}
      items={[
        { text: t("add_scene"), act: () => controller.openDialog({ kind: "add-scene" }), keys: keyName("Shift+N") },
        {
          text: t("add_choice"),
          act: () => controller.openDialog({ kind: "add-choice" }),
          keys: keyName("Shift+C"),
          disabled: !inScene,
        },
        { text: t("add_ending"), act: () => controller.openDialog({ kind: "add-ending" }), keys: keyName("Shift+E") },
      ]}
    />
  );
}

/** Show what can be done to the selection. */
export function ActionsMenu() {
  const controller = useController();
  return (
    <MenuButton
      label={controller.t("actions")}
      items={[...structureItems(controller), ...clipboardItems(controller)]}
    />
  );
}

/** Tell whether a whole scene is selected. */
const isSceneSelected = (controller: EditorController): boolean =>
  commands.selectedPlace(controller)?.tag === "scene" && !commands.selectedChoice(controller);

/** Return what renames, connects, moves and duplicates the selection. */
function structureItems(controller: EditorController): MenuItem[] {
  const { t } = controller;
  const place = commands.selectedPlace(controller);
  const none = !place;
  return [
    {
      text: t("rename"),
      act: () => controller.openDialog({ kind: "rename" }),
      keys: "F2",
      disabled: none || !!commands.selectedChoice(controller),
    },
    {
      text: t("connect"),
      act: () => controller.openDialog({ kind: "connect" }),
      keys: keyName("Shift+G"),
      disabled: place?.tag !== "scene",
    },
    { text: t("move_up"), act: () => commands.moveSelection(controller, -1), keys: keyName("Alt+Up"), disabled: none },
    {
      text: t("move_down"),
      act: () => commands.moveSelection(controller, 1),
      keys: keyName("Alt+Down"),
      disabled: none,
    },
    {
      text: t("duplicate"),
      act: () => commands.duplicateSelection(controller),
      keys: keyName("Ctrl+D"),
      disabled: none,
    },
    {
      text: t("duplicate_branch"),
      act: () => commands.duplicateSelection(controller, commands.selectedBranch(controller)),
      keys: keyName("Ctrl+Shift+D"),
      disabled: !isSceneSelected(controller),
    },
  ];
}

/** Return what copies, cuts, pastes and deletes. */
function clipboardItems(controller: EditorController): MenuItem[] {
  const { t } = controller;
  const none = !commands.selectedPlace(controller);
  const scene = isSceneSelected(controller);
  return [
    { text: t("copy"), act: () => copySelection(controller), keys: keyName("Ctrl+C"), disabled: none },
    {
      text: t("copy_branch"),
      act: () => copySelection(controller, commands.selectedBranch(controller)),
      disabled: !scene,
    },
    { text: t("cut"), act: () => cutSelection(controller), keys: keyName("Ctrl+X"), disabled: none },
    { text: t("paste"), act: () => pasteStored(controller), keys: keyName("Ctrl+V") },
    { text: t("delete"), act: () => commands.deleteSelection(controller), keys: t("key_delete"), disabled: none },
    { text: t("delete_branch"), act: () => commands.deleteBranch(controller), disabled: !scene },
  ];
}
