// The client on the stage, the delay before the reaction, the coach's line, the place.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { DialogueLine, PlayableView } from "../../src/contracts/player";
import { button, endingView, find, nextView, openWindow, play, Server, sceneView, settle } from "../helpers";

beforeEach(openWindow);

const line = (mood: DialogueLine["mood"], by = "ira"): DialogueLine => ({
  kind: "line",
  by,
  name: "Ira",
  mood,
  mood_word: mood,
  face: `/faces/${mood}.svg`,
  html: "So.",
  lang: null,
});

/** The view after one choice, whose reply has these lines. */
function answered(replies: DialogueLine[], more: Partial<PlayableView> = {}): PlayableView {
  const view = nextView();
  return { ...view, transcript: [{ ...view.transcript[0]!, replies }], ...more };
}

const moodShown = (root: HTMLElement) => find(root, ".ps-stage .ps-mood-now").textContent;

test("the stage shows the client as the last reaction left them, with the tension", async () => {
  const root = await play(new Server(), answered([line("sad"), line("warm")]));
  assert.equal(moodShown(root), "warm");
  assert.match(find(root, ".ps-faces img").getAttribute("src")!, /warm/);
  assert.match(find(root, ".ps-stage").textContent!, /Tension.*on edge, rising/);
  assert.equal(root.querySelectorAll("[role=meter]").length, 1);
});

test("without a word in the reaction the stage shows them as the scene does", async () => {
  const root = await play(new Server(), answered([]));
  assert.equal(moodShown(root), "angry");
});

test("a talk without a client has no stage and keeps its meters", async () => {
  const root = await play(new Server(), sceneView({ people: [] }));
  assert.equal(root.querySelector(".ps-stage"), null);
  assert.equal(root.querySelectorAll("[role=meter]").length, 1);
});

test("feedback is one line that unfolds, or stands at once", async () => {
  const folded = await play(new Server(), answered([], { feedback: "one-line" }), "block-a");
  assert.equal(find(folded, ".ps-feedback summary").textContent, "What that did");
  assert.equal(find(folded, ".ps-feedback details").hasAttribute("open"), false);
  const open = await play(new Server(), answered([], { feedback: "at-once" }), "block-b");
  assert.equal(open.querySelector(".ps-feedback details"), null);
  assert.match(find(open, ".ps-feedback").textContent!, /Because/);
});

test("the place is told, and nothing of it where the talk is longer than usual", async () => {
  const root = await play(new Server(), nextView(), "block-a");
  assert.equal(find(root, ".ps-progress").textContent, "Step 2 of about 6Saved");
  const long = await play(new Server(), { ...nextView(), step: 6 }, "block-b");
  assert.equal(find(long, ".ps-progress").textContent, "Step 7Saved");
});

test("the reaction to a choice is delayed, any key shows it, and coming back has no delay", async () => {
  const server = new Server();
  const root = await play(server, sceneView());
  const delayed = () => find(root, ".ps-page").classList.contains("ps-delayed");
  assert.equal(delayed(), false);
  button(root, "I say one").click();
  server.tell(answered([line("warm")]));
  await settle();
  assert.equal(delayed(), true);
  document.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Shift", bubbles: true }));
  assert.equal(delayed(), false);
});

test("an ending shows the client's view alone until the learner looks back, and all of it to who comes back", async () => {
  const server = new Server();
  const root = await play(server, nextView(), "block-a");
  button(root, "I say one").click();
  server.tell(endingView());
  await settle();
  assert.equal(find(root, ".ps-rest").hidden, true);
  button(root, "Look back").click();
  assert.equal(find(root, ".ps-rest").hidden, false);
  assert.equal(root.querySelectorAll(".ps-ways .ps-found").length, 1);
  const again = await play(new Server(), endingView(), "block-b");
  assert.equal(find(again, ".ps-rest").hidden, false);
});
