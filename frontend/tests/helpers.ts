// A page without a browser: a window, the server's shell, and a server that is controlled by the test.

import { readFileSync } from "node:fs";
import { Window } from "happy-dom";
import debrief from "../../powerstruggle_xblock/words/debrief.json";
import rehearsal from "../../powerstruggle_xblock/words/rehearsal.json";
import english from "../../powerstruggle_xblock/words/scenario.json";
import secondLook from "../../powerstruggle_xblock/words/second-look.json";
import type { Choice, PlayableView, Step, View } from "../src/contracts/player";
import { start } from "../src/player/start";
import { mountRehearsal } from "../src/rehearsal/place";
import type { Runtime } from "../src/ui/handler-request";

export const root = new URL("../../", import.meta.url);
export const read = (path: string) => readFileSync(new URL(path, root), "utf8");

export function openWindow(): void {
  // Files are not loaded; an element of one tells that it was.
  const settings = { disableJavaScriptFileLoading: true, handleDisabledFileLoadingAsSuccess: true };
  const window = new Window({ url: "https://lms.example/unit", settings });
  window.document.documentElement.lang = "en";
  for (const name of [
    "document",
    "HTMLDetailsElement",
    "HTMLElement",
    "Element",
    "Node",
    "IntersectionObserver",
    "localStorage",
    "MutationObserver",
    "navigator",
    "getComputedStyle",
  ] as const) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, "window", { value: window, configurable: true, writable: true });
  Object.defineProperty(window, "print", { value: () => undefined, configurable: true });
  document.cookie = "csrftoken=tok%3D1";
}

export function shell(): HTMLElement {
  const outer = document.createElement("div");
  outer.innerHTML =
    '<div class="ps-scenario" data-ps="scenario"><div class="ps-root"><h3 class="ps-title">The door</h3></div>' +
    `<script type="application/json" class="ps-words">${JSON.stringify(english)}</script></div>`;
  document.body.append(outer);
  return outer;
}

export interface Sent {
  url: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}
type Reply = { status: number; body: unknown } | "lost";

/** Answers in the order told; a request without an answer waits until one is given. */
export class Server {
  sent: Sent[] = [];
  private waiting: Array<(reply: Reply) => void> = [];
  private received: Reply[] = [];

  constructor() {
    Object.defineProperty(globalThis, "fetch", { value: this.fetch, configurable: true, writable: true });
  }

  private fetch = async (url: string, init: { body: string; headers: Record<string, string> }) => {
    this.sent.push({ url, body: JSON.parse(init.body) as Record<string, unknown>, headers: init.headers });
    const reply = this.received.shift() ?? (await new Promise<Reply>((resolve) => this.waiting.push(resolve)));
    if (reply === "lost") throw new TypeError("Failed to fetch");
    const text = typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body);
    return { status: reply.status, text: () => Promise.resolve(text) };
  };

  tell(reply: Reply | View): void {
    const full: Reply = reply === "lost" || "status" in reply ? reply : { status: 200, body: reply };
    const next = this.waiting.shift();
    if (next) next(full);
    else this.received.push(full);
  }
}

export const runtime: Runtime = { handlerUrl: (_element, handler) => `/handler/${handler}` };

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await Promise.resolve();
}

/** Starts a block on this view; gives back what it draws into, without the words that stand beside it. */
export async function play(server: Server, view: View, usage = "block-1"): Promise<HTMLElement> {
  const outer = shell();
  server.tell(view);
  start(runtime, outer, { usage, learner: "ann" });
  await settle();
  return find(outer, ".ps-root");
}

/** What the page gets for the learner's own words; the script is there already. */
export function rehearsalAssets(): NonNullable<View["rehearsal"]> {
  window.PowerStruggleRehearsal = mountRehearsal;
  return { script: "/r.js", style: "/r.css", second_look: "/look.js", words: { ...rehearsal, ...secondLook } };
}

export const option = (id: string, more: Partial<Choice> = {}): Choice => ({
  id,
  say: `<p>I say ${id}.</p>`,
  do: null,
  wait: null,
  open: true,
  closed_because: null,
  ...more,
});

