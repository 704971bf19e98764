// What the block's authoring handlers answer, as docs/decisions tells it: shapes only.

import type { Bare } from "../editor/tree";

export type Severity = "error" | "warning";

/** A child index at each level, from the root down; null where a problem has no place of its own. */
export type Place = readonly number[];

export interface ProblemAnswer {
  severity: Severity;
  code: string;
  message: string;
  at: Place | null;
  /** An attribute, or the tag of a child. */
  field: string | null;
}

export interface Share { mean: number; best: number; worst: number; share: number }

/** The fairness figures, all from 0 to 1 but `longest_decisions`. */
export interface Figures {
  exact: boolean;
  best: number | null;
  worst: number | null;
  picks: { first: number | null; longest: number | null; shortest: number | null; random: number | null };
  endings: Record<string, Share>;
  longest_decisions: number | null;
}

export interface CheckAnswer { problems: ProblemAnswer[]; figures: Figures | null; version: string | null }

export interface Move { id: string; name: string; effect: string; changes: Record<string, number>; mistake: string | null }
export interface Named { id: string; name: string }

/** What the forms choose from, in the author's language. */
export interface Catalogue {
  moves: Move[];
  skills: Array<Named & { strong: string }>;
  profiles: Array<Named & Record<string, unknown>>;
  moods: Named[];
  kinds: Named[];
  roles: Named[];
  portraits: Array<{ id: string; url: string; name?: string }>;
  keep: Named[];
  retry: Named[];
  mistakes: Named[];
  meters: Named[];
  /** What levels 0 to 3 are called. */
  levels: string[];
  /** Why a finding matters and how it is mended, by its code. */
  findings: Readonly<Record<string, string>>;
}

export interface Template { id: string; title: string; about: string }

export interface LoadAnswer extends CheckAnswer {
  tree: Bare;
  /** Tells what is stored, so that a save sees whether somebody else saved meanwhile. */
  base: string;
  empty: boolean;
  catalogue: Catalogue;
  templates: Template[];
  limits: { save_bytes: number; body_bytes: number };
  languages?: unknown;
  player: { js: string; css: string; words: Record<string, unknown> };
  agency?: unknown;
  asset_url?: string;
  /** By what other components of the course name this one. */
  block_id?: string;
}

export interface SaveAnswer extends CheckAnswer { base: string }
export interface ConflictAnswer { error: string; changes: string[]; tree: Bare; base: string }
