import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import type { Answer } from "../../src/ui/api";
import { Kept } from "../../src/continuum/local-placements";
import type { Refusal, Reply, Request, View } from "../../src/contracts/continuum";
import { Stand } from "../../src/continuum/exercise-controller";
import { speaker } from "../../src/ui/words";
import type { WordKey } from "../../src/continuum/words";
import english from "../../../powerstruggle_xblock/words/continuum.json";
import { openWindow, read } from "../helpers";

beforeEach(openWindow);

const statement = (id: string) => ({ id, words: `…${id}`, content_note: null, follow_up: true, low: null, high: null });

function place(more: Partial<View> = {}): View {
  return {
    phase: "place", title: "Stand", staff: false, preview: false, counted: null, notice: null, problems: [], off: null, version: "v1",
    round: "before", since: null, lang: "en", k: 8, show: "line", intro: null, frame: null, look_back: null, can_submit: true,
    scale: { ask: null, top: 2, stops: [{ id: "no", label: "no", number: 0 }, { id: "some", label: "some", number: 1 }, { id: "yes", label: "yes", number: 2 }] },
    next: { ask: null, options: [{ id: "pause", label: "pause" }] }, statements: [statement("one"), statement("two")], ...more,
  };
}

const done = (counted: boolean | null): View => place({ phase: "done", counted, lines: [] });

/** Answers in the order told, and remembers what was asked. */
function server(...told: Array<Answer<Reply, Refusal>>) {
  const asked: Request[] = [];
  return { asked, ask: (request: Request) => { asked.push(request); return Promise.resolve(told.shift()!); } };
}

const view = (told: View): Answer<Reply, Refusal> => ({ kind: "view", view: told });

async function stand(learner: string, ...told: Array<Answer<Reply, Refusal>>) {
  const { asked, ask } = server(view(place()), ...told);
  const made = new Stand(ask, speaker<WordKey>(english), new Kept("u", learner));
  await made.open();
  return { made, asked };
}

test("nothing is asked of the server between opening and sending", async () => {
  const { made, asked } = await stand("ann", view(done(true)));
  made.begin();
  made.place("one", "yes");
  made.tick("one", "pause", true);
  made.forward();
  made.skip(made.view!.statements[1]!);
  assert.equal(made.step, "review");
  assert.deepEqual(asked.map(({ handler }) => handler), ["state"]);
  await made.send();
  assert.deepEqual(asked[1], { handler: "submit", body: { version: "v1", answers: { one: "yes" }, follow_ups: { one: ["pause"] } } });
  assert.equal(made.step, "done");
  assert.deepEqual(made.mine, { one: "yes" });
});

test("a skipped event sends neither its place nor what was ticked", async () => {
  const { made, asked } = await stand("ann", view(done(true)));
  made.begin();
  made.place("one", "yes");
  made.place("one.then", "no");
  made.tick("one", "pause", true);
  made.skip(made.view!.statements[0]!);
  await made.send();
  assert.deepEqual(asked[1]!.body, { version: "v1", answers: {}, follow_ups: {} });
});

test("where an answer got lost on its way back, the places sent first stay the ones that are marked", async () => {
  const { made } = await stand("ann", { kind: "network" }, view(done(false)));
  made.place("one", "yes");
  await made.send();
  assert.match(made.problem!.message, /Nothing you placed is lost/);
  made.place("one", "no");
  await made.send();
  assert.deepEqual(made.mine, { one: "yes" });
});

test("places that came second from another device are not marked: they are in no line", async () => {
  const { made } = await stand("ann", view(done(false)));
  made.place("one", "yes");
  await made.send();
  assert.equal(made.mine, null);
});

test("what could not be opened stays there to be tried again until it comes, and then focus has a place to go", async () => {
  const { ask } = server({ kind: "network" }, { kind: "network" }, view(place()));
  const made = new Stand(ask, speaker<WordKey>(english), new Kept("u", "ann"));
  await made.open();
  const trying = made.open();
  assert.notEqual(made.problem, null, "the button stays under the finger");
  await trying;
  const before = made.moves;
  await made.open();
  assert.deepEqual([made.problem, made.moves], [null, before + 1]);
});

test("a refusal leaves no mark, keeps the places and shows the exercise as it is now", async () => {
  const changed = place({ version: "v2", statements: [statement("one"), statement("three")] });
  const { made } = await stand("ann", { kind: "refused", status: 409, refusal: { error: "Changed.", code: "changed", state: changed } });
  made.place("one", "yes");
  made.place("two", "no");
  await made.send();
  assert.equal(made.mine, null);
  assert.equal(made.problem!.message, "Changed.");
  assert.deepEqual(made.draft.answers, { one: "yes" });
});

test("places survive a reload, and only for the same learner and round", async () => {
  const { made } = await stand("ann");
  made.begin();
  made.place("one", "some");
  made.forward();
  const again = (await stand("ann")).made;
  assert.deepEqual([again.draft.answers, again.last], [{ one: "some" }, 1]);
  assert.deepEqual((await stand("ben")).made.draft.answers, {});
  assert.deepEqual(new Kept("u", "ann").draft(place({ round: "after" })).answers, {});
});

test("forgetting leaves nothing in the browser", async () => {
  const { made } = await stand("ann", view(done(true)));
  made.place("one", "some");
  await made.send();
  assert.ok(window.localStorage.length > 0);
  made.forgetMine();
  assert.equal(window.localStorage.length, 0);
});

test("what no longer fits is dropped from a draft", () => {
  const kept = new Kept("u", "ann");
  kept.keepDraft("before", { answers: { one: "yes", gone: "yes", two: "never", "one.then": "no" }, next: { one: ["pause", "shout"] }, noted: [], at: 9 });
  const draft = new Kept("u", "ann").draft(place());
  assert.deepEqual(draft.answers, { one: "yes" });
  assert.deepEqual(draft.next, { one: ["pause"] });
  assert.equal(draft.at, 2);
  assert.deepEqual(new Kept("u", "ann").draft(place({ look_back: "Then?" })).answers, { one: "yes", "one.then": "no" });
});

test("garbled storage is begun anew", () => {
  window.localStorage.setItem("powerstruggle-continuum:u:ann", "{not json");
  const kept = new Kept("u", "ann");
  assert.equal(kept.works, true);
  assert.deepEqual(kept.draft(place()).answers, {});
  kept.keepMine("now", { one: "yes" });
  assert.deepEqual(new Kept("u", "ann").mine("now"), { one: "yes" });
});

for (const [file, name] of [["continuum", "PowerStruggleContinuum"], ["continuum-editor", "PowerStruggleContinuumEditor"]]) {
  test(`${file}.js sets one global function of three parameters, also when it runs twice`, () => {
    const script = read(`static/public/${file}.js`);
    const before = new Set(Object.keys(window));
    for (let time = 0; time < 2; time++) new Function("window", "document", "navigator", script)(window, document, window.navigator);
    const added = Object.keys(window).filter((key) => !before.has(key));
    assert.deepEqual(added, [name]);
    assert.equal((window as unknown as Record<string, { length: number }>)[name!]!.length, 3);
  });
}
