import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/continuum.json";
import { ExerciseController } from "../../src/continuum/exercise-controller";
import { LocalPlacements } from "../../src/continuum/local-placements";
import type { ContinuumKey } from "../../src/continuum/words";
import type { ExerciseView, Refusal, Reply, Request, View } from "../../src/contracts/continuum";
import type { ApiResult } from "../../src/ui/api";
import { createTranslate } from "../../src/ui/words";
import { openWindow, read } from "../helpers";

beforeEach(openWindow);

const statement = (id: string) => ({ id, words: `…${id}`, content_note: null, follow_up: true, low: null, high: null });

function place(more: Partial<ExerciseView> = {}): ExerciseView {
  return {
    phase: "place",
    title: "Stand",
    staff: false,
    preview: false,
    counted: null,
    notice: null,
    problems: [],
    off: null,
    version: "v1",
    round: "before",
    since: null,
    lang: "en",
    k: 8,
    show: "line",
    release: "automatic",
    intro: null,
    frame: null,
    look_back: null,
    can_submit: true,
    scale: {
      ask: null,
      top: 2,
      stops: [
        { id: "no", label: "no", number: 0 },
        { id: "some", label: "some", number: 1 },
        { id: "yes", label: "yes", number: 2 },
      ],
    },
    next: { ask: null, options: [{ id: "pause", label: "pause" }] },
    statements: [statement("one"), statement("two")],
    ...more,
  };
}

const done = (counted: boolean | null): ExerciseView => place({ phase: "done", counted, lines: [] });

/** Answers in the order told, and remembers what was asked. */
function server(...received: Array<ApiResult<Reply, Refusal>>) {
  const asked: Request[] = [];
  return {
    asked,
    ask: (request: Request) => {
      asked.push(request);
      return Promise.resolve(received.shift()!);
    },
  };
}

const view = (received: View): ApiResult<Reply, Refusal> => ({ kind: "view", view: received });

async function stand(learner: string, ...received: Array<ApiResult<Reply, Refusal>>) {
  const { asked, ask } = server(view(place()), ...received);
  const made = new ExerciseController(ask, createTranslate<ContinuumKey>(english), new LocalPlacements("u", learner));
  await made.load();
  return { made, asked };
}

test("no request is sent between loading and submitting", async () => {
  const { made, asked } = await stand("ann", view(done(true)));
  made.begin();
  made.setPlacement("one", "yes");
  made.setFollowUp("one", "pause", true);
  made.forward();
  made.skip(made.content!.statements[1]!);
  assert.equal(made.step, "review");
  assert.deepEqual(
    asked.map(({ handler }) => handler),
    ["state"],
  );
  await made.submit();
  assert.deepEqual(asked[1], {
    handler: "submit",
    body: { version: "v1", answers: { one: "yes" }, follow_ups: { one: ["pause"] } },
  });
  assert.equal(made.step, "done");
  assert.deepEqual(made.ownPlacements, { one: "yes" });
});

test("a skipped statement sends neither placement nor follow-up answers", async () => {
  const { made, asked } = await stand("ann", view(done(true)));
  made.begin();
  made.setPlacement("one", "yes");
  made.setPlacement("one.then", "no");
  made.setFollowUp("one", "pause", true);
  made.skip(made.content!.statements[0]!);
  await made.submit();
  assert.deepEqual(asked[1]!.body, { version: "v1", answers: {}, follow_ups: {} });
});

test("when a response is lost, the placements sent first stay marked", async () => {
  const { made } = await stand("ann", { kind: "network" }, view(done(false)));
  made.setPlacement("one", "yes");
  await made.submit();
  assert.match(made.problem!.message, /Nothing you placed is lost/);
  made.setPlacement("one", "no");
  await made.submit();
  assert.deepEqual(made.ownPlacements, { one: "yes" });
});

test("placements sent second from another device are not marked", async () => {
  const { made } = await stand("ann", view(done(false)));
  made.setPlacement("one", "yes");
  await made.submit();
  assert.equal(made.ownPlacements, null);
});

test("a failed load can be retried until it works; then the focus moves", async () => {
  const { ask } = server({ kind: "network" }, { kind: "network" }, view(place()));
  const made = new ExerciseController(ask, createTranslate<ContinuumKey>(english), new LocalPlacements("u", "ann"));
  await made.load();
  const trying = made.load();
  assert.notEqual(made.problem, null, "the button stays under the finger");
  await trying;
  const before = made.focusMoves;
  await made.load();
  assert.deepEqual([made.problem, made.focusMoves], [null, before + 1]);
});

test("a refusal stores nothing as sent, keeps the draft and shows the current exercise", async () => {
  const changed = place({ version: "v2", statements: [statement("one"), statement("three")] });
  const { made } = await stand("ann", {
    kind: "refused",
    status: 409,
    refusal: { error: "Changed.", code: "changed", state: changed },
  });
  made.setPlacement("one", "yes");
  made.setPlacement("two", "no");
  await made.submit();
  assert.equal(made.ownPlacements, null);
  assert.equal(made.problem!.message, "Changed.");
  assert.deepEqual(made.draft.answers, { one: "yes" });
});

