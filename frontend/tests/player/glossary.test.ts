import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { toggleMeaning } from "../../src/player/glossary";
import { openWindow } from "../helpers";

beforeEach(openWindow);

test("pressing a word shows its meaning, and hides it again", () => {
  document.body.innerHTML =
    '<p>The <button class="ps-term" aria-expanded="false">payee</button><span hidden> (Who is paid)</span> <i>signs</i>.</p>';
  document.body.addEventListener("click", toggleMeaning);
  const word = document.querySelector("button")!;
  const meaning = document.querySelector("span")!;
  word.click();
  assert.equal(word.getAttribute("aria-expanded"), "true");
  assert.equal(meaning.hidden, false);
  word.click();
  assert.equal(word.getAttribute("aria-expanded"), "false");
  assert.equal(meaning.hidden, true);
  document.querySelector("i")!.click();
  assert.equal(meaning.hidden, true);
});
