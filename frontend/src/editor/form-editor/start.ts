// Starts the editor of a small component in the server's shell.

import { h } from "preact";
import { type InitData, mountEditor } from "../mount";
import { elementOrders } from "../operations/insertion";
import type { Runtime } from "../server";
import { type FormComponent, FormEditorApp } from "./app";

/** What the editor of a small component needs. */
export interface FormEditorSetup {
  form: FormComponent;
  /** The order of child elements in the notation, by parent element. */
  orders: Record<string, readonly string[]>;
}

/** Start the editor. */
export function startFormEditor(
  { form, orders: own }: FormEditorSetup,
  runtime: Runtime,
  element: unknown,
  data: InitData | undefined,
): void {
  Object.assign(elementOrders, own);
  mountEditor({ createView: (controller) => h(FormEditorApp, { controller, form }) }, runtime, element, data);
}
