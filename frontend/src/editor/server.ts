// Talking to the block's authoring handlers. Never throws: every way a request can end is a value.

import type { Runtime as LearnersRuntime } from "../ui/api";

/** What Studio, a library and the workbench give us; only `handlerUrl` is there in all of them. */
export interface Runtime extends LearnersRuntime {
  notify?: (name: string, data: object) => void;
}

export type EditorResult<T> = { kind: "done"; data: T } | FailedRequest;

export type FailedRequest =
  /** The server's own sentence. `data` is the whole answer, where there is more in it. */
  | { kind: "refused"; status: number; error: string; code: string; data: Record<string, unknown> }
  | { kind: "network" | "server" | "signed-out" | "too-large" | "stopped" };

export type DownloadResult = { kind: "done"; file: Blob; name: string } | FailedRequest;

export interface RequestContent {
  /** Goes as a file part: a platform's limit on form data does not count files. */
  document: unknown;
  /** Further parts of the form, for uploads. */
  parts?: Record<string, string | Blob>;
  signal?: AbortSignal;
}

export interface EditorApi {
  post<T>(handler: string, sending: RequestContent): Promise<EditorResult<T>>;
  download(handler: string, sending: RequestContent): Promise<DownloadResult>;
}

/** A big scenario on a slow line; longer, and something is broken. */
const timeoutMs = 90_000;

export function createEditorApi(runtime: Runtime, element: unknown): EditorApi {
  const send = async (
    handler: string,
    { document: sent, parts = {}, signal }: RequestContent,
  ): Promise<Response | FailedRequest> => {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const timer = setTimeout(stop, timeoutMs);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      // The runtime gets the very object it gave: some find their address on it.
      return await fetch(runtime.handlerUrl(element, handler), {
        method: "POST",
        credentials: "same-origin",
        headers: { "X-CSRFToken": csrfToken() },
        body: createFormData(sent, parts),
        signal: abort.signal,
      });
    } catch {
      return { kind: signal?.aborted ? "stopped" : "network" };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  };
  return {
    async post(handler, sending) {
      const response = await send(handler, sending);
      if ("kind" in response) return response;
      try {
        return classify(response.status, readJson(await response.text()));
      } catch {
        return { kind: sending.signal?.aborted ? "stopped" : "network" };
      }
    },
    async download(handler, sending) {
      const response = await send(handler, sending);
      if ("kind" in response) return response;
      try {
        const name = attachmentName(response.headers.get("Content-Disposition"));
        if (response.status === 200 && name) return { kind: "done", file: await response.blob(), name };
        const answer = classify(response.status, readJson(await response.text()));
        if (answer.kind === "done") return { kind: "server" };
        return answer;
      } catch {
        return { kind: sending.signal?.aborted ? "stopped" : "network" };
      }
    },
  };
}

function createFormData(sent: unknown, parts: Record<string, string | Blob>): FormData {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) body.append(name, part);
  body.append("document", new Blob([JSON.stringify(sent ?? {})], { type: "application/json" }), "document.json");
  return body;
}

/** Read anew each time: signing in again in another tab changes it. */
function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function classify<T>(status: number, body: unknown): EditorResult<T> {
  const found = body && typeof body === "object" ? (body as Record<string, unknown>) : null;
  if (status === 200 && found) return { kind: "done", data: found as T };
  if (typeof found?.error === "string" && status < 500) {
    return { kind: "refused", status, error: found.error, code: String(found.code ?? ""), data: found };
  }
  // A proxy in front of the platform answers an over-long request by itself, with a page of its own.
  if (status === 413) return { kind: "too-large" };
  // A page of HTML where an answer should be is the sign-in form, or the cross-site check's refusal.
  if (status === 401 || status === 403 || (status === 200 && !found)) return { kind: "signed-out" };
  return { kind: "server" };
}

function attachmentName(disposition: string | null): string {
  const long = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return long ? decodeURIComponent(long) : (/filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? "");
}
