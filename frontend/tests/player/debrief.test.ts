import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/debrief.json";
import { chartDescription } from "../../src/player/meter-chart-text";
import { createTranslate } from "../../src/ui/words";
import { button, endingView, find, openWindow, play, Server } from "../helpers";

beforeEach(openWindow);

test("the chart's description has all points, turning points and ratings", () => {
  const text = chartDescription(endingView().result!.curve!, [{ step: 1, value: 7 }], createTranslate(english));
  assert.equal(
    text,
    "Tension from 0 to 10. start: 5 (on edge), step 1: 8 (very high), step 2: 6 (on edge). " +
      "Turning points: step 1. How pushed you felt, from 0 to 10. step 1: 7.",
  );
});

test("the debrief shows the ending, the other person's view and the result in friendly words", async () => {
  const outer = await play(new Server(), endingView());
  const text = outer.textContent!;
  assert.match(text, /How it ended: a break/);
  assert.match(find(outer, "blockquote").textContent!, /Nobody asked\..*Ira/);
  assert.match(text, /Recorded: 50 % \(of 5 points\)/);
  assert.match(text, /You have found 1 of the 3 ways this can end/);
  assert.equal(outer.querySelectorAll("figure table tbody tr").length, 3);
});

test("withheld results are replaced by the reason", async () => {
  const view = endingView();
  view.result = {
    ...view.result!,
    score: null,
    withheld: "Shown after the due date.",
    curve: null,
    turning_points: [],
  };
  const outer = await play(new Server(), view);
  assert.match(outer.textContent!, /Shown after the due date\./);
  assert.doesNotMatch(outer.textContent!, /Recorded:/);
});

test("printing marks the path to this block, opens folded parts and restores them", async () => {
  const outer = await play(new Server(), endingView());
  let opened = 0;
  Object.defineProperty(window, "print", {
    configurable: true,
    value: () => {
      window.dispatchEvent(new window.Event("beforeprint"));
      opened = outer.querySelectorAll("details[open]").length;
      assert.ok(document.body.classList.contains("ps-print-path"));
      window.dispatchEvent(new window.Event("afterprint"));
    },
  });
  button(outer, "Print for supervision").click();
  assert.ok(opened > 0);
  assert.equal(outer.querySelectorAll("details[open]").length, 0);
  assert.equal(document.querySelectorAll(".ps-print-path").length, 0);
});

test("headings never rise above h3", async () => {
  const outer = await play(new Server(), endingView());
  assert.equal(outer.querySelectorAll("h1, h2").length, 0);
  assert.equal(outer.querySelectorAll("h3").length, 1);
});
