import assert from "node:assert/strict";
import { test } from "node:test";
import { lookAt } from "../../src/rehearsal/second-look/look";

const rulesIn = (text: string, most: number | null = null) => lookAt(text, most).map(({ rule }) => rule);

for (const text of [
  "I'm listening now. What did we miss?",
  "I can't promise that you can stay. What I can do is call at two.",
  "I'll knock again at three.",
  "You don't have to tell me why. What's in the way of going?",
  "Why don't we sit over there?",
  "I can't let you in, but I can sit here with you.",
  "I understand, but I can ask for Thursday.",
  "It was anybody but the office.",
  "Take the time you need. I need a moment to calm down myself.",
  "Would it help to take a breath together?",
  "Ouch. What did I do just now? I'd be angry, too.",
  "I hope it will be fine, and I don't know that it will.",
  "The person who told you “calm down” didn't help.",
]) {
  test(`nothing is found in: ${text}`, () => {
    assert.deepEqual(rulesIn(text), []);
  });
}

test("curly and missing apostrophes, capitals and line breaks make no difference", () => {
  assert.deepEqual(rulesIn("DON’T SHOUT\nat me"), ["calming"]);
  assert.deepEqual(rulesIn("im so\nupset"), ["feeling"]);
  assert.deepEqual(rulesIn("we didnt throw anything away"), ["argues"]);
});

test("the words are quoted as they were written, in their order, each rule once", () => {
  const found = lookAt("Calm down! It’ll be fine. Why did you do that? Calm down.", null);
  assert.deepEqual(found, [
    { rule: "calming", words: "Calm down" },
    { rule: "promise", words: "It’ll be fine" },
    { rule: "why", words: "Why did you do that" },
  ]);
});

test("a text is too long from one word more than is heard", () => {
  assert.deepEqual(rulesIn("One two three.", 3), []);
  assert.deepEqual(rulesIn("One two – three four.", 3), ["long"]);
});

test("a long text is read in no time to speak of", () => {
  const text = "I hear you and I know it is hard so very really really ".repeat(4000);
  assert.deepEqual(rulesIn(text), []);
});
