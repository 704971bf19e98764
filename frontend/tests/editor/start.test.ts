import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../src/editor/start";
import { openWindow, read, type } from "../helpers";
import { calm, editorShell, FakeServer, loadAnswer } from "./helpers";

let server: FakeServer;
beforeEach(() => {
  openWindow();
  localStorage.clear();
  server = new FakeServer();
});

const handlerUrl = (_: unknown, name: string) => `/handler/${name}`;

async function opened(
  runtime: Parameters<typeof start>[0],
  element: unknown = editorShell(),
  author = "me",
): Promise<HTMLElement> {
  start(runtime, element, { usage: "u", author });
  await calm();
  server.of("editor_load").reply(200, loadAnswer());
  await calm();
  return document.querySelector<HTMLElement>(".ps-root")!;
}

for (const [file, name] of [
  ["editor", "PowerStruggleEditor"],
  ["author", "PowerStruggleAuthor"],
] as const) {
  test(`the built script of the ${file} sets one global function of three parameters and can run twice`, () => {
    const before = new Set(Object.getOwnPropertyNames(window));
    const code = read(`static/public/${file}.js`);
    for (let turn = 0; turn < 2; turn++) new Function("window", "document", code)(window, document);
    const added = Object.getOwnPropertyNames(window).filter((one) => !before.has(one));
    assert.deepEqual(added, [name]);
    assert.equal((window as unknown as Record<string, { length: number }>)[name]?.length, 3);
  });
}

test("a runtime that closes windows gets its two buttons; others get only a save button", async () => {
  const root = await opened({ handlerUrl, notify: () => undefined });
  assert.equal(root.querySelectorAll(".save-button").length, 1);
  assert.equal(root.querySelectorAll(".cancel-button").length, 1);
  openWindow();
  server = new FakeServer();
  const plain = await opened({ handlerUrl });
  assert.equal(plain.querySelectorAll(".save-button").length, 1);
  assert.equal(plain.querySelectorAll(".cancel-button").length, 0);
});

test("unsaved work is offered only to its author", async () => {
  await opened({ handlerUrl });
  type(document.querySelector<HTMLInputElement>('.psf-panel input[type="text"]')!, "A changed title");
  window.dispatchEvent(new window.Event("pagehide"));
  const offered = async (author: string) => {
    document.body.textContent = "";
    server = new FakeServer();
    return (await opened({ handlerUrl }, editorShell(), author)).querySelector(".ps-notice") !== null;
  };
  assert.deepEqual([await offered("somebody else"), await offered("me")], [false, true]);
});

test("an editor that was removed from the page neither saves nor stores", async () => {
  await opened({ handlerUrl });
  type(document.querySelector<HTMLInputElement>('.psf-panel input[type="text"]')!, "A changed title");
  document.body.textContent = "";
  localStorage.clear();
  document.dispatchEvent(new window.KeyboardEvent("keydown", { key: "s", ctrlKey: true, bubbles: true }));
  window.dispatchEvent(new window.Event("pagehide"));
  await calm();
  assert.equal(
    server.asked.some(({ handler }) => handler === "editor_save"),
    false,
  );
  assert.equal(localStorage.length, 0);
});

test("a jQuery element works, the runtime gets that object back, a second initialization does nothing", async () => {
  const outer = editorShell();
  const wrapped = { 0: outer, length: 1 };
  const seen: unknown[] = [];
  const runtime = {
    handlerUrl: (element: unknown, name: string) => {
      seen.push(element);
      return `/handler/${name}`;
    },
  };
  await opened(runtime, wrapped);
  start(runtime, wrapped, undefined);
  await calm();
  assert.deepEqual(seen, [wrapped]);
  assert.match(outer.textContent ?? "", /Four inches of door/);
});

test("a failed load shows its reason and can be retried", async () => {
  start({ handlerUrl }, editorShell(), {});
  await calm();
  server.of("editor_load").reply(403, { error: "Only authors may do this.", code: "forbidden" });
  await calm();
  assert.match(document.querySelector('[role="alert"]')?.textContent ?? "", /Only authors/);
  document.querySelector<HTMLElement>(".ps-loading-view button")?.click();
  await calm();
  server.of("editor_load").reply(200, loadAnswer());
  await calm();
  assert.match(document.body.textContent ?? "", /Four inches of door/);
});
