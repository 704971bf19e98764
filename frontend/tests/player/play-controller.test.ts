import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import type { PlayableView } from "../../src/contracts/player";
import { start } from "../../src/player/start";
import {
  button,
  endingView,
  find,
  nextView,
  openWindow,
  option,
  play,
  runtime,
  Server,
  sceneView,
  settle,
  shell,
} from "../helpers";

beforeEach(openWindow);

test("the log is in the page and empty before the first step", async () => {
  const outer = await play(new Server(), sceneView());
  const log = find(outer, "[role=log]");
  assert.equal(log.textContent, "");
  assert.ok(document.getElementById(log.getAttribute("aria-labelledby")!));
});

test("while a request is pending no other is sent, buttons are locked, the focus stays", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  const pressed = button(outer, "I say one");
  pressed.focus();
  pressed.click();
  pressed.click();
  button(outer, "I say two").click();
  await settle();
  assert.equal(server.sent.length, 2);
  assert.deepEqual(server.sent[1]?.body, { attempt: 1, step: 0, choice: "one" });
  for (const node of outer.querySelectorAll(".ps-option")) assert.equal(node.getAttribute("aria-disabled"), "true");
  assert.equal(document.activeElement, pressed);
  assert.equal(outer.querySelectorAll("[disabled]").length, 0);
});

test("after a choice the focus moves to one's own words; what follows is announced in the order of the page", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  server.tell(nextView());
  button(outer, "I say one").click();
  await settle();
  const own = document.activeElement as HTMLElement;
  assert.match(own.textContent!, /I say one/);
  assert.equal(own.getAttribute("aria-labelledby"), own.id);
  assert.equal(find(outer, "[role=log]").getAttribute("aria-live"), "off");
  const described = own
    .getAttribute("aria-describedby")!
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "");
  assert.match(described.join(" | "), /So\..*What that did.*Because.*At the desk/);
  assert.match(find(outer, ".ps-feedback").textContent!, /What that did.*It did this.*Why.*Because/);
});

test("a meter says its value, its largest value and where it is going", async () => {
  const outer = await play(new Server(), sceneView());
  assert.equal(find(outer, "[role=meter]").getAttribute("aria-valuetext"), "6 of 10, on edge, rising");
});

test("a closed choice shows its reason and sends nothing", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  const shut = button(outer, "I say shut");
  assert.equal(shut.getAttribute("aria-disabled"), "true");
  assert.match(shut.textContent!, /Not yet\./);
  shut.click();
  await settle();
  assert.equal(server.sent.length, 1);
});

test("409: the current state is shown with a notice", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  server.tell({ status: 409, body: { error: "Already taken in another tab.", code: "stale", state: nextView() } });
  button(outer, "I say one").click();
  await settle();
  assert.equal(document.activeElement?.textContent, "At the desk");
  const notice = find(outer, ".ps-notice");
  assert.equal(notice.getAttribute("role"), "status");
  assert.equal(notice.textContent, "Already taken in another tab.");
  assert.equal(find(outer, "[role=alert]").textContent, "");
});

test("after a network failure everything stays, and the same step is sent again", async () => {
  const server = new Server();
  const outer = await play(server, sceneView());
  const pressed = button(outer, "I say two");
  server.tell("lost");
  pressed.focus();
  pressed.click();
  await settle();
  assert.match(find(outer, "[role=alert]").textContent!, /Nothing is lost/);
  assert.equal(document.activeElement, pressed);
  assert.equal(pressed.getAttribute("aria-disabled"), null);
  const said = find(outer, "[role=alert] p").textContent;
  server.tell("lost");
  button(outer, "Try again").click();
  await settle();
  // Screen readers read out a live region only when its text changes.
  assert.notEqual(find(outer, "[role=alert] p").textContent, said);
  assert.equal(find(outer, "[role=alert] p").textContent!.trim(), said);
  server.tell(nextView());
  button(outer, "Try again").click();
  await settle();
  assert.deepEqual(server.sent[3], server.sent[1]);
  assert.match(document.activeElement!.textContent!, /I say one/);
  assert.equal(find(outer, "[role=alert]").textContent, "");
});

test("sign-in page, server error and refusal show different messages", async () => {
  const cases: Array<[{ status: number; body: unknown }, RegExp]> = [
    [{ status: 403, body: "<html>" }, /can’t see that you are signed in/],
    [{ status: 502, body: "<html>" }, /server could not answer/],
    [
      { status: 403, body: { error: "The deadline has passed.", code: "past-due", state: null } },
      /The deadline has passed\./,
    ],
  ];
  for (const [reply, words] of cases) {
    const server = new Server();
    const outer = await play(server, sceneView());
    server.tell(reply);
    button(outer, "I say one").click();
    await settle();
    assert.match(find(outer, "[role=alert]").textContent!, words);
  }
});

