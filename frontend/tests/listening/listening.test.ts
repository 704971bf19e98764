import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import english from "../../../powerstruggle_xblock/words/listening.json";
import type { ContentItem, DialogueLine, PlayableView } from "../../src/contracts/player";
import { toggleListening } from "../../src/listening/listener";
import { button, endingView, find, nextView, openWindow, play, Server, sceneView, settle } from "../helpers";

/** What was begun, in order; "." for what was cut off. */
let heard: string[] = [];
let voices: SpeechSynthesisVoice[] = [];
let spoken: SpeechSynthesisUtterance | null = null;
let sounds: FakeAudio[] = [];
/** Whether the learner wants no motion. */
let isStill = true;

class FakeUtterance {
  voice: SpeechSynthesisVoice | null = null;
  constructor(readonly text: string) {}
}

class FakeAudio {
  src = "";
  paused = true;
  onended: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor() {
    sounds.push(this);
  }
  play() {
    heard.push(this.src);
    this.paused = false;
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
}

const localVoice = (name: string, lang = "en-US", localService = true) =>
  ({ name, lang, voiceURI: name, localService, default: false }) as SpeechSynthesisVoice;

beforeEach(() => {
  openWindow();
  heard = [];
  sounds = [];
  spoken = null;
  voices = [localVoice("Ada"), localVoice("Ben")];
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: SpeechSynthesisUtterance) => {
      spoken = utterance;
      heard.push(`${utterance.voice?.name}: ${utterance.text}`);
    },
    cancel: () => {
      if (spoken) heard.push(".");
      spoken = null;
    },
  };
  const matchMedia = () => ({ matches: isStill, addEventListener: () => undefined });
  isStill = true;
  Object.assign(window, { speechSynthesis: synthesis, PowerStruggleListening: toggleListening, matchMedia });
  Object.assign(globalThis, { SpeechSynthesisUtterance: FakeUtterance, Audio: FakeAudio });
});

/** Lets what is being said come to its end. */
async function finish(): Promise<void> {
  const ended = spoken;
  spoken = null;
  ended?.onend?.({} as SpeechSynthesisEvent);
  await settle();
}

const script = "/static/listening.js";
const line = (html: string, more: Partial<DialogueLine> = {}): DialogueLine => ({
  kind: "line",
  by: "ira",
  name: "Ira",
  mood: "calm",
  mood_word: "calm",
  face: null,
  html,
  lang: null,
  ...more,
});
const people = ["Ira", "Bo"].map(
  (name) => ({ id: name.toLowerCase(), name, role: "client", about: "", face: null }) as const,
);
const scene = (lines: ContentItem[]) =>
  sceneView({ listening: script, people: [...people], scene: { ...sceneView().scene!, lines } });
const named = (outer: ParentNode, name: string) => find(outer, `.ps-hear[aria-label="${name}"]`);

async function listenTo(view: PlayableView, server = new Server()): Promise<HTMLElement> {
  const outer = await play(server, view);
  server.tell({ ...view, words: english });
  button(outer, "Listen").click();
  await settle();
  return outer;
}

test("the switch is there only where something of it can be heard on this device", async () => {
  const offered = async (view: PlayableView) =>
    Array.from((await play(new Server(), view)).querySelectorAll("button")).some(
      (node) => node.textContent === "Listen",
    );
  const view = scene([line("Well?")]);
  assert.ok(await offered(view));
  voices = [localVoice("Cloud", "en-US", false), localVoice("Amélie", "fr-FR")];
  assert.ok(!(await offered(view)), "a voice of the network, or of another language, is none");
  assert.ok(await offered({ ...view, recorded: true }));
  assert.ok(await offered({ ...view, lang: "fr" }));
  assert.ok(!(await offered({ ...view, recorded: true, listening: null })), "the script is missing");
});

test("nothing is loaded before the switch is used, then the script once, by the address of the server", async () => {
  Object.assign(window, { PowerStruggleListening: undefined });
  const server = new Server();
  const outer = await play(server, scene([line("Well?")]));
  assert.equal(document.querySelectorAll("script[src]").length, 0);
  button(outer, "Listen").click();
  button(outer, "Listen").click();
  const scripts = Array.from(document.querySelectorAll("script[src]"), (node) => node.getAttribute("src"));
  assert.deepEqual(scripts, [script]);
});

test("switched on, it reads what is in front of the learner, in order, each person with a voice of their own", async () => {
  const outer = await listenTo(
    scene([{ kind: "cue", html: "A <em>slow</em> knock." }, line("Well?"), line("Come in.")]),
  );
  await finish();
  await finish();
  await finish();
  const [narration, first, second] = heard.map((one) => one.split(": "));
  assert.deepEqual([narration?.[1], first?.[1], second?.[1]], ["A slow knock.", "Well?", "Come in."]);
  assert.equal(first?.[0], second?.[0]);
  assert.notEqual(narration?.[0], first?.[0]);
  assert.equal(outer.querySelectorAll(".ps-hear").length, 4, "three lines and the options");
});

