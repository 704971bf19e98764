// Requests to the block's authoring handlers. No function throws: each way a request can end is a value.

import { csrfToken, type Runtime as LearnersRuntime, parseJson } from "../ui/api";

/** What Studio, libraries and the workbench pass; only `handlerUrl` exists in all of them. */
export interface Runtime extends LearnersRuntime {
  notify?: (name: string, data: object) => void;
}

/** How a request ended. */
export type EditorResult<T> = { kind: "done"; data: T } | FailedRequest;

/** How a request failed. */
export type FailedRequest =
  /** The server's own message; `data` is the whole answer. */
  | { kind: "refused"; status: number; error: string; code: string; data: Record<string, unknown> }
  | { kind: "network" | "server" | "signed-out" | "too-large" | "stopped" };

/** How a download ended. */
export type DownloadResult = { kind: "done"; file: Blob; name: string } | FailedRequest;

/** What a request contains. */
export interface RequestContent {
  /** Sent as a file part: platforms limit form data, but not files. */
  document: unknown;
  /** Further parts of the form, for uploads. */
  parts?: Record<string, string | Blob>;
  signal?: AbortSignal;
}

/** The requests to the authoring handlers. */
export interface EditorApi {
  post<T>(handler: string, sending: RequestContent): Promise<EditorResult<T>>;
  download(handler: string, sending: RequestContent): Promise<DownloadResult>;
}

/** The time after which a request counts as failed, in milliseconds; a film takes its time on a slow line. */
const [timeoutMs, uploadTimeoutMs] = [90_000, 15 * 60_000];

/** Return the functions that send requests. */
export function createEditorApi(runtime: Runtime, element: unknown): EditorApi {
  const send = async (
    handler: string,
    { document: sent, parts = {}, signal }: RequestContent,
  ): Promise<Response | FailedRequest> => {
    const abort = new AbortController();
    const stop = () => abort.abort();
    const hasFile = Object.values(parts).some((part) => part instanceof Blob);
    const timer = setTimeout(stop, hasFile ? uploadTimeoutMs : timeoutMs);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
    try {
      // The runtime gets the object that it passed: some runtimes look up their address on it.
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
        return classify(response.status, parseJson(await response.text()));
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
        const answer = classify(response.status, parseJson(await response.text()));
        if (answer.kind === "done") return { kind: "server" };
        return answer;
      } catch {
        return { kind: sending.signal?.aborted ? "stopped" : "network" };
      }
    },
  };
}

/** Return the form data of a request. */
function createFormData(sent: unknown, parts: Record<string, string | Blob>): FormData {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) body.append(name, part);
  body.append("document", new Blob([JSON.stringify(sent ?? {})], { type: "application/json" }), "document.json");
  return body;
}

/** Return the result for an HTTP status and the parsed body. */
function classify<T>(status: number, body: unknown): EditorResult<T> {
  const found = body && typeof body === "object" ? (body as Record<string, unknown>) : null;
  if (status === 200 && found) return { kind: "done", data: found as T };
  if (typeof found?.error === "string" && status < 500) {
    return { kind: "refused", status, error: found.error, code: String(found.code ?? ""), data: found };
  }
  // A proxy answers a request that is too large by itself.
  if (status === 413) return { kind: "too-large" };
  // An HTML page instead of JSON is the sign-in form or the refusal of the cross-site check.
  if (status === 401 || status === 403 || (status === 200 && !found)) return { kind: "signed-out" };
  return { kind: "server" };
}

/** Return the file name of a Content-Disposition header. */
function attachmentName(disposition: string | null): string {
  const long = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return long ? decodeURIComponent(long) : (/filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? "");
}
