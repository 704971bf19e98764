// One request to a handler of the block, and what its answer is.

/** The part of an XBlock runtime that the pages use. */
export interface Runtime {
  handlerUrl(element: unknown, handler: string): string;
}

/** What is sent. */
export interface HandlerRequest {
  handler: string;
  body: BodyInit;
  /** The body's type, where the browser does not set it. */
  type?: string;
  /** The time after which the request counts as failed, in milliseconds. */
  timeoutMs: number;
  /** Stops the request. */
  signal?: AbortSignal | undefined;
}

/** An answer of the block's own, or why there is none. */
export type Answer =
  | { kind: "done"; data: Record<string, unknown> }
  | { kind: "refused"; status: number; data: Record<string, unknown> & { error: string } }
  | { kind: "server" | "signed-out" };

/** Return the cross-site request token of the cookie. */
function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}

/**
 * Send one request and return what `read` makes of the answer; null without one. `element` is the object that the
 * runtime passed: some runtimes look up their address on it. The time also limits reading, unless `read` calls
 * `takeTime`.
 */
export async function postToHandler<T>(
  runtime: Runtime,
  element: unknown,
  { handler, body, type, timeoutMs, signal }: HandlerRequest,
  read: (response: Response, takeTime: () => void) => Promise<T>,
): Promise<T | null> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const timer = setTimeout(stop, timeoutMs);
  signal?.addEventListener("abort", stop);
  if (signal?.aborted) stop();
  try {
    const response = await fetch(runtime.handlerUrl(element, handler), {
      method: "POST",
      credentials: "same-origin",
      // The token is read for each request: signing in again in another tab changes it.
      headers: { ...(type ? { "Content-Type": type } : {}), "X-CSRFToken": csrfToken() },
      body,
      // A handler never redirects, only a sign-in form does; the browser gives no answer of one at another origin.
      redirect: "manual",
      signal: abort.signal,
    });
    return await read(response, () => clearTimeout(timer));
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** Parse JSON text; null when it is none, or no object. */
function parseObject(text: string): Record<string, unknown> | null {
  try {
    const found: unknown = JSON.parse(text);
    return found && typeof found === "object" ? (found as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Read an answer. `isAnswer` recognizes one of the block's own among those with status 200. */
export async function readAnswer(
  response: Response,
  isAnswer: (data: Record<string, unknown>) => boolean,
): Promise<Answer> {
  const { status } = response;
  const data = parseObject(await response.text());
  if (status === 200 && data && isAnswer(data)) return { kind: "done", data };
  if (typeof data?.error === "string" && status < 500)
    return { kind: "refused", status, data: { ...data, error: data.error } };
  // Status 0 is a redirect to the sign-in form, which Studio answers; an HTML page instead of JSON is the form or the refusal
  // of the cross-site check.
  if (!status || status === 401 || status === 403 || (status === 200 && !data)) return { kind: "signed-out" };
  return { kind: "server" };
}
