// The scenario's editor, put into the server's shell.

import { h } from "preact";
import { beginEditor, type InitData } from "./mount";
import type { Runtime } from "./server";
import { App } from "./shell/app";
import { scenesOf, sectionKey, startOf } from "./selection";
import type { Node } from "./tree";

export function start(runtime: Runtime, element: unknown, data: InitData | undefined): void {
  beginEditor({ draw: (desk) => h(App, { desk }), first: firstOf }, runtime, element, data);
}

function firstOf(tree: Node): number {
  const scene = scenesOf(tree).find((found) => found.attrs.id === startOf(tree)) ?? scenesOf(tree)[0];
  return scene?.key ?? sectionKey("about");
}