export function sceneView(more: Partial<PlayableView> = {}): PlayableView {
  return {
    phase: "scene",
    attempt: 1,
    step: 0,
    practice: false,
    title: "The door",
    lang: "en",
    about: {
      minutes: 5,
      steps: 6,
      lead: "A hall.",
      need: "Entry.",
      setting: "A hall.",
      before: null,
      you_need: "Entry.",
      they_want: null,
      body_cue: null,
      content_note: "A raised voice.",
      goals: ["Listening"],
      sources: [],
    },
    support: "<p>Both feet on the floor.</p>",
    people: [{ id: "ira", name: "Ira", role: "client", about: "58", face: null }],
    scene: {
      id: "hall",
      title: "In the hall",
      asks: [],
      prompt: null,
      hint: null,
      lines: [
        {
          kind: "line",
          by: "ira",
          name: "Ira",
          mood: "angry",
          mood_word: "angry",
          face: null,
          html: "Third time.",
          lang: null,
        },
      ],
      choices: [option("one"), option("two"), option("shut", { open: false, closed_because: "Not yet." })],
    },
    transcript: [],
    meters: [{ id: "tension", name: "Tension", value: 6, word: "on edge", trend: "rising" }],
    result: null,
    debrief_prompts: null,
    notice: null,
    attempts_left: null,
    grade: null,
    kept: "Your best result counts.",
    retry: "practice",
    feedback: "at-once",
    words: {},
    debrief_style: null,
    rehearsal: null,
    listening: null,
    can: { begin: false, choose: true, rewind: false },
    can_finish: false,
    problems: [],
    ...more,
  };
}

function step(number: number): Step {
  return {
    step: number,
    scene: { id: `s${number}`, title: `Scene ${number}` },
    lines: [],
    choice: { id: "one", say: "I say one.", do: null, wait: null },
    replies: [
      { kind: "line", by: "ira", name: "Ira", mood: "calm", mood_word: "calm", face: null, html: "So.", lang: null },
    ],
    feedback: { effect: "It did this.", why: "Because.", instead: null },
    compare: null,
  };
}

export function nextView(): PlayableView {
  const first = sceneView();
  return sceneView({ step: 1, transcript: [step(0)], scene: { ...first.scene!, id: "desk", title: "At the desk" } });
}

export function endingView(): PlayableView {
  return sceneView({
    phase: "ending",
    words: debrief,
    step: 2,
    scene: null,
    transcript: [step(0), step(1)],
    meters: [],
    can: { begin: true, choose: false, rewind: true },
    result: {
      score: { percent: 50, earned: 2.5, possible: 5, pass_percent: 70, passed: false },
      recorded: true,
      withheld: null,
      ending: {
        id: "left",
        kind: "rupture",
        kind_name: "a break",
        title: "He left",
        lines: [],
        later: null,
        their_view: { name: "Ira", face: null, mood_word: "sad", html: "<p>Nobody asked.</p>" },
        prompts: ["Which sentence was for him?"],
      },
      skills: { strong: [{ id: "rope", name: "Leaving the rope down", sentence: "Twice." }], next: [] },
      curve: {
        meter: "Tension",
        max: 10,
        points: [
          { step: 0, label: "start", value: 5, word: "on edge", turn: false, note: null },
          { step: 1, label: "step 1", value: 8, word: "very high", turn: true, note: "Here." },
          { step: 2, label: "step 2", value: 6, word: "on edge", turn: false, note: null },
        ],
      },
      other_curves: [],
      turning_points: [
        {
          step: 0,
          title: "Scene 0",
          said: step(0).choice,
          stronger: option("two"),
          why: "<p>Why.</p>",
          strength: "weak",
        },
      ],
      endings: { found: 1, of: 3 },
    },
  });
}

export const find = (outer: ParentNode, selector: string): HTMLElement => {
  const found = outer.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
};

export function button(outer: ParentNode, text: string): HTMLElement {
  const found = Array.from(outer.querySelectorAll<HTMLElement>("button")).find((node) =>
    node.textContent?.includes(text),
  );
  if (!found) throw new Error(`no button says ${text}`);
  return found;
}

export function type(node: HTMLElement, value: string): void {
  (node as HTMLInputElement).value = value;
  node.dispatchEvent(new window.Event("input", { bubbles: true }));
}
