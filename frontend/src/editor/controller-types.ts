// Types of the editor's controller.

import type { FormLoadAnswer, LoadAnswer } from "../contracts/editor";

/** What an editor loaded. The forms of the form editors use only what both kinds of editor load, and `block_id`. */
export type LoadedComponent = LoadAnswer & Partial<FormLoadAnswer>;

/** Why the last save failed. */
export interface SaveFailure {
  kind: "network" | "signed-out" | "server" | "too-large" | "refused";
  sentence: string;
}

/** What a small dialog asks or reports. */
export type DialogRequest =
  /** `from` is the choice that will lead to the new place, `at` where it will stand on the map. */
  | { kind: "add-scene" | "add-ending"; from?: number; at?: { x: number; y: number } }
  | { kind: "add-choice" | "rename" | "connect" }
  | { kind: "delete"; branch: boolean }
  | { kind: "report"; title: string; sentences: string[] };
