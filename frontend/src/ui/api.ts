// Talking to the block's handlers. Never throws: every way a request can end is a value.

import type { Refusal, Request, View } from "../contracts/player";

export interface Runtime {
  handlerUrl(element: unknown, handler: string): string;
}

/** Every view of every component says its `phase`: so an answer is told from a page of something else. */
export type ApiResult<V = View, R = Refusal> =
  | { kind: "view"; view: V }
  | { kind: "refused"; status: number; refusal: R }
  | { kind: "network" | "server" | "signed-out" };

export type SendRequest<Q = Request, V = View, R = Refusal> = (request: Q) => Promise<ApiResult<V, R>>;

/** Longer than a slow line needs, shorter than anybody's patience. */
const timeoutMs = 30_000;

function csrfToken(): string {
  const found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie);
  return found ? decodeURIComponent(found[1] ?? "") : "";
}

/** `element` is the very object the runtime gave us: some runtimes find their address on it. */
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
        // The token is read anew each time: signing in again in another tab changes it.
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
        body: JSON.stringify(body),
        signal: abort.signal,
      });
      return classify(response.status, await readJson(response));
    } catch {
      return { kind: "network" };
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

function classify<V, R>(status: number, body: unknown): ApiResult<V, R> {
  const found = body as { phase?: string; error?: string } | null;
  if (status === 200 && found?.phase) return { kind: "view", view: found as V };
  if (typeof found?.error === "string" && status < 500) {
    return { kind: "refused", status, refusal: { code: "failed", state: null, ...found } as R };
  }
  // A page of HTML where an answer should be is the sign-in form, or the cross-site check's refusal.
  if (status === 401 || status === 403 || (status === 200 && !found)) return { kind: "signed-out" };
  return { kind: "server" };
}
