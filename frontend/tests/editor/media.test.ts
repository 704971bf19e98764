import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { options } from "preact";
import type { CourseFileInfo } from "../../src/contracts/editor";
import { fileAddress } from "../../src/editor/faces";
import { guessKind } from "../../src/editor/media/store-file";
import { start } from "../../src/editor/start";
import { openWindow, type } from "../helpers";
import { calm, editorShell, FakeServer, loadAnswer } from "./helpers";

// Effects come with the next turn instead of the next frame: there are no frames here.
Object.assign(options, { requestAnimationFrame: (done: () => void) => setImmediate(done) });

let server: FakeServer;
beforeEach(() => {
  openWindow();
  localStorage.clear();
  server = new FakeServer();
  Object.assign(globalThis, { HTMLDetailsElement: window.HTMLDetailsElement });
});

const picture: CourseFileInfo = {
  name: "door.png",
  address: "/static/door.png",
  url: "/asset/door.png",
  thumbnail: null,
  kind: "picture",
  bytes: 12_000,
};

async function opened(more: Parameters<typeof loadAnswer>[0] = {}): Promise<HTMLElement> {
  start({ handlerUrl: (_: unknown, name: string) => `/handler/${name}` }, editorShell(), { usage: "u", author: "me" });
  await calm();
  server.of("editor_load").reply(200, loadAnswer({ asset_url: "/asset/{name}", ...more }));
  await calm();
  return document.querySelector<HTMLElement>(".psf-panel")!;
}

const button = (within: ParentNode, words: RegExp) =>
  [...within.querySelectorAll("button")].find((one) => words.test(one.textContent ?? ""))!;

/** Return what is told of what went wrong. */
const trouble = (within: ParentNode): string =>
  Array.from(within.querySelectorAll("[role=alert]"), (one) => one.textContent?.trim()).find(Boolean) ?? "";

/** Drop or paste a file onto an element. */
async function give(element: Element, how: "drop" | "paste", file: File | File[], text = ""): Promise<boolean> {
  const event = new window.Event(how, { bubbles: true, cancelable: true });
  const data = {
    files: [file].flat(),
    types: ["Files"],
    getData: (kind: string) => (kind === "text/plain" ? text : ""),
  };
  Object.defineProperty(event, how === "drop" ? "dataTransfer" : "clipboardData", { value: data });
  element.dispatchEvent(event);
  await calm();
  return event.defaultPrevented;
}

const png = (size = 3) => new File([new Uint8Array(size)], "Door.png", { type: "image/png" });

for (const how of ["drop", "paste"] as const) {
  test(`a picture that comes by ${how} is stored, shown, and its description is asked for at once`, async () => {
    const panel = await opened();
    assert.ok(await give(panel.querySelector(".psf-items")!, how, png()));
    assert.deepEqual(server.of("editor_store_file").document, { kind: "picture" });
    server.of("editor_store_file").reply(200, { file: picture, notes: ["The place was left out."] });
    await calm();
    const item = panel.querySelector(".psf-is-image")!;
    assert.equal(item.querySelector<HTMLInputElement>("[data-field$='@src']")!.value, "/static/door.png");
    assert.equal(item.querySelector("img")!.getAttribute("src"), "/asset/door.png");
    assert.match(document.activeElement!.getAttribute("data-field")!, /@alt$/);
    assert.match(panel.textContent!, /door\.png is among the course’s files now\. The place was left out\./);
  });
}

test("text that is pasted with a picture of itself stays text", async () => {
  const panel = await opened();
  assert.equal(await give(panel.querySelector(".psf-items")!, "paste", png(), "words"), false);
  assert.ok(!server.asked.some(({ handler }) => handler === "editor_store_file"));
});

test("a picture that is dragged from another page comes with its address as text, and is stored", async () => {
  const panel = await opened();
  assert.ok(await give(panel.querySelector(".psf-items")!, "drop", png(), "https://example.org/door.png"));
  assert.deepEqual(server.of("editor_store_file").document, { kind: "picture" });
});

test("of several files each is stored or told, whatever becomes of the one before", async () => {
  const panel = await opened();
  const notes = new File(["x"], "notes.pdf", { type: "application/pdf" });
  await give(panel.querySelector(".psf-items")!, "drop", [notes, png(6_000_001), png(), png()]);
  server.of("editor_store_file").reply(422, { error: "Save it as PNG.", code: "bad-file" });
  await calm();
  server.of("editor_store_file").reply(200, { file: picture, notes: [] });
  await calm();
  assert.equal(panel.querySelectorAll(".psf-is-image").length, 1);
  assert.match(panel.textContent!, /door\.png is among the course’s files now\./);
  assert.match(trouble(panel), /notes\.pdf was not added.* Door\.png has 6\.01 MB.* Save it as PNG\.$/);
});

