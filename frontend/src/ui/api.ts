// Requests to the block's handlers. No function throws: each way a request can end is a value.

import type { Refusal, Request, View } from "../contracts/player";
import { postToHandler, type Runtime, readAnswer } from "./handler-request";

/** How a request ended. A view is recognized by its `phase`, which every view has and no error page has. */
export type ApiResult<V = View, R = Refusal> =
  | { kind: "view"; view: V }
  | { kind: "refused"; status: number; refusal: R }
  | { kind: "network" | "server" | "signed-out" };

/** Send one request and return how it ended. */
export type SendRequest<Q = Request, V = View, R = Refusal> = (request: Q) => Promise<ApiResult<V, R>>;

/** The time after which a request counts as failed, in milliseconds. */
const timeoutMs = 30_000;

/** Return the function that sends requests. `element` is the object that the runtime passed. */
export function createApi<Q extends { handler: string; body: object } = Request, V = View, R = Refusal>(
  runtime: Runtime,
  element: unknown,
): SendRequest<Q, V, R> {
  return async ({ handler, body }) => {
    const sent = { handler, body: JSON.stringify(body), type: "application/json", timeoutMs };
    const answer = await postToHandler(runtime, element, sent, (response) => readAnswer(response, isView));
    if (!answer) return { kind: "network" };
    if (answer.kind === "done") return { kind: "view", view: answer.data as V };
    if (answer.kind !== "refused") return answer;
    const refusal = { code: "failed", state: null, ...answer.data } as R;
    return { kind: "refused", status: answer.status, refusal };
  };
}

/** Tell whether an answer is a view. */
const isView = (data: Record<string, unknown>): boolean => !!data.phase;
