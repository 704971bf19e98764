// The drill's page as it is built: one moment, what came of it, the next; the marks, and more.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import words from "../../../powerstruggle_xblock/words/drill.json";
import type { DrillMark, PlayableView } from "../../src/contracts/player";
import { outlineRows } from "../../src/editor/outline/rows";
import { isDrill } from "../../src/editor/selection";
import { elementData, withKeys } from "../../src/editor/tree";
import { endingView, find, nextView, openWindow, read, runtime, Server, sceneView, settle, shell } from "../helpers";

const drill = { of: 5, seen: 5, deck: 40, graded: true, result: null };
const mark = (step: number, more: Partial<DrillMark> = {}): DrillMark => ({
  step,
  title: `Moment ${step}`,
  skills: ["Listening"],
  level: 1,
  stronger: { id: "two", say: "I say two.", do: null, wait: null },
  why: "<p>It is shorter.</p>",
  ...more,
});

function marksView(more: Partial<PlayableView> = {}): PlayableView {
  const next = [{ id: "rope" as const, name: "Leaving the rope down", sentence: "Let it lie." }];
  const score = { percent: 50, earned: 1, possible: 2, pass_percent: 70, passed: false };
  const result = { score, recorded: true, withheld: null, marks: [mark(0), mark(1, { level: 3 })], next };
  return { ...endingView(), result: null, drill: { ...drill, result }, ...more };
}

/** Start the built page on this view. */
async function open(server: Server, view: PlayableView): Promise<HTMLElement> {
  new Function("window", "document", read("static/public/drill.js"))(window, document);
  const outer = shell();
  const texts = find(outer, ".ps-words");
  texts.textContent = JSON.stringify({ ...(JSON.parse(texts.textContent ?? "{}") as object), ...words });
  server.tell(view);
  const init = (window as unknown as { PowerStruggleDrill: (...given: unknown[]) => void }).PowerStruggleDrill;
  assert.equal(init.length, 3);
  init(runtime, outer, { usage: "d", learner: "ann" });
  await settle();
  return find(outer, ".ps-root");
}

const text = (root: HTMLElement) => (root.textContent ?? "").replace(/\s+/g, " ");
const press = async (root: HTMLElement, selector: string) => {
  find(root, selector).click();
  await settle();
};

beforeEach(openWindow);

test("a choice shows what came of it alone, and the next moment only when asked for", async () => {
  const server = new Server();
  const root = await open(server, sceneView({ drill }));
  assert.match(text(root), /Moment 1 of 5.*In the hall.*Third time\./);
  server.tell({ ...nextView(), drill });
  await press(root, ".ps-option");
  assert.match(text(root), /What came of moment 1 of 5.*I say one\..*So\..*What that did It did this\./);
  assert.doesNotMatch(text(root), /At the desk/);
  assert.ok(find(root, ".ps-self .ps-bubble") === document.activeElement, "own words have the focus");
  await press(root, ".ps-onward button");
  assert.match(text(root), /Moment 2 of 5.*At the desk/);
  assert.doesNotMatch(text(root), /So\./, "nothing of the moment before");
  assert.equal(server.sent.length, 2, "going on asks the server for nothing");
});

test("who comes back sees the moment at once, and nobody from the one before", async () => {
  const root = await open(new Server(), { ...nextView(), drill });
  assert.match(text(root), /Moment 2 of 5.*At the desk/);
  assert.equal(root.querySelector(".ps-answer"), null);
});

test("the end shows a mark for each moment, what to practice, and more", async () => {
  const server = new Server();
  const root = await open(server, marksView());
  assert.equal(root.querySelectorAll(".ps-mark").length, 2);
  assert.match(text(root), /Weak, or too early.*Moment 0.*Stronger.*I say two\..*It is shorter\./);
  assert.match(text(root), /What to practice.*Leaving the rope down\. Let it lie\./);
  assert.match(text(root), /Recorded: 50 %.*You have seen 5 of 40 moments/);
  server.tell(sceneView({ attempt: 2, drill }));
  await press(root, ".ps-marks-page > .ps-row button");
  assert.deepEqual(server.sent[1]?.url, "/handler/begin");
  assert.match(text(root), /Moment 1 of 5/);
});

test("where no graded draw is left, more is practice, and an ungraded drill names no score", async () => {
  const server = new Server();
  const view = marksView({ can: { begin: false, choose: false, rewind: true } });
  const root = await open(server, view);
  assert.match(text(root), /5 more, as practice/);
  server.tell(sceneView({ attempt: 2, practice: true, drill }));
  await press(root, ".ps-marks-page > .ps-row button");
  assert.equal(server.sent[1]?.url, "/handler/rewind");
  assert.equal(server.sent[1]?.body.step, 0);
  const ungraded = await open(new Server(), { ...view, drill: { ...view.drill!, graded: false } });
  assert.match(text(ungraded), /Done\. This drill carries no grade\./);
  assert.doesNotMatch(text(ungraded), /50 %/);
});

test("the card is there once; afterwards only the button", async () => {
  const about = sceneView({ phase: "about", attempt: 0, scene: null, meters: [], people: [], drill });
  const root = await open(new Server(), { ...about, can: { begin: true, choose: false, rewind: false } });
  assert.match(text(root), /A raised voice\..*Begin/);
  const again = await open(new Server(), { ...about, attempt: 3, can: { begin: true, choose: false, rewind: false } });
  assert.match(text(again), /Draw 5 moments/);
  assert.doesNotMatch(text(again), /A raised voice/);
});

test("a drill's outline has moments that lead nowhere, and no endings", () => {
  const choice = elementData("choice", { id: "a" }, [elementData("say", {}, "Yes.")]);
  const scene = elementData("scene", { id: "one", title: "One" }, [choice]);
  const root = withKeys(elementData("powerstruggle_scenario", {}, [elementData("start", { draw: "5" }, []), scene]));
  assert.ok(isDrill(root));
  const shown = { folded: new Map(), sought: "", t: (key: string) => key, kinds: new Map(), selected: 0 };
  const rows = outlineRows(root, shown as unknown as Parameters<typeof outlineRows>[1]);
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "group").map((row) => row.text),
    ["outline_scenario", "outline_moments"],
  );
  assert.deepEqual(
    rows.filter(({ kind }) => kind === "choice").map(({ aside, leads }) => [aside, leads]),
    [["", undefined]],
  );
});
