// A small component's editor, put into the server's shell.

import { h } from "preact";
import { mountEditor, type InitData } from "../mount";
import { elementOrders } from "../forms/field-binding";
import type { Runtime } from "../server";
import { FormEditorApp, type FormComponent } from "./app";

export interface FormEditorSetup {
  form: FormComponent;
  /** The order in which elements stand in the file, by what is around them. */
  orders: Record<string, readonly string[]>;
}

export function startFormEditor(
  { form, orders: own }: FormEditorSetup,
  runtime: Runtime,
  element: unknown,
  data: InitData | undefined,
): void {
  Object.assign(elementOrders, own);
  mountEditor({ createView: (controller) => h(FormEditorApp, { controller, form }) }, runtime, element, data);
}
