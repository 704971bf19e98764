import assert from "node:assert/strict";
import { test } from "node:test";
import { fittingText } from "../../src/ui/map/label";

/** A font in which every character is 10 wide, also one that JavaScript counts as two. */
const widthOf = (text: string) => 10 * Array.from(text).length;

test("a label that fits stays as it is", () => {
  assert.equal(fittingText("Fine. Whatever.", 150, widthOf), "Fine. Whatever.");
});

test("a label in a wider font is cut where its box ends, not in the middle of a character or after a comma", () => {
  assert.equal(fittingText("Fine. Whatever.", 149, widthOf), "Fine. Whateve…");
  assert.equal(fittingText("Fine, whatever", 70, widthOf), "Fine…");
  assert.equal(fittingText("🙂🙂🙂🙂", 30, widthOf), "🙂🙂…");
  assert.equal(fittingText("Fine", 5, widthOf), "…");
});
