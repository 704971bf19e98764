// Number of problems of one place, as text.

import type { EditorTranslate } from "../../editor/words";

/** Return the number of errors, or else of warnings, as text; empty when there are none. */
export function problemCountText(t: EditorTranslate, errors: number, warnings: number): string {
  if (errors) return t("mark_errors", { count: errors });
  return warnings ? t("mark_warnings", { count: warnings }) : "";
}
