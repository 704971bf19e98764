// What the block's authoring handlers answer, as docs/decisions tells it: shapes only.

import type { TreeData } from "../editor/tree";

export type Severity = "error" | "warning";

/** A child index at each level, from the root down; null where a problem has no place of its own. */
export type TreePath = readonly number[];

export interface ProblemAnswer {
  severity: Severity;
  code: string;
  message: string;
  at: TreePath | null;
  /** An attribute, or the tag of a child. */
  field: string | null;
}

export interface EndingShare {
  mean: number;
  best: number;
  worst: number;
  share: number;
}

/** The fairness figures, all from 0 to 1 but `longest_decisions`. */
export interface FairnessFigures {
  exact: boolean;
  best: number | null;
  worst: number | null;
  picks: { first: number | null; longest: number | null; shortest: number | null; random: number | null };
  endings: Record<string, EndingShare>;
  longest_decisions: number | null;
}

export interface CheckAnswer {
  problems: ProblemAnswer[];
  figures: FairnessFigures | null;
  version: string | null;
}

export interface MoveInfo {
  id: string;
  name: string;
  effect: string;
  changes: Record<string, number>;
  mistake: string | null;
}
export interface NamedItem {
  id: string;
  name: string;
}

/** What the forms choose from, in the author's language. */
export interface EditorCatalog {
  moves: MoveInfo[];
  skills: Array<NamedItem & { strong: string }>;
  profiles: Array<NamedItem & Record<string, unknown>>;
  moods: NamedItem[];
  kinds: NamedItem[];
  roles: NamedItem[];
  portraits: Array<{ id: string; url: string; name?: string }>;
  keep: NamedItem[];
  retry: NamedItem[];
  mistakes: NamedItem[];
  meters: NamedItem[];
  /** What levels 0 to 3 are called. */
  levels: string[];
  /** Why a finding matters and how it is mended, by its code. */
  findings: Readonly<Record<string, string>>;
}

export interface Template {
  id: string;
  title: string;
  about: string;
}

export interface LoadAnswer extends CheckAnswer {
  tree: TreeData;
  /** Tells what is stored, so that a save sees whether somebody else saved meanwhile. */
  base: string;
  empty: boolean;
  catalogue: EditorCatalog;
  templates: Template[];
  limits: { save_bytes: number; body_bytes: number };
  languages?: unknown;
  player: { js: string; css: string; words: Record<string, unknown> };
  agency?: unknown;
  asset_url?: string;
  /** By what other components of the course name this one. */
  block_id?: string;
}

export interface SaveAnswer extends CheckAnswer {
  base: string;
}
export interface ConflictAnswer {
  error: string;
  changes: string[];
  tree: TreeData;
  base: string;
}
