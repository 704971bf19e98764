// What the author is told when a save has failed.

import type { SaveFailure } from "./controller-types";
import type { EditorResult } from "./server";
import type { EditorTranslate } from "./words";

/** A result of a request that is not its answer. */
export type FailedSave = Exclude<EditorResult<never>, { kind: "done" }>;

/** Return what the author is told of a failed request. */
export function saveFailureOf(answer: FailedSave, t: EditorTranslate): SaveFailure {
  if (answer.kind === "refused") return { kind: "refused", sentence: answer.error };
  const kind = answer.kind === "stopped" ? "network" : answer.kind;
  const words = {
    network: "trouble_network",
    "signed-out": "trouble_signed_out",
    server: "trouble_server",
    "too-large": "trouble_too_large",
  } as const;
  return { kind, sentence: t(words[kind]) };
}
