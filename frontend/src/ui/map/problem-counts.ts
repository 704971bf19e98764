// What the review found in one place, in words.

import { counted, type Say } from "../../editor/words";

export function marksWords(say: Say, errors: number, warnings: number): string {
  if (errors) return counted(say, "mark_errors_one", "mark_errors_some", errors);
  return warnings ? counted(say, "mark_warnings_one", "mark_warnings_some", warnings) : "";
}
