import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Comparison, PlayableView } from "../../src/contracts/player";
import { LocalNotes } from "../../src/player/local-notes";
import { lookAt } from "../../src/rehearsal/second-look/look";
import {
  button,
  endingView,
  find,
  nextView,
  openWindow,
  option,
  play,
  rehearsalAssets,
  Server,
  sceneView,
  settle,
  type,
} from "../helpers";

beforeEach(openWindow);

const strong = { id: "two", say: "<p>Take your time.</p>", do: null, wait: null };

/** The first scene, which asks for words first. */
const asking = (prompt: string | null = null): PlayableView => {
  const view = sceneView();
  return { ...view, rehearsal: rehearsalAssets(), scene: { ...view.scene!, asks: ["rehearse"], prompt } };
};

/** The view after the choice, with what the server tells for the comparison. */
const compared = (compare: Comparison | null): PlayableView => {
  const view = nextView();
  return { ...view, rehearsal: rehearsalAssets(), transcript: [{ ...view.transcript[0]!, compare }] };
};

/** Write something, see the options, and choose. */
async function write(words: string, compare: Comparison | null, lang = "en") {
  const server = new Server();
  const outer = await play(server, { ...asking(), lang });
  if (words) type(find(outer, "textarea"), words);
  button(outer, "Show the options").click();
  server.tell({ ...compared(compare), lang });
  button(outer, "I say one").click();
  await settle();
  return { outer, server };
}

test("the author's question stands in the place of the usual one", async () => {
  assert.match(find(await play(new Server(), asking()), "label").textContent!, /What would you say first/);
  const outer = await play(new Server(), asking("<em>Ira</em> waits: what now?"));
  assert.match(find(outer, "label").textContent!, /Ira waits: what now/);
});

test("the options can be shown although the script for own words never comes", async () => {
  const view = { ...asking(), rehearsal: { ...rehearsalAssets(), script: "/never.js" } };
  Reflect.deleteProperty(window, "PowerStruggleRehearsal");
  const outer = await play(new Server(), view);
  assert.equal(outer.querySelector("textarea"), null);
  button(outer, "Show the options").click();
  assert.equal(outer.querySelectorAll(".ps-option").length, 3);
});

test("after the choice own words stand beside the strong reply", async () => {
  const { outer } = await write("Calm down, Ira.", { strong, words: 30 });
  const beside = find(outer, ".ps-beside").textContent!;
  assert.match(beside, /You, before you saw the options.*Calm down, Ira\./);
  assert.match(beside, /A strong reply.*Take your time\./);
  assert.equal(find(outer, `#${find(outer, ".ps-compared").getAttribute("aria-labelledby")}`).tagName, "H5");
});

test("a strong reply that was chosen is called so", async () => {
  const { outer } = await write("Hm.", { strong: { ...strong, id: "one" }, words: null });
  assert.match(find(outer, ".ps-beside").textContent!, /the one you chose/);
});

test("nothing is compared where nothing was written, and where the coach is held back", async () => {
  assert.equal((await write("", { strong, words: null })).outer.querySelector(".ps-compared"), null);
  openWindow();
  assert.equal((await write("Hm.", null)).outer.querySelector(".ps-compared"), null);
});

test("one's own answers to the three questions are kept here, and in no request", async () => {
  const { outer, server } = await write("Hm.", { strong, words: null });
  const answers = outer.querySelectorAll<HTMLInputElement>(".ps-rate input");
  assert.equal(answers.length, 9);
  answers[5]!.click();
  assert.deepEqual(new LocalNotes("block-1", "ann").at(1, 0)?.rated, { say: 2 });
  assert.doesNotMatch(JSON.stringify(server.sent), /Hm|rated/);
});

test("the second look names what it finds, in one sentence each", async () => {
  window.PowerStruggleSecondLook = lookAt;
  const { outer } = await write("I hear you, but the log says otherwise. Calm down, it will be fine.", {
    strong,
    words: 10,
  });
  button(outer, "second look").click();
  await settle();
  const found = Array.from(outer.querySelectorAll(".ps-findings li"), (item) => item.textContent!);
  assert.deepEqual(
    found.map((sentence) => sentence.split("”")[0]),
    [
      "“but the log says otherwise",
      "“the log says otherwise",
      "“Calm down",
      "“it will be fine",
      "These are 14 words; somebody so tense hears about 10.",
    ],
  );
});

test("the second look says when it finds nothing, and does not judge", async () => {
  window.PowerStruggleSecondLook = lookAt;
  const { outer } = await write("What happened?", { strong, words: null });
  button(outer, "second look").click();
  await settle();
  assert.match(find(outer, ".ps-look [role=status]").textContent!, /none of the seven things.*yours to judge/);
});

test("in a language without rules the second look is not offered", async () => {
  const { outer } = await write("Beruhigen Sie sich.", { strong, words: 1 }, "de");
  assert.ok(find(outer, ".ps-beside"));
  assert.equal(outer.querySelector(".ps-look"), null);
});

test("the debrief lists own words with the choice and the stronger reply", async () => {
  const notes = new LocalNotes("block-1", "ann");
  notes.set(1, 1, "s1", { words: "Wait outside.", seen: true });
  const view = endingView();
  const transcript = view.transcript.map((step) => ({ ...step, compare: { strong, words: null } }));
  const outer = await play(new Server(), { ...view, transcript, rehearsal: rehearsalAssets() });
  const list = find(outer, "section.ps-private .ps-turn").textContent!;
  assert.match(list, /Wait outside\..*What you did.*I say one.*Stronger.*Take your time/);
  button(outer, "Delete my").click();
  button(outer, "Yes, delete it").click();
  assert.equal(outer.querySelector("section.ps-private .ps-turn"), null);
  assert.equal(window.localStorage.length, 0);
});

test("a scene without questions needs no script", async () => {
  const outer = await play(new Server(), sceneView({ scene: { ...sceneView().scene!, choices: [option("one")] } }));
  assert.equal(outer.querySelector(".ps-rehearsal"), null);
});
