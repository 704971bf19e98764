// Types of the editor's controller.

/** Why the last save failed. */
export interface SaveFailure {
  kind: "network" | "signed-out" | "server" | "too-large" | "refused";
  sentence: string;
}

/** What a small dialog asks or reports. */
export type DialogRequest =
  /** `from` is the choice that will lead to the new place. */
  | { kind: "add-scene" | "add-ending"; from?: number }
  | { kind: "add-choice" | "rename" | "connect" }
  | { kind: "delete"; branch: boolean }
  | { kind: "report"; title: string; sentences: string[] };
