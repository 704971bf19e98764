import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { Notes } from "../../src/reflection/local-answers";
import { withLeft } from "../../src/reflection/answer-context";
import { openWindow } from "../helpers";

beforeEach(openWindow);

test("two windows on one page lose nothing of each other", () => {
  const here = new Notes("k");
  const there = new Notes("k");
  here.note("a", { words: "mine" });
  there.note("b", { words: "yours" });
  assert.deepEqual([new Notes("k").at("a").words, new Notes("k").at("b").words], ["mine", "yours"]);
});

test("clearing takes everything out of the browser", () => {
  const notes = new Notes("k");
  notes.note("a", { words: "x" });
  notes.erase();
  assert.equal(localStorage.getItem("k"), null);
  assert.equal(notes.any, false);
});

test("garbled storage is begun anew, not stumbled over", () => {
  localStorage.setItem("k", "{broken");
  const notes = new Notes("k");
  assert.equal(notes.works, true);
  notes.note("a", { words: "x" });
  assert.equal(new Notes("k").at("a").words, "x");
});

test("a browser that is full from now on loses nothing while the page is open, and the promise changes", () => {
  const notes = new Notes("k");
  notes.note("a", { words: "kept" });
  const full = () => { throw new Error("full"); };
  Object.defineProperty(window, "localStorage", { value: { getItem: () => "{}", setItem: full, removeItem: full }, configurable: true });
  notes.note("b", { words: "first" });
  notes.note("c", { words: "second" });
  assert.deepEqual([notes.at("b").words, notes.at("c").words], ["first", "second"]);
  assert.equal(notes.works, false);
});

test("what another tab writes does not wipe what only memory has, but erasing reaches it", () => {
  const notes = new Notes("k");
  notes.onOthers(() => undefined);
  const tell = (newValue: string | null) => window.dispatchEvent(Object.assign(new window.Event("storage"), { key: "k", newValue }));
  const full = () => { throw new Error("full"); };
  Object.defineProperty(window, "localStorage", { value: { getItem: () => null, setItem: full, removeItem: full }, configurable: true });
  notes.note("a", { words: "only here" });
  tell('{"b":{"words":"x"}}');
  assert.equal(notes.at("a").words, "only here");
  tell(null);
  assert.equal(notes.any, false);
});

test("looking whether storage works touches nobody's record", () => {
  new Notes("k:try").note("a", { words: "mine" });
  new Notes("k").note("a", { words: "other" });
  assert.equal(new Notes("k:try").at("a").words, "mine");
});

test("what was written at a question that is gone stands after the others, with the question as plain text", () => {
  const notes = new Notes("k");
  notes.note("gone", { words: "still here", asked: "What <b> was it?" });
  notes.note("empty", { words: "", asked: "Nothing here" });
  const [, left, ...more] = withLeft(notes, [{ id: "now", words: "Now?", plain: "Now?" }]);
  assert.deepEqual(left, { id: "gone", words: "What &lt;b&gt; was it?", plain: "What <b> was it?" });
  assert.equal(more.length, 0);
});
