import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { start } from "../../src/player/start";
import { openWindow, play, read, runtime, Server, sceneView, settle, shell } from "../helpers";

type Init = (...given: unknown[]) => void;
const loaded = () => (window as unknown as { PowerStruggleScenario: Init }).PowerStruggleScenario;
const run = (code: string) => {
  new Function("window", "document", code)(window, document);
};

beforeEach(openWindow);

test("the built script sets one global function of three parameters", () => {
  const before = new Set(Object.getOwnPropertyNames(window));
  run(read("static/public/scenario.js"));
  const added = Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
  assert.deepEqual(added, ["PowerStruggleScenario"]);
  assert.equal(loaded().length, 3);
});

test("the built script can run twice and be called with new", async () => {
  const server = new Server();
  const code = read("static/public/scenario.js");
  run(code);
  const first = loaded();
  run(code);
  assert.equal(loaded(), first);
  const outer = shell();
  server.tell(sceneView());
  new (first as unknown as new (...given: unknown[]) => object)(runtime, outer, { usage: "a", learner: "ann" });
  await settle();
  assert.match(outer.textContent ?? "", /Third time\./);
});

test("a second initialization of the same element does nothing", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  start(runtime, outer.closest(".ps-scenario"), { usage: "block-1", learner: "ann" });
  await settle();
  assert.equal(server.sent.length, 1);
  assert.equal(outer.querySelectorAll(".ps-page").length, 1);
});

test("a jQuery element works, and the runtime gets that object back", async () => {
  const server = new Server();
  const outer = shell();
  const wrapped = { 0: outer, length: 1 };
  const seen: unknown[] = [];
  server.tell(sceneView());
  start(
    {
      handlerUrl: (element, handler) => {
        seen.push(element);
        return handler;
      },
    },
    wrapped,
    undefined,
  );
  await settle();
  assert.equal(seen[0], wrapped);
  assert.match(outer.textContent ?? "", /In the hall/);
});

test("the first request posts JSON with the cross-site token and moves no focus", async () => {
  const server = new Server();
  await play(server, sceneView());
  assert.equal(server.sent[0]?.url, "/handler/state");
  assert.deepEqual(server.sent[0]?.body, {});
  assert.equal(server.sent[0]?.headers["X-CSRFToken"], "tok=1");
  assert.equal(document.activeElement, document.body);
});

test("two blocks on a page share no id, even with the same usage", async () => {
  const server = new Server();
  await play(server, sceneView(), "same");
  await play(server, sceneView(), "same");
  const ids = Array.from(document.querySelectorAll("[id]")).map((node) => node.id);
  assert.ok(ids.length > 10);
  assert.equal(new Set(ids).size, ids.length);
});

test("a missing translation leaves no button without a name", async () => {
  const server = new Server();
  const outer = shell();
  outer.querySelector(".ps-words")!.textContent = "{}";
  server.tell(sceneView());
  start(runtime, outer, {});
  await settle();
  for (const node of outer.querySelectorAll("button, legend, summary")) assert.notEqual(node.textContent?.trim(), "");
});
