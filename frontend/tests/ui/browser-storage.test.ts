import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { LocalPlacements } from "../../src/continuum/local-placements";
import { Autosave } from "../../src/editor/autosave/autosave";
import { ListeningSettings } from "../../src/listening/settings";
import { LocalNotes } from "../../src/player/local-notes";
import { canStore, keysWith, readText, writeText } from "../../src/ui/browser-storage";
import { listenKey } from "../../src/ui/listening-wish";
import { smallBare } from "../editor/helpers";
import { openWindow } from "../helpers";

beforeEach(openWindow);

test("what is in people's browsers is found again: the keys are the same as ever", () => {
  new Autosave("usage:author", "me").write("base", smallBare(), "2026-03-31");
  new LocalNotes("u", "ann").set(1, 0, "hall", { felt: 4 });
  new LocalPlacements("u", "ann").saveOwnPlacements("1", { a: "b" });
  new ListeningSettings().setRate(0.8);
  assert.deepEqual(keysWith("").sort(), [
    "powerstruggle-continuum:u:ann",
    "powerstruggle-scenario:u:ann",
    "powerstruggle.editor.usage:author",
    "powerstruggle:voices",
  ]);
  assert.equal(listenKey, "powerstruggle:listen");
});

test("a text is stored, read and deleted", () => {
  assert.equal(readText("k"), null);
  assert.equal(writeText("k", "one"), true);
  assert.equal(readText("k"), "one");
  assert.deepEqual([keysWith("k"), keysWith("x")], [["k"], []]);
  assert.equal(writeText("k", null), true);
  assert.equal(readText("k"), null);
  assert.equal(canStore(), true);
  assert.deepEqual(keysWith(""), []);
});

test("blocked storage has nothing and takes nothing", () => {
  const blocked = () => {
    throw new Error("SecurityError");
  };
  Object.defineProperty(window, "localStorage", { get: blocked, configurable: true });
  assert.deepEqual([readText("k"), writeText("k", "one"), writeText("k", null)], [undefined, false, false]);
  assert.deepEqual([canStore(), keysWith("")], [false, []]);
});

test("full storage is still read", () => {
  writeText("k", "one");
  const { localStorage } = window;
  const full = {
    getItem: (key: string) => localStorage.getItem(key),
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
  };
  Object.defineProperty(window, "localStorage", { value: full, configurable: true });
  assert.deepEqual([readText("k"), writeText("k", "two"), canStore()], ["one", false, false]);
});
