// The learner's own page in a frame. Its requests go through the editor, which answers from the current tree; the frame
// can access nothing else and stores nothing.

import type { PreviewAnswer } from "../../contracts/editor";
import type { EditorContext } from "../context";
import { isDrill } from "../selection";
import { type TreeNode, toTreeData } from "../tree";

/** Where the preview begins: scene, meter values and past. */
export interface PreviewStart {
  scene: string;
  meters: Record<string, number>;
  chosen: string[];
  visited: string[];
  /** Whether the shortest way to the scene is taken first, so that meters and past are as learners have them. */
  lead: boolean;
}

interface FrameRequest {
  ps: string;
  id: number;
  handler: string;
  body: string;
}

/** Return the frame's first script: it sends requests as messages and reports the page's height. */
const bridgeScript = (name: string) => `
Object.defineProperty(document, "cookie", { value: "" });
(function () {
  var waiting = {}, last = 0;
  window.fetch = function (handler, options) {
    return new Promise(function (resolve, reject) {
      waiting[++last] = { resolve: resolve, reject: reject };
      parent.postMessage({ ps: "${name}", id: last, handler: handler, body: options.body }, "*");
    });
  };
  window.addEventListener("message", function (event) {
    if (event.source !== parent || !event.data || event.data.ps !== "${name}") return;
    var told = waiting[event.data.id];
    if (!told) return;
    delete waiting[event.data.id];
    if (event.data.status) told.resolve(new Response(event.data.text, { status: event.data.status }));
    else told.reject(new TypeError("lost"));
  });
  function tell() { parent.postMessage({ ps: "${name}", height: document.body.offsetHeight }, "*"); }
  window.addEventListener("load", function () { new ResizeObserver(tell).observe(document.body); tell(); });
})();`;

/** Escape text for an HTML attribute. */
const escapeAttribute = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** Return the HTML document of the frame. */
export function frameDocument(editor: EditorContext, name: string, title: string): string {
  const drill = isDrill(editor.store.tree);
  const player = drill ? editor.loaded.player.drill : editor.loaded.player;
  const start = drill ? "PowerStruggleDrill" : "PowerStruggleScenario";
  const words = JSON.stringify(player.words).replace(/</g, "\\u003c");
  const root = document.documentElement;
  const scheme = document.querySelector<HTMLElement>(".ps-editor")?.dataset.scheme ?? "light";
  const address = (url: string | null) => escapeAttribute(url ? new URL(url, document.baseURI).href : "data:,");
  return `<!doctype html><html lang="${escapeAttribute(root.lang || "en")}" dir="${root.dir === "rtl" ? "rtl" : "ltr"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escapeAttribute(title)}</title><link rel="stylesheet" href="${address(player.css)}">
<style>:root{color-scheme:${scheme}}body{margin:0}</style><script>${bridgeScript(name)}</script></head><body><main>
<div class="ps-scenario ps-block" data-ps="scenario"><div class="ps-root"><h3 class="ps-title">${escapeAttribute(title)}</h3></div>
<script type="application/json" class="ps-words">${words}</script></div></main><script src="${address(player.js)}"></script>
<script>if (window.${start}) ${start}({ handlerUrl: function (element, handler) { return handler; } },
document.querySelector(".ps-scenario"), { usage: "rehearsal", learner: "" });
else parent.postMessage({ ps: "${name}", failed: true }, "*");</script></body></html>`;
}

interface PreviewListener {
  frame: () => HTMLIFrameElement | null;
  /** Called with the id of the scene or ending on show; empty for the introduction. */
  onPlace: (id: string) => void;
  onTrouble: (sentence: string) => void;
  /** Called with the ids of the choices that were taken to get there. */
  onPath: (choices: readonly string[]) => void;
}

/** Answer the frame's requests from this tree; return the function that ends this. */
export function runPreview(
  editor: EditorContext,
  name: string,
  tree: TreeNode,
  from: PreviewStart,
  { frame, onPlace, onTrouble, onPath }: PreviewListener,
): () => void {
  const sent = toTreeData(tree);
  let kept: unknown = null;
  const abort = new AbortController();
  const answer = async ({ id, handler, body }: FrameRequest, to: Window) => {
    const document_ = { tree: sent, from, kept, handler, body: parseBody(body) };
    const got = await editor.server.post<PreviewAnswer>("editor_play", { document: document_, signal: abort.signal });
    if (abort.signal.aborted) return;
    let status = 0;
    let text = "";
    if (got.kind === "done") {
      kept = got.data.kept;
      onPath(got.data.path ?? []);
      ({ status } = got.data);
      text = JSON.stringify(got.data.answer);
      if ("phase" in got.data.answer) onPlace(got.data.answer.scene?.id ?? "");
    } else if (got.kind === "refused") {
      status = got.status;
      text = JSON.stringify({ error: got.error, code: got.code, state: null });
      onTrouble(got.error);
    } else if (got.kind !== "network" && got.kind !== "stopped") status = got.kind === "signed-out" ? 401 : 500;
    to.postMessage({ ps: name, id, status, text }, "*");
  };
  const onMessage = (event: MessageEvent) => {
    const node = frame();
    const data = event.data as (FrameRequest & { height?: number; failed?: true }) | null;
    if (!node?.contentWindow || event.source !== node.contentWindow || data?.ps !== name) return;
    if (typeof data.height === "number") node.style.blockSize = `${Math.ceil(data.height) + 2}px`;
    else if (data.failed) onTrouble(editor.t("play_failed"));
    else if (typeof data.handler === "string") void answer(data, node.contentWindow);
  };
  window.addEventListener("message", onMessage);
  return () => {
    abort.abort();
    window.removeEventListener("message", onMessage);
  };
}

/** Parse the body of a request. */
function parseBody(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return {};
  }
}
