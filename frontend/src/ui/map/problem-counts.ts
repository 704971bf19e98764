// Number of problems of one place, as text.

import { type EditorTranslate, translateCount } from "../../editor/words";

/** Return the number of errors, or else of warnings, as text; empty when there are none. */
export function problemCountText(t: EditorTranslate, errors: number, warnings: number): string {
  if (errors) return translateCount(t, "mark_errors_one", "mark_errors_some", errors);
  return warnings ? translateCount(t, "mark_warnings_one", "mark_warnings_some", warnings) : "";
}