test("a file that is dropped beside the places for files leaves the page open", async () => {
  const panel = await opened();
  assert.ok(await give(panel.closest(".ps-editor-root")!, "drop", png()));
  assert.ok(!server.asked.some(({ handler }) => handler === "editor_store_file"));
});

test("what is too large is not sent, and what the server does not take is told in its words", async () => {
  const panel = await opened();
  await give(panel.querySelector(".psf-items")!, "drop", png(6_000_001));
  assert.ok(!server.asked.some(({ handler }) => handler === "editor_store_file"));
  assert.match(trouble(panel), /has 6\.01 MB; 6 MB are taken at most/);
  await give(panel.querySelector(".psf-items")!, "drop", png());
  server.of("editor_store_file").reply(422, { error: "Save it as PNG.", code: "bad-file" });
  await calm();
  assert.equal(trouble(panel), "Save it as PNG.");
  await give(panel.querySelector(".psf-items")!, "drop", new File(["x"], "notes.txt", { type: "text/plain" }));
  assert.match(trouble(panel), /notes\.txt was not added: .* If it is one, add that first/);
  assert.equal(panel.querySelector(".psf-is-image"), null);
});

test("a file is chosen among the course's files, and found by its name", async () => {
  const panel = await opened();
  button(panel, /Picture$/).click();
  await calm();
  button(panel, /Choose or upload/).click();
  await calm();
  const dialog = document.querySelector("dialog")!;
  assert.ok(dialog.querySelector("input[type=file]"));
  await new Promise((done) => setTimeout(done, 0));
  await calm();
  assert.deepEqual(server.of("editor_files").document, { kind: "picture", search: "", start: 0 });
  server.of("editor_files").reply(200, { files: [picture], total: 1 });
  await calm();
  assert.match(dialog.textContent!, /1 file/);
  dialog.querySelector<HTMLButtonElement>(".psm-file")!.click();
  await calm();
  assert.equal(document.querySelector("dialog"), null);
  assert.match(document.activeElement!.getAttribute("data-field")!, /@alt$/);
});

test("where files can neither be stored nor listed, the dialog says what to do", async () => {
  const { media } = loadAnswer();
  const panel = await opened({ media: { ...media, can_store: false, can_list: false } });
  button(panel, /Sound$/).click();
  await calm();
  button(panel, /Choose or upload/).click();
  await calm();
  const dialog = document.querySelector("dialog")!;
  assert.match(dialog.textContent!, /upload the file on the course’s Files page/);
  assert.equal(dialog.querySelector("input"), null);
  assert.ok(!server.asked.some(({ handler }) => handler === "editor_files"));
});

test("a file that can't be found is told", async () => {
  const panel = await opened();
  button(panel, /Picture$/).click();
  await calm();
  type(panel.querySelector<HTMLInputElement>("[data-field$='@src']")!, "/static/gone.png");
  await calm();
  panel.querySelector(".psf-is-image img")!.dispatchEvent(new window.Event("error"));
  await calm();
  assert.match(panel.querySelector(".psm-missing")!.textContent!, /^Not found/);
});

test("kinds are guessed by what the browser says, else by the name", () => {
  const kinds: Array<[string, string, string | null]> = [
    ["a", "image/heic", "picture"],
    ["a.MP3", "", "sound"],
    ["a.mov", "video/quicktime", "film"],
    ["a.mkv", "", "film"],
    ["IMG_1.HEIC", "", "picture"],
    ["a.srt", "application/x-subrip", "captions"],
    ["a.pdf", "application/pdf", null],
    ["a", "", null],
  ];
  for (const [name, kind, wanted] of kinds) assert.equal(guessKind({ name, type: kind }), wanted, name);
});

test("addresses of files are those that the platform serves, and nothing else is asked for", () => {
  assert.equal(fileAddress("/static/a b/c.png", "/asset/{name}"), "/asset/a_b_c.png");
  assert.equal(fileAddress("/static/Tür (1).png", "/asset/{name}"), "/asset/T%C3%BCr__1_.png");
  assert.equal(fileAddress("https://example.org/x.png", null), "https://example.org/x.png");
  assert.equal(fileAddress("/static/a.png", null), "");
  assert.equal(fileAddress("javascript:alert(1)", "/asset/{name}"), "");
});

test("a form names what leads to its scene, and leads there", async () => {
  const panel = await opened();
  const leads = () => document.querySelector(".psf-leads")!;
  assert.match(leads().textContent!, /starts here/);
  assert.match(leads().textContent!, /3 Once more: Back\./);
  button(leads(), /Once more/).click();
  await calm();
  assert.match(panel.textContent!, /Scene 3/);
  assert.match(leads().textContent!, /^What leads here/);
});
