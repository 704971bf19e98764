// Requests to the block's authoring handlers. No function throws: each way a request can end is a value.

import { type Answer, type Runtime as LearnersRuntime, postToHandler, readAnswer } from "../ui/handler-request";

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
  const send = async <T>(
    handler: string,
    { document: sent, parts = {}, signal }: RequestContent,
    read: (response: Response, takeTime: () => void) => Promise<T>,
  ): Promise<T | FailedRequest> => {
    const hasFile = Object.values(parts).some((part) => part instanceof Blob);
    const request = {
      handler,
      body: createFormData(sent, parts),
      timeoutMs: hasFile ? uploadTimeoutMs : timeoutMs,
      signal,
    };
    const answer = await postToHandler(runtime, element, request, read);
    return answer ?? { kind: signal?.aborted ? "stopped" : "network" };
  };
  return {
    post: <T>(handler: string, content: RequestContent) => send(handler, content, readResult<T>),
    download: (handler, content) => send(handler, content, readDownload),
  };
}

/** Read an answer that is data. */
async function readResult<T>(response: Response): Promise<EditorResult<T>> {
  const answer = await readAnswer(response, () => true);
  return answer.kind === "done" ? { kind: "done", data: answer.data as T } : failureOf(answer, response.status);
}

/** Read an answer that is a file; it may take its time. */
async function readDownload(response: Response, takeTime: () => void): Promise<DownloadResult> {
  const name = attachmentName(response.headers.get("Content-Disposition"));
  if (response.status === 200 && name) {
    takeTime();
    return { kind: "done", file: await response.blob(), name };
  }
  const answer = await readAnswer(response, () => true);
  return answer.kind === "done" ? { kind: "server" } : failureOf(answer, response.status);
}

/** Return the form data of a request. */
function createFormData(sent: unknown, parts: Record<string, string | Blob>): FormData {
  const body = new FormData();
  for (const [name, part] of Object.entries(parts)) body.append(name, part);
  body.append("document", new Blob([JSON.stringify(sent ?? {})], { type: "application/json" }), "document.json");
  return body;
}

/** Return how a request failed. A proxy answers a request that is too large by itself. */
function failureOf(answer: Exclude<Answer, { kind: "done" }>, status: number): FailedRequest {
  if (answer.kind === "refused") {
    const { error, code } = answer.data;
    return { kind: "refused", status, error, code: String(code ?? ""), data: answer.data };
  }
  return status === 413 ? { kind: "too-large" } : answer;
}

/** Return the file name of a Content-Disposition header. */
function attachmentName(disposition: string | null): string {
  const long = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  return long ? decodeURIComponent(long) : (/filename="?([^";]+)"?/i.exec(disposition ?? "")?.[1] ?? "");
}
