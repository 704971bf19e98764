// Starts the scenario editor in the server's shell.

import { h } from "preact";
import { type InitData, mountEditor } from "./mount";
import { scenesOf, sectionKey, startOf } from "./selection";
import type { Runtime } from "./server";
import { EditorApp } from "./shell/app";
import type { TreeNode } from "./tree";

/** Start the editor. */
export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  mountEditor(
    { createView: (controller) => h(EditorApp, { controller }), initialSelection: firstOf },
    runtime,
    element,
    data,
  );
}

/** Return the key of the start scene, or of the introduction. */
function firstOf(tree: TreeNode): number {
  const scene = scenesOf(tree).find((found) => found.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
  return scene?.key ?? sectionKey("about");
}
