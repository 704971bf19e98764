// Requests to the block's handlers. No function throws: each way a request can end is a value.

import type { Refusal, Request, View } from "../contracts/player";

/** The part of an XBlock runtime that the pages use. */
export interface Runtime {
  handlerUrl(element: unknown, handler: string): string;
}

/** How a request ended. A view is recognized by its `phase`, which every view has and no error page has. */
export type ApiResult<V = View, R = Refusal> =
  | { kind: "view"; view: V }
  | { kind: "refused"; status: number; refusal: R }
  | { kind: "network" | "server" | "signed-out" };

/** Send one request and return how it ended. */
export type SendRequest<Q = Request, V = View, R = Refusal> = (request: Q) => Promise<ApiResult<V, R>>;

/** The time after which a request counts as failed, in milliseconds. */
const timeoutMs = 30_000;

/** Return the cross-site request token of the cookie. It is read for each request: signing in again changes it. */
export function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}

/**
 * Return the function that sends requests. `element` is the object that the runtime passed: some runtimes look up their
 * address on it.
 */
export function createApi<Q extends { handler: string; body: object } = Request, V = View, R = Refusal>(
  runtime: Runtime,
  element: unknown,
): SendRequest<Q, V, R> {
  return async ({ handler, body }) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), timeoutMs);
    try {
      const response = await fetch(runtime.handlerUrl(element, handler), {
        method: "POST",
        credentials: "same-origin",
        // The token is read for each request: signing in again in another tab changes it.
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify(body),
        signal: abort.signal,
      });
      return classify(response.status, parseJson(await response.text()));
    } catch {
      return { kind: "network" };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Parse JSON text; null when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Return the result for an HTTP status and the parsed body. */
function classify<V, R>(status: number, body: unknown): ApiResult<V, R> {
  const found = body as { phase?: string; error?: string } | null;
  if (status === 200 && found?.phase) return { kind: "view", view: found as V };
  if (typeof found?.error === "string" && status < 500) {
    return { kind: "refused", status, refusal: { code: "failed", state: null, ...found } as R };
  }
  // An HTML page instead of JSON is the sign-in form or the refusal of the cross-site check.
  if (status === 401 || status === 403 || (status === 200 && !found)) return { kind: "signed-out" };
  return { kind: "server" };
}
