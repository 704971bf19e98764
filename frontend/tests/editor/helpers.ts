// A small scenario, and an editor whose server is controlled by the test.

import english from "../../../powerstruggle_xblock/words/editor.json";
import type { LoadAnswer } from "../../src/contracts/editor";
import type { TreeData } from "../../src/contracts/tree";
import { elementData, type TreeNode, withKeys } from "../../src/editor/tree";

export function smallBare(): TreeData {
  return elementData("powerstruggle_scenario", { display_name: "The door" }, [
    elementData("about", { minutes: "5" }, [elementData("setting", {}, "A hall.")]),
    elementData("person", { id: "ira", name: "Ira", role: "client" }, "58"),
    elementData("start", { scene: "door" }),
    elementData("when", { if: "tension at least 9", to: "jar" }),
    elementData("note", {}, "secret"),
    elementData("scene", { id: "door", title: "Four inches of door" }, [
      elementData("line", { by: "ira" }, '<em>It</em> is <a href="https://i.example/">cold</a>, Ira.'),
      elementData("choice", { id: "knock", to: "jar" }, [elementData("say", {}, "Tea &amp; milk?")]),
      elementData("choice", { id: "again", to: "loop" }, [elementData("do", {}, "Knock.")]),
    ]),
    elementData("scene", { id: "jar", title: "The jar" }, [
      elementData("line", { by: "ira" }, "Look."),
      elementData("choice", { id: "wait", to: "left", if: "visited jar and not chose knock" }, [
        elementData("say", {}, "Yes."),
      ]),
    ]),
    elementData("scene", { id: "loop", title: "Once more" }, [
      elementData("choice", { id: "back", to: "door", if: "not visited jar" }, [
        elementData("say", {}, "Back."),
        elementData("go", { to: "jar", if: "trust over 4" }),
      ]),
    ]),
    elementData("ending", { id: "out", kind: "rupture", title: "Out" }, [elementData("their-view", {}, "No.")]),
    elementData("ending", { id: "left", kind: "agreement", title: "Left" }, [elementData("their-view", {}, "Well.")]),
  ]);
}

export const small = (): TreeNode => withKeys(smallBare());

export function loadAnswer(more: Partial<LoadAnswer> = {}): LoadAnswer {
  return {
    tree: smallBare(),
    base: "base-1",
    empty: false,
    draft: false,
    has_valid: true,
    problems: [],
    figures: null,
    version: "0123456789ab",
    catalogue: {
      moves: [],
      skills: [],
      profiles: [],
      moods: [],
      kinds: [
        { id: "agreement", name: "an agreement" },
        { id: "rupture", name: "a rupture" },
      ],
      roles: [],
      portraits: [],
      keep: [],
      retry: [],
      feedback: [],
      show: [],
      mistakes: [],
      meters: [],
      levels: ["harms", "weak", "works", "strong"],
      findings: {},
    },
    templates: [],
    limits: { save_bytes: 1_000_000, body_bytes: 1_000_000 },
    player: { js: "", css: "", words: {}, drill: { js: "", css: "", words: {} } },
    imports: [],
    exports: [],
    languages: { author: "en" },
    agency: { support: "", hours: "", problems: [] },
    map: null,
    write: null,
    media: {
      can_store: true,
      can_list: true,
      kinds: {
        picture: { most_bytes: 6_000_000, accept: ".png,.jpg" },
        sound: { most_bytes: 30_000_000, accept: ".mp3" },
        film: { most_bytes: 100_000_000, accept: ".mp4" },
        captions: { most_bytes: 1_000_000, accept: ".vtt,.srt" },
      },
    },
    asset_url: null,
    ...more,
  };
}

export function editorShell(): HTMLElement {
  const outer = document.createElement("div");
  outer.innerHTML =
    '<div class="ps-editor" data-ps="editor"><div class="ps-root"><h3 class="ps-title">The door</h3></div>' +
    `<script type="application/json" class="ps-words">${JSON.stringify(english)}</script></div>`;
  document.body.append(outer);
  return outer;
}

export interface Asked {
  handler: string;
  document: Record<string, unknown>;
  reply: (status: number, body: unknown) => void;
  lose: () => void;
}

/** Number of requests whose body is still being read. */
let pendingReads = 0;

/** What was asked stays open until a test answers it. */
export class FakeServer {
  asked: Asked[] = [];

  constructor() {
    Object.defineProperty(globalThis, "fetch", { value: this.fetch, configurable: true, writable: true });
  }

  private fetch = async (url: string, { body, signal }: { body: FormData; signal: AbortSignal }) => {
    pendingReads += 1;
    const text = await (body.get("document") as File).text().finally(() => {
      pendingReads -= 1;
    });
    const document = JSON.parse(text) as Record<string, unknown>;
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")));
      this.asked.push({
        handler: url.replace("/handler/", ""),
        document,
        reply: (status, found) =>
          resolve({
            status,
            headers: new Map(),
            text: () => Promise.resolve(typeof found === "string" ? found : JSON.stringify(found)),
          }),
        lose: () => reject(new TypeError("Failed to fetch")),
      });
    });
  };

  of(handler: string): Asked {
    const found = this.asked.filter((one) => one.handler === handler).at(-1);
    if (!found) throw new Error(`nobody asked ${handler}: ${this.asked.map((one) => one.handler).join(", ")}`);
    return found;
  }
}

/** Wait until everything has happened that waits for nothing from outside, however busy the machine is. */
export async function calm(): Promise<void> {
  for (let turn = 0; turn < 8 || pendingReads > 0; turn++) await new Promise((done) => setImmediate(done));
}
