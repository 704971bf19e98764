import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { PlayableView } from "../../src/contracts/player";
import { LocalNotes } from "../../src/player/local-notes";
import {
  button,
  endingView,
  find,
  nextView,
  openWindow,
  play,
  rehearsalAssets,
  Server,
  sceneView,
  settle,
  type,
} from "../helpers";

beforeEach(openWindow);

const asking = (): PlayableView => {
  const view = sceneView();
  return { ...view, rehearsal: rehearsalAssets(), scene: { ...view.scene!, asks: ["check-in", "rehearse"] } };
};

test("ratings and first words survive a reload and are in no request", async () => {
  const server = new Server();
  const outer = await play(server, asking());
  assert.equal(outer.querySelector(".ps-option"), null);
  type(find(outer, "input[type=range]"), "7");
  type(find(outer, "textarea"), "I hear you.");
  outer.remove();

  const again = await play(server, asking());
  assert.equal((find(again, "textarea") as HTMLTextAreaElement).value, "I hear you.");
  assert.match(find(again, ".ps-rating").textContent!, /7 of 10/);
  button(again, "Show the options").click();
  assert.match(document.activeElement!.textContent!, /What do you do now/);
  assert.match(again.textContent!, /Before you saw the options you wrote/);
  server.tell(nextView());
  button(again, "I say one").click();
  await settle();
  assert.doesNotMatch(JSON.stringify(server.sent), /hear you|felt|"7"|:7/);
});

test("another learner on the same browser sees nothing", () => {
  new LocalNotes("u", "ann").set(1, 0, "hall", { felt: 3 });
  assert.equal(new LocalNotes("u", "bob").at(1, 0), undefined);
  assert.equal(new LocalNotes("u", "ann").at(1, 0)?.felt, 3);
});

test("the page works with blocked storage and says so", async () => {
  const blocked = () => {
    throw new Error("denied");
  };
  Object.defineProperty(window, "localStorage", { get: blocked, configurable: true });
  const outer = await play(new Server(), asking());
  type(find(outer, "textarea"), "Still here.");
  assert.match(outer.textContent!, /This browser keeps nothing/);
  button(outer, "Show the options").click();
  assert.match(outer.textContent!, /Still here\./);
});

test("a continued run keeps the notes of its earlier steps", () => {
  const diary = new LocalNotes("u", "ann");
  diary.set(1, 0, "hall", { felt: 4 });
  diary.set(1, 1, "desk", { words: "Wait." });
  diary.copy(1, 2, 1);
  assert.equal(diary.at(2, 0)?.felt, 4);
  assert.equal(diary.at(2, 1), undefined);
  assert.equal(diary.earlierWords("desk", 2), "Wait.");
});

test("first words of an earlier run are offered again", async () => {
  new LocalNotes("block-1", "ann").set(1, 0, "hall", { words: "Sit with me.", seen: true });
  const outer = await play(new Server(), { ...asking(), attempt: 2 });
  button(outer, "Use it again").click();
  assert.equal((find(outer, "textarea") as HTMLTextAreaElement).value, "Sit with me.");
});

test("the debrief shows ratings and words, and erasing removes them", async () => {
  const diary = new LocalNotes("block-1", "ann");
  diary.set(1, 0, "s0", { felt: 9, words: "Calm down." });
  const outer = await play(new Server(), endingView());
  assert.match(find(outer, ".ps-turn").textContent!, /you wrote.*Calm down\./);
  assert.match(find(outer, "svg[role=img]").getAttribute("aria-label")!, /How pushed you felt.*start: 9/);
  button(outer, "Delete my ratings, words, recordings and answers").click();
  assert.match(outer.textContent!, /Calm down/, "one tap deletes nothing");
  button(outer, "Yes, delete it").click();
  assert.doesNotMatch(outer.textContent!, /Calm down/);
  assert.doesNotMatch(find(outer, "svg[role=img]").getAttribute("aria-label")!, /pushed/);
  assert.equal(window.localStorage.length, 0);
});

test("during a conversation the notes of all runs can be erased", async () => {
  new LocalNotes("block-1", "ann").set(1, 0, "hall", { words: "Calm down." });
  const outer = await play(new Server(), { ...asking(), attempt: 2 });
  button(outer, "Step out for a moment").click();
  button(outer, "Delete my").click();
  await settle();
  assert.match(document.activeElement!.textContent!, /for good/);
  button(outer, "No, keep it").click();
  await settle();
  assert.match(document.activeElement!.textContent!, /^Delete my/);
  assert.equal(window.localStorage.length, 1);
  button(outer, "Delete my").click();
  button(outer, "Yes, delete it").click();
  assert.match(document.activeElement!.textContent!, /They are deleted/);
  assert.equal(window.localStorage.length, 0);
  button(outer, "Come back").click();
  assert.doesNotMatch(outer.textContent!, /Calm down/);
});
