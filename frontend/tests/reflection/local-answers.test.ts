import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { withRemovedQuestions } from "../../src/reflection/answer-context";
import { LocalAnswers } from "../../src/reflection/local-answers";
import { openWindow } from "../helpers";

beforeEach(openWindow);

test("two windows on one page keep each other's answers", () => {
  const here = new LocalAnswers("k");
  const there = new LocalAnswers("k");
  here.setAnswer("a", { words: "mine" });
  there.setAnswer("b", { words: "yours" });
  assert.deepEqual(
    [new LocalAnswers("k").answerAt("a").words, new LocalAnswers("k").answerAt("b").words],
    ["mine", "yours"],
  );
});

test("clearing removes everything from storage", () => {
  const notes = new LocalAnswers("k");
  notes.setAnswer("a", { words: "x" });
  notes.clear();
  assert.equal(localStorage.getItem("k"), null);
  assert.equal(notes.hasContent, false);
});

test("damaged storage is replaced without an error", () => {
  localStorage.setItem("k", "{broken");
  const notes = new LocalAnswers("k");
  assert.equal(notes.persists, true);
  notes.setAnswer("a", { words: "x" });
  assert.equal(new LocalAnswers("k").answerAt("a").words, "x");
});

test("when storage becomes full, nothing is lost while the page is open, and the notice changes", () => {
  const notes = new LocalAnswers("k");
  notes.setAnswer("a", { words: "kept" });
  const full = () => {
    throw new Error("full");
  };
  Object.defineProperty(window, "localStorage", {
    value: { getItem: () => "{}", setItem: full, removeItem: full },
    configurable: true,
  });
  notes.setAnswer("b", { words: "first" });
  notes.setAnswer("c", { words: "second" });
  assert.deepEqual([notes.answerAt("b").words, notes.answerAt("c").words], ["first", "second"]);
  assert.equal(notes.persists, false);
});

test("changes in another tab do not overwrite unsaved answers, but deletions apply", () => {
  const notes = new LocalAnswers("k");
  notes.onOtherTab(() => undefined);
  const tell = (newValue: string | null) =>
    window.dispatchEvent(Object.assign(new window.Event("storage"), { key: "k", newValue }));
  const full = () => {
    throw new Error("full");
  };
  Object.defineProperty(window, "localStorage", {
    value: { getItem: () => null, setItem: full, removeItem: full },
    configurable: true,
  });
  notes.setAnswer("a", { words: "only here" });
  tell('{"b":{"words":"x"}}');
  assert.equal(notes.answerAt("a").words, "only here");
  tell(null);
  assert.equal(notes.hasContent, false);
});

test("testing storage does not change records", () => {
  new LocalAnswers("k:try").setAnswer("a", { words: "mine" });
  new LocalAnswers("k").setAnswer("a", { words: "other" });
  assert.equal(new LocalAnswers("k:try").answerAt("a").words, "mine");
});

test("answers to removed questions are shown last, with the question as plain text", () => {
  const notes = new LocalAnswers("k");
  notes.setAnswer("gone", { words: "still here", asked: "What <b> was it?" });
  notes.setAnswer("empty", { words: "", asked: "Nothing here" });
  const [, left, ...more] = withRemovedQuestions(notes, [{ id: "now", words: "Now?", plain: "Now?" }]);
  assert.deepEqual(left, { id: "gone", words: "What &lt;b&gt; was it?", plain: "What <b> was it?" });
  assert.equal(more.length, 0);
});
