// What the review found in one place, in words.

import { translateCount, type EditorTranslate } from "../../editor/words";

export function problemCountText(t: EditorTranslate, errors: number, warnings: number): string {
  if (errors) return translateCount(t, "mark_errors_one", "mark_errors_some", errors);
  return warnings ? translateCount(t, "mark_warnings_one", "mark_warnings_some", warnings) : "";
}
