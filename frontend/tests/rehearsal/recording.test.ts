import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { options } from "preact";
import type { PlayableView } from "../../src/contracts/player";
import { LocalNotes } from "../../src/player/local-notes";
import { canRecord } from "../../src/rehearsal/microphone";
import { button, find, openWindow, play, rehearsalAssets, Server, sceneView, settle } from "../helpers";

// Effects run in a microtask: a page that is never drawn has no frames to wait for.
options.requestAnimationFrame = queueMicrotask;

/** Stands for the browser's recorder; the test decides when it has recorded. */
class FakeRecorder {
  state = "inactive";
  mimeType = "audio/webm";
  ondataavailable: (event: { data: Blob }) => void = () => {};
  onstop: () => void = () => {};
  start(): void {
    this.state = "recording";
  }
  stop(): void {
    this.state = "inactive";
    this.ondataavailable({ data: new Blob(["a voice"], { type: this.mimeType }) });
    this.onstop();
  }
}

let released = 0;

/** Give the page a microphone, or an error. */
function giveMicrophone(error?: Error): void {
  const stream = { getTracks: () => [{ stop: () => released++ }] };
  const getUserMedia = () => (error ? Promise.reject(error) : Promise.resolve(stream));
  Object.defineProperty(globalThis, "navigator", {
    value: { mediaDevices: { getUserMedia }, permissions: { query: () => Promise.reject(new Error("unknown")) } },
    configurable: true,
  });
  Object.defineProperty(globalThis, "MediaRecorder", { value: FakeRecorder, configurable: true });
}

beforeEach(() => {
  openWindow();
  released = 0;
  giveMicrophone();
  URL.createObjectURL = () => "blob:one";
  URL.revokeObjectURL = () => undefined;
});

const asking = (): PlayableView => {
  const view = sceneView();
  return { ...view, rehearsal: rehearsalAssets(), scene: { ...view.scene!, asks: ["rehearse"] } };
};

/** Wait until effects and what they load have run: reading a Blob takes a turn of the event loop. */
async function effects(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((done) => setImmediate(done));
    await settle();
  }
}

async function open(server = new Server()): Promise<HTMLElement> {
  const outer = await play(server, asking());
  await effects();
  return outer;
}

const failure = (name: string): Error => Object.assign(new Error("no"), { name });

test("a recording can be made, heard and deleted, and nothing of it is sent", async () => {
  const server = new Server();
  const outer = await open(server);
  button(outer, "Record it instead").click();
  await effects();
  assert.match(find(outer, ".ps-recording").textContent!, /0 of 60 s/);
  button(outer, "Stop recording").click();
  await effects();
  assert.equal(released, 1, "the microphone is let go");
  assert.equal(find(outer, "audio").getAttribute("src"), "blob:one");
  assert.equal(new LocalNotes("block-1", "ann").hasContent, true);
  button(outer, "Delete the recording").click();
  await effects();
  assert.match(document.activeElement!.textContent!, /deleted from this browser, for good/);
  assert.ok(find(outer, "audio"), "one tap deletes nothing");
  button(outer, "Yes, delete it").click();
  await effects();
  assert.equal(outer.querySelector("audio"), null);
  assert.equal(new LocalNotes("block-1", "ann").hasContent, false);
  assert.equal(document.activeElement?.textContent, "Record it instead");
  assert.equal(server.sent.length, 1);
});

test("showing the options ends the recording and keeps it", async () => {
  const outer = await open();
  button(outer, "Record it instead").click();
  await effects();
  button(outer, "Show the options").click();
  await effects();
  assert.equal(released, 1);
  assert.match(outer.textContent!, /Before you saw the options you recorded/);
  assert.ok(find(outer, "audio"));
});

for (const [name, sentence] of [
  ["NotAllowedError", /does not let this page use the microphone/],
  ["NotFoundError", /No microphone was found/],
  ["AbortError", /Recording does not work here/],
] as const) {
  test(`a microphone that fails with ${name} leaves typing and going on`, async () => {
    giveMicrophone(failure(name));
    const outer = await open();
    button(outer, "Record it instead").click();
    await effects();
    assert.match(find(outer, ".ps-record [role=status]").textContent!, sentence);
    assert.ok(find(outer, "textarea"));
    button(outer, "Show the options").click();
    assert.equal(outer.querySelectorAll(".ps-option").length, 3);
  });
}

test("recording is not offered where the browser can't, or the page around keeps the microphone", async () => {
  assert.equal(await canRecord(), true);
  Object.defineProperty(document, "featurePolicy", { value: { allowsFeature: () => false }, configurable: true });
  assert.equal(await canRecord(), false);
  const outer = await open();
  assert.ok(find(outer, "textarea"));
  assert.equal(outer.querySelector(".ps-record"), null);
  Reflect.deleteProperty(document, "featurePolicy");
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  assert.equal(await canRecord(), false);
});

test("in a frame of another site that can't know, recording is not offered", async () => {
  Object.defineProperty(window, "top", {
    get: () => {
      throw new Error("another origin");
    },
    configurable: true,
  });
  assert.equal(await canRecord(), false);
});
