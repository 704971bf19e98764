// The stages of the import dialog.

import type { ImportEntry, ImportMedia, ImportReport, TextChange } from "../../contracts/editor";
import type { TreeData } from "../../contracts/tree";

/** A stage of the dialog and what it needs. */
export type ImportStage =
  | { kind: "choose" }
  | { kind: "busy" }
  | { kind: "pick"; file: File; stories: Array<{ id: string; title: string }> }
  | { kind: "texts"; texts: TextChange[]; tree: TreeData }
  | {
      kind: "report";
      report: ImportReport;
      media: ImportMedia[];
      canStore: boolean;
      source: ImportSource;
      tree: TreeData;
    }
  | {
      kind: "done";
      report: ImportReport;
      /** The files that the author still has to upload. */
      media: ImportMedia[];
      stored: number;
      /** A message about files that were to be stored and were not; "" for none. */
      trouble: string;
      source: ImportSource;
      find: FindKey;
    };

/** The imported file, and the story that was picked of it. */
export interface ImportSource {
  file: File;
  pick?: string;
}

/** One stage, by its kind. */
export type Stage<Kind extends ImportStage["kind"]> = ImportStage & { kind: Kind };

/** Return the key of the place that an entry of the report is about. */
type FindKey = (at: ImportEntry["at"]) => number | null;
