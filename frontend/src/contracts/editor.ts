// Shapes of the authoring handlers' answers.
import type { TreeData } from "./tree";

/** How serious a problem is. */
export type Severity = "error" | "warning";

/** The child index at each level, from the root down; null when a problem has no place of its own. */
export type TreePath = readonly number[];

/** A problem that the check found. */
export interface ProblemAnswer {
  severity: Severity;
  code: string;
  message: string;
  at: TreePath | null;
  /** The name of an attribute, or the tag of a child element. */
  field: string | null;
}

/** How often simulated runs reach an ending, and with what scores. */
export interface EndingShare {
  mean: number;
  best: number;
  worst: number;
  share: number;
}

/** The fairness figures; all are between 0 and 1, except `longest_decisions`. */
export interface FairnessFigures {
  exact: boolean;
  best: number | null;
  worst: number | null;
  picks: { first: number | null; longest: number | null; shortest: number | null; random: number | null };
  endings: Record<string, EndingShare>;
  longest_decisions: number | null;
}

/** The answer of `editor_check`. */
export interface CheckAnswer {
  problems: ProblemAnswer[];
  figures: FairnessFigures | null;
  version: string | null;
}

/** A conversational move of the catalog. */
export interface MoveInfo {
  id: string;
  name: string;
  effect: string;
  changes: Record<string, number>;
  mistake: string | null;
}
/** An item of a list to choose from. */
export interface NamedItem {
  id: string;
  name: string;
}

/** The lists that the forms offer, in the author's language. */
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
  /** Names of the ratings 0 to 3. */
  levels: string[];
  /** Why a problem matters and how to fix it, by its code. */
  findings: Readonly<Record<string, string>>;
}

/** A template that a new component can start from. */
export interface Template {
  id: string;
  title: string;
  about: string;
}

/** The answer of `editor_load`. */
export interface LoadAnswer extends CheckAnswer {
  tree: TreeData;
  /** Identifies the stored version, so that a save notices when somebody else has saved. */
  base: string;
  empty: boolean;
  catalogue: EditorCatalog;
  templates: Template[];
  limits: { save_bytes: number; body_bytes: number };
  languages?: unknown;
  player: { js: string; css: string; words: Record<string, unknown> };
  agency?: unknown;
  asset_url?: string;
  /** The id by which other components of the course refer to this one. */
  block_id?: string;
}

/** The answer of `editor_save`. */
export interface SaveAnswer extends CheckAnswer {
  base: string;
}
/** The answer of `editor_save` when somebody else has saved. */
export interface ConflictAnswer {
  error: string;
  changes: string[];
  tree: TreeData;
  base: string;
}

/** A line of an import's report. */
export interface ImportEntry {
  kind: "imported" | "changed" | "skipped" | "attention";
  message: string;
  at: readonly number[] | string | null;
}

/** What an import contains and what became of it. */
export interface ImportReport {
  imported: Record<string, number>;
  entries: ImportEntry[];
}

/** A file that an imported scenario needs. */
export interface ImportMedia {
  name: string;
  size?: number;
  address?: string;
}

/** A text that differs in an imported spreadsheet. */
export interface TextChange {
  id: string;
  what?: string;
  before: string;
  after: string;
}

/** The answer of `editor_import`: several stories to choose from, changed texts, or an imported scenario. */
export type ImportAnswer =
  | { stories: Array<{ id: string; title: string }> }
  | { texts: TextChange[]; tree: TreeData }
  | { tree: TreeData; report: ImportReport; media?: ImportMedia[] };

/** The answer of `editor_play`. */
export interface PreviewAnswer {
  status: number;
  answer: { scene?: { id: string } | null; phase?: string };
  kept: unknown;
}