test("after a choice the reaction is read, then the new scene, and what was still being said ends", async () => {
  const server = new Server();
  const outer = await listenTo(scene([line("Third time.")]), server);
  server.tell({ ...nextView(), listening: script });
  button(outer, "I say one.").click();
  await settle();
  await finish();
  await finish();
  assert.deepEqual(
    heard.map((one) => one.replace(/^\w+: /, "")),
    ["Third time.", ".", "So.", "Third time."],
  );
});

test("what came of a choice is heard when it is seen: after the delay", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  isStill = false;
  const server = new Server();
  const outer = await listenTo(scene([line("Third time.")]), server);
  server.tell({ ...nextView(), listening: script });
  button(outer, "I say one.").click();
  await settle();
  assert.deepEqual(heard.slice(1), ["."]);
  context.mock.timers.tick(900);
  assert.match(heard[2] ?? "", /So\.$/);
});

test("a line can be stopped and heard again, and never are two heard at once", async () => {
  const outer = await listenTo(scene([line("Well?"), line("Come in.", { by: "bo", name: "Bo" })]));
  named(outer, "Stop").click();
  assert.deepEqual(heard.slice(1), ["."]);
  assert.equal(outer.querySelectorAll('.ps-hear[aria-label="Stop"]').length, 0);
  named(outer, "Hear Ira").click();
  named(outer, "Hear Bo").click();
  assert.deepEqual(
    heard.slice(2).map((one) => one.replace(/^\w+: /, "")),
    ["Well?", ".", "Come in."],
  );
});

test("a recording is loaded only when it is played; where that fails, the voice of the device reads", async () => {
  const outer = await listenTo(scene([line("Well?"), line("Come in.", { recording: "/static/in.mp3" })]));
  assert.equal(sounds.length, 0);
  await finish();
  assert.deepEqual(heard.slice(1), ["/static/in.mp3"]);
  sounds[0]?.onerror?.();
  assert.match(heard[2] ?? "", /: Come in\.$/);
  voices = [];
  named(outer, "Stop").click();
  find(outer, ".ps-dialogue:last-child .ps-hear").click();
  sounds[1]?.onerror?.();
  assert.match(outer.querySelector('[role="alert"].ps-unheard')?.textContent ?? "", /could not be heard/);
});

test("without a voice only what is recorded can be heard", async () => {
  voices = [];
  const view = scene([line("Well?"), line("Come in.", { recording: "/static/in.mp3" })]);
  const outer = await listenTo({ ...view, recorded: true });
  assert.deepEqual(heard, ["/static/in.mp3"]);
  assert.equal(outer.querySelectorAll(".ps-hear").length, 1);
});

test("what the learner plays by hand ends what is read", async () => {
  await listenTo(scene([line("Well?"), { kind: "audio", src: "/static/hum.mp3", transcript: "Hum." }]));
  document.querySelector("audio")!.dispatchEvent(new window.Event("play"));
  assert.deepEqual(heard.slice(1), ["."]);
});

test("the wish is kept in this browser; on the next page nothing is read until the learner does something", async () => {
  const outer = await listenTo(scene([line("Well?")]));
  assert.equal(window.localStorage.getItem("powerstruggle:listen"), "1");
  heard = [];
  const server = new Server();
  server.tell({ ...scene([line("Well?")]), words: english });
  const later = await play(server, scene([line("Well?")]), "block-2");
  await settle();
  assert.deepEqual(heard, []);
  assert.equal(later.querySelectorAll(".ps-hear").length, 2);
  button(outer, "Stop listening").click();
  assert.equal(window.localStorage.getItem("powerstruggle:listen"), null);
  assert.equal(outer.querySelectorAll(".ps-hear, .ps-voices, [data-hear]").length, 0);
});

test("at the ending the client's own view is read in the client's voice", async () => {
  const server = new Server();
  const outer = await listenTo(scene([line("Third time.")]), server);
  server.tell({ ...endingView(), listening: script });
  button(outer, "I say one.").click();
  await settle();
  await finish();
  const [first, , reaction, view] = heard;
  assert.match(reaction ?? "", /So\.$/);
  assert.equal(view, `${first?.split(":")[0]}: Nobody asked.`);
  await finish();
  assert.ok(named(outer, "Hear how it was for Ira"));
});

test("stepping out for a moment ends what is read", async () => {
  const outer = await listenTo(scene([line("Well?")]));
  button(outer, "Step out").click();
  await settle();
  assert.deepEqual(heard.slice(1), ["."]);
});

test("voices and speed can be chosen, and stay in this browser", async () => {
  const outer = await listenTo(scene([line("Well?")]));
  const [ira, , , speed] = Array.from(outer.querySelectorAll<HTMLSelectElement>(".ps-voices select"));
  const choose = (select: HTMLSelectElement | undefined, value: string) => {
    select!.value = value;
    select!.dispatchEvent(new window.Event("change"));
  };
  for (const name of ["Ada", "Ben"]) {
    choose(ira, name);
    named(outer, "Hear Ira").click();
    assert.equal(heard.pop(), `${name}: Well?`);
  }
  choose(speed, "0.8");
  named(outer, "Stop").click();
  named(outer, "Hear Ira").click();
  assert.equal(spoken?.rate, 0.8);
  assert.deepEqual(JSON.parse(window.localStorage.getItem("powerstruggle:voices") ?? ""), {
    rate: 0.8,
    voices: { ira: "Ben" },
  });
});
