import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { View } from "../../src/contracts/player";
import { openWindow, play, Server, sceneView } from "../helpers";

beforeEach(openWindow);

const unavailable = (isForStaff: boolean): View => ({
  ...sceneView(),
  phase: "unavailable",
  about: null,
  support: null,
  scene: null,
  result: null,
  problems: [{ message: "This is still being written." }],
  for_staff: isForStaff,
});

test("learners read one sentence why a scenario can't be played, and no word for course staff", async () => {
  const outer = await play(new Server(), unavailable(false));
  assert.match(outer.textContent!, /This is still being written\./);
  assert.doesNotMatch(outer.textContent!, /course staff|can’t be played/);
});

test("course staff read what has to be fixed", async () => {
  const outer = await play(new Server(), unavailable(true));
  assert.match(outer.textContent!, /For course staff: what has to be fixed.*This is still being written\./);
});
