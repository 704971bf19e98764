// The scenario's editor, put into the server's shell.

import { h } from "preact";
import { mountEditor, type InitData } from "./mount";
import type { Runtime } from "./server";
import { EditorApp } from "./shell/app";
import { scenesOf, sectionKey, startOf } from "./selection";
import type { TreeNode } from "./tree";

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  mountEditor(
    { createView: (controller) => h(EditorApp, { controller }), initialSelection: firstOf },
    runtime,
    element,
    data,
  );
}

function firstOf(tree: TreeNode): number {
  const scene = scenesOf(tree).find((found) => found.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
  return scene?.key ?? sectionKey("about");
}