test("a failed first request can be retried", async () => {
  const server = new Server();
  const outer = shell();
  server.tell("lost");
  start(runtime, outer, {});
  await settle();
  assert.match(find(outer, "h3").textContent!, /The door/);
  server.tell(sceneView());
  button(outer, "Try again").click();
  await settle();
  assert.equal(document.activeElement?.textContent, "In the hall");
});

test("stepping out hides the conversation; coming back loses nothing", async () => {
  const outer = await play(new Server(), sceneView());
  button(outer, "Step out").click();
  assert.equal(document.activeElement?.textContent, "Take a moment");
  assert.ok(find(outer, ".ps-current").hidden);
  button(outer, "Come back").click();
  assert.ok(!find(outer, ".ps-current").hidden);
  assert.match(document.activeElement!.textContent!, /Step out/);
});

const waitView = () => {
  const view = sceneView();
  return {
    ...view,
    scene: { ...view.scene!, choices: [option("hush", { say: null, wait: { seconds: 20, html: "Say nothing." } })] },
  };
};

test("a pause counts down, is announced three times and then sends its choice", async () => {
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"] });
  try {
    const server = new Server();
    const outer = await play(server, waitView());
    button(outer, "Say nothing").click();
    assert.match(document.activeElement!.textContent!, /Stop waiting/);
    const spoken = new Set<string>();
    const timer = () => find(outer, "[role=timer]").textContent;
    for (let second = 0; second < 19; second++) {
      spoken.add(find(outer, ".ps-pause [role=status]").textContent!);
      mock.timers.tick(1000);
    }
    assert.equal(timer(), "1 second left");
    assert.equal(server.sent.length, 1);
    mock.timers.tick(1000);
    spoken.add(find(outer, ".ps-pause [role=status]").textContent!);
    await settle();
    assert.equal(spoken.size, 3);
    assert.deepEqual(server.sent[1]?.body, { attempt: 1, step: 0, choice: "hush" });
    mock.timers.tick(5000);
    assert.equal(server.sent.length, 2);
  } finally {
    mock.timers.reset();
  }
});

test("a stopped pause sends nothing, and the focus returns to the choice", async () => {
  mock.timers.enable({ apis: ["setInterval", "setTimeout", "Date"] });
  try {
    const server = new Server();
    const outer = await play(server, waitView());
    button(outer, "Say nothing").click();
    mock.timers.tick(5000);
    button(outer, "Stop waiting").click();
    mock.timers.tick(60_000);
    await settle();
    assert.equal(server.sent.length, 1);
    assert.match(document.activeElement!.textContent!, /Say nothing/);
  } finally {
    mock.timers.reset();
  }
});

test("begin, rewind and play again send the number of their run", async () => {
  const server = new Server();
  const outer = await play(server, {
    ...sceneView(),
    phase: "about",
    attempt: 0,
    scene: null,
    can: { begin: true, choose: false, rewind: false },
  });
  server.tell(endingView());
  button(outer, "Begin").click();
  await settle();
  assert.deepEqual(server.sent[1]?.body, { attempt: 1 });
  server.tell(endingView());
  button(outer, "Try again from here").click();
  await settle();
  assert.equal(server.sent[2]?.url, "/handler/rewind");
  assert.deepEqual(server.sent[2]?.body, { attempt: 1, step: 0 });
  button(outer, "Play it again").click();
  await settle();
  assert.deepEqual(server.sent[3]?.body, { attempt: 2 });
});

test("a conversation that an edit ended shows why, and ends at a press", async () => {
  const server = new Server();
  const notice = "This scenario was changed by its author.";
  const changed: PlayableView = { ...nextView(), phase: "changed", scene: null, notice, can_finish: true };
  const page = await play(server, changed);
  assert.ok(page.textContent?.includes(notice));
  assert.equal(page.querySelectorAll(".ps-log .ps-exchange").length, changed.transcript.length);
  server.tell(endingView());
  button(page, "See how it ends").click();
  await settle();
  const { attempt, step } = changed;
  assert.equal(server.sent.at(-1)?.url, "/handler/finish");
  assert.deepEqual(server.sent.at(-1)?.body, { attempt, step });
});

test("after the deadline a conversation that an edit ended has no button to end it", async () => {
  const page = await play(new Server(), { ...nextView(), phase: "changed", scene: null, can_finish: false });
  assert.ok(![...page.querySelectorAll("button")].some((node) => node.textContent === "See how it ends"));
});