test("the draft survives a reload for the same learner and round only", async () => {
  const { made } = await stand("ann");
  made.begin();
  made.setPlacement("one", "some");
  made.forward();
  const again = (await stand("ann")).made;
  assert.deepEqual([again.draft.answers, again.furthestStep], [{ one: "some" }, 1]);
  assert.deepEqual((await stand("ben")).made.draft.answers, {});
  assert.deepEqual(new LocalPlacements("u", "ann").loadDraft(place({ round: "after" })).answers, {});
});

test("deleting leaves nothing in storage", async () => {
  const { made } = await stand("ann", view(done(true)));
  made.setPlacement("one", "some");
  await made.submit();
  assert.ok(window.localStorage.length > 0);
  made.deleteOwnPlacements();
  assert.equal(window.localStorage.length, 0);
});

test("answers that no longer fit are dropped from a draft", () => {
  const kept = new LocalPlacements("u", "ann");
  kept.saveDraft("before", {
    answers: { one: "yes", gone: "yes", two: "never", "one.then": "no" },
    next: { one: ["pause", "shout"] },
    noted: [],
    at: 9,
  });
  const draft = new LocalPlacements("u", "ann").loadDraft(place());
  assert.deepEqual(draft.answers, { one: "yes" });
  assert.deepEqual(draft.next, { one: ["pause"] });
  assert.equal(draft.at, 2);
  assert.deepEqual(new LocalPlacements("u", "ann").loadDraft(place({ look_back: "Then?" })).answers, {
    one: "yes",
    "one.then": "no",
  });
});

const resultOf = (shares: Record<string, number>) => {
  const now = { enough: true, shares, mostly: null, mean: null };
  return { lines: [{ id: "one", now, then: null, earlier: null, next: null, ready: false }], off: null };
};

const facilitatorData = {
  phase: "facilitator" as const,
  join: null,
  round_number: 1 as const,
  prompts: [],
  statement_prompts: {},
  closing: null,
  tag_out: null,
  lines: [],
  off: null,
};

test("the facilitator's press sends one request and shows what it brings", async () => {
  const received = { phase: "lines" as const, ...resultOf({ no: 50, yes: 50 }) };
  const { made, asked } = await stand("ann", { kind: "view", view: facilitatorData }, { kind: "view", view: received });
  await made.openFacilitatorView();
  const pressed = made.reveal("one");
  assert.equal(made.facilitator!.shown.one, undefined, "nothing is shown before the answer is here");
  void made.reveal("one");
  await pressed;
  assert.equal(made.facilitator!.shown.one, true);
  assert.deepEqual(made.facilitator!.words.lines, received.lines);
  assert.deepEqual(
    asked.map(({ handler }) => handler),
    ["state", "facilitator", "reveal"],
  );
  made.closeFacilitatorView();
});

test("a press that fails shows the last results and says that they can't be fetched", async () => {
  const { made } = await stand("ann", { kind: "view", view: facilitatorData }, { kind: "network" });
  await made.openFacilitatorView();
  await made.reveal("one");
  assert.equal(made.facilitator!.shown.one, true);
  assert.equal(made.facilitator!.stale, "wall_offline");
  assert.equal(made.busy, false);
  made.closeFacilitatorView();
});

test("results that were asked for before the press never replace those that it brought", async () => {
  const replies: Array<(answer: ApiResult<Reply, Refusal>) => void> = [];
  const first = [view(place()), { kind: "view", view: facilitatorData } as ApiResult<Reply, Refusal>];
  const ask = () =>
    first.length
      ? Promise.resolve(first.shift()!)
      : new Promise<ApiResult<Reply, Refusal>>((done) => replies.push(done));
  const made = new ExerciseController(ask, createTranslate<ContinuumKey>(english), new LocalPlacements("u", "ann"));
  await made.load();
  await made.openFacilitatorView();
  document.dispatchEvent(new window.Event("visibilitychange") as unknown as Event);
  const pressed = made.reveal("one");
  replies[1]!({ kind: "view", view: { phase: "lines", ...resultOf({ yes: 100 }) } });
  await pressed;
  replies[0]!({ kind: "view", view: { phase: "lines", lines: [], off: null } });
  await Promise.resolve();
  assert.deepEqual(made.facilitator!.words.lines, resultOf({ yes: 100 }).lines);
  made.closeFacilitatorView();
});

test("damaged storage is replaced", () => {
  window.localStorage.setItem("powerstruggle-continuum:u:ann", "{not json");
  const kept = new LocalPlacements("u", "ann");
  assert.equal(kept.persists, true);
  assert.deepEqual(kept.loadDraft(place()).answers, {});
  kept.saveOwnPlacements("now", { one: "yes" });
  assert.deepEqual(new LocalPlacements("u", "ann").ownPlacements("now"), { one: "yes" });
});

for (const [file, name] of [
  ["continuum", "PowerStruggleContinuum"],
  ["continuum-editor", "PowerStruggleContinuumEditor"],
]) {
  test(`${file}.js sets one global function of three parameters, also when it runs twice`, () => {
    const script = read(`static/public/${file}.js`);
    const before = new Set(Object.keys(window));
    for (let time = 0; time < 2; time++)
      new Function("window", "document", "navigator", script)(window, document, window.navigator);
    const added = Object.keys(window).filter((key) => !before.has(key));
    assert.deepEqual(added, [name]);
    assert.equal((window as unknown as Record<string, { length: number }>)[name!]!.length, 3);
  });
}
