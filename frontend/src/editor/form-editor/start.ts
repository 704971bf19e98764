// A small component's editor, put into the server's shell.

import { h } from "preact";
import { beginEditor, type InitData } from "../mount";
import { orders } from "../forms/field-binding";
import type { Runtime } from "../server";
import { SmallApp, type Form } from "./app";

export interface SmallEditor {
  form: Form;
  /** The order in which elements stand in the file, by what is around them. */
  orders: Record<string, readonly string[]>;
}

export function startSmall({ form, orders: own }: SmallEditor, runtime: Runtime, element: unknown, data: InitData | undefined): void {
  Object.assign(orders, own);
  beginEditor({ draw: (desk) => h(SmallApp, { desk, form }) }, runtime, element, data);
}
