// The stages of the import dialog.

import type { ImportEntry, ImportMedia, ImportReport, TextChange } from "../../contracts/editor";
import type { TreeData } from "../../contracts/tree";

/** A stage of the dialog and what it needs. */
export type ImportStage =
  | { kind: "choose" }
  | { kind: "busy" }
  | { kind: "pick"; file: File; stories: Array<{ id: string; title: string }> }
  | { kind: "texts"; texts: TextChange[]; tree: TreeData }
  | { kind: "report"; report: ImportReport; media: ImportMedia[]; tree: TreeData }
  | { kind: "done"; report: ImportReport; media: ImportMedia[]; find: (at: ImportEntry["at"]) => number | null };

/** One stage, by its kind. */
export type Stage<Kind extends ImportStage["kind"]> = ImportStage & { kind: Kind };

/** Return the key of the place that an entry of the report is about. */
export type FindKey = (at: ImportEntry["at"]) => number | null;
