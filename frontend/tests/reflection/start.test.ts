import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import shared from "../../../powerstruggle_xblock/words/debrief-prompts.json";
import own from "../../../powerstruggle_xblock/words/reflection.json";
import type { View } from "../../src/contracts/reflection";
import { start } from "../../src/reflection/start";
import { openWindow, read, runtime, Server, settle } from "../helpers";

type Init = (...given: unknown[]) => void;
const run = (code: string) => {
  new Function("window", "document", code)(window, document);
};

beforeEach(openWindow);

function shell(words: object = { ...own, ...shared }): HTMLElement {
  const outer = document.createElement("div");
  outer.innerHTML =
    '<div class="ps-reflection ps-block" data-ps="reflection"><div class="ps-root"><h3 class="ps-title">Why</h3></div>' +
    `<script type="application/json" class="ps-words">${JSON.stringify(words)}</script></div>`;
  document.body.append(outer);
  return outer;
}

const view = (more: Partial<View> = {}): View => ({
  phase: "open",
  title: "Why",
  lang: "en",
  intro: null,
  closing: null,
  keep: "browser",
  share: false,
  share_off: null,
  prompts: [{ id: "a", words: "What?", plain: "What?", hint: null, examples: [] }],
  took_part: false,
  can_finish: true,
  kept: {},
  shared: {},
  monitoring_notice: "Nobody.",
  reporting: null,
  support: "Call.",
  notice: null,
  staff: false,
  most_letters: 4000,
  problems: [],
  ...more,
});

async function opened(given: Partial<View> = {}, words?: object): Promise<{ outer: HTMLElement; server: Server }> {
  const server = new Server();
  const outer = shell(words);
  server.tell({ status: 200, body: view(given) });
  start(runtime, outer, { usage: "block-1", learner: "ann" });
  await settle();
  return { outer, server };
}

test("the built scripts set one global function of three parameters each", () => {
  for (const [file, name, count] of [
    ["reflection", "PowerStruggleReflection", 3],
    ["reflection-editor", "PowerStruggleReflectionEditor", 3],
    ["debrief-prompts", "PowerStruggleDebriefPrompts", 2],
  ] as const) {
    const before = new Set(Object.getOwnPropertyNames(window));
    const code = read(`static/public/${file}.js`);
    run(code);
    const first = (window as unknown as Record<string, Init>)[name];
    run(code);
    assert.deepEqual(
      Object.getOwnPropertyNames(window).filter((one) => !before.has(one)),
      [name],
    );
    assert.equal((window as unknown as Record<string, Init>)[name], first);
    assert.equal(first!.length, count);
  }
});

test("a second initialization does nothing, and two blocks share no id", async () => {
  const { outer, server } = await opened();
  start(runtime, outer, { usage: "block-1", learner: "ann" });
  await settle();
  assert.equal(server.sent.length, 1);
  await opened();
  const ids = Array.from(document.querySelectorAll("[id]")).map((node) => node.id);
  assert.equal(new Set(ids).size, ids.length);
});

test("a missing translation leaves no button without a name", async () => {
  const { outer } = await opened(
    { staff: true, share: true, kept: { a: "x" }, shared: { a: "y" }, took_part: true },
    {},
  );
  for (const node of outer.querySelectorAll("button, summary, label")) assert.notEqual(node.textContent?.trim(), "");
});

test("who can read the answers is shown before the fields", async () => {
  for (const more of [{}, { share: true }, { keep: "learner" as const }]) {
    const { outer } = await opened(more);
    const area = outer.querySelector("textarea")!;
    const promise = document.getElementById(area.getAttribute("aria-describedby")!.split(" ")[0]!);
    assert.ok((promise?.textContent?.length ?? 0) > 40);
    assert.ok(promise!.compareDocumentPosition(area) & 4);
  }
});

test("a component that keeps answers in the browser never sends them", async () => {
  const { outer, server } = await opened();
  const area = outer.querySelector("textarea")!;
  area.value = "only mine";
  area.dispatchEvent(new window.Event("input", { bubbles: true }) as unknown as Event);
  server.tell({ status: 200, body: view({ took_part: true }) });
  outer.querySelector<HTMLButtonElement>(".ps-finish button")!.click();
  await settle();
  assert.deepEqual(server.sent[1]?.body, { keep: "browser", words: {} });
});

test('retrying "finish" sends the current answers without those made private meanwhile', async () => {
  const prompts = ["a", "b"].map((id) => ({ id, words: `${id}?`, plain: `${id}?`, hint: null, examples: [] }));
  const { outer, server } = await opened({ keep: "learner", prompts });
  const areas = outer.querySelectorAll("textarea");
  const write = (at: number, words: string) => {
    areas[at]!.value = words;
    areas[at]!.dispatchEvent(new window.Event("input", { bubbles: true }) as unknown as Event);
  };
  write(0, "one");
  write(1, "two");
  server.tell("lost");
  outer.querySelector<HTMLButtonElement>(".ps-finish > p:last-of-type button, .ps-finish button")!.click();
  await settle();
  write(0, "something else");
  const mine = outer.querySelectorAll<HTMLInputElement>("input[type=checkbox]")[1]!;
  mine.click();
  await settle();
  server.tell({ status: 200, body: view({ keep: "learner", prompts, took_part: true }) });
  outer.querySelector<HTMLButtonElement>(".ps-problem button")!.click();
  await settle();
  assert.deepEqual(server.sent.at(-1)?.body, { keep: "learner", words: { a: "something else" } });
  assert.equal(outer.querySelector(".ps-problem button"), null);
});
