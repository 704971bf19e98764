// Announces the check's result when it changes, also while the problem list is closed.

import { useEffect, useRef } from "preact/hooks";
import type { EditorContext } from "../context";
import { countProblems } from "../live-check";
import { translateCount } from "../words";

/** Announce changed results. */
export function useProblemAnnouncements(editor: EditorContext): void {
  const { check, t } = editor;
  const told = useRef<string | null>(null);
  const { errors, warnings, missing } = countProblems(check.problems);
  useEffect(() => {
    if (check.state !== "done") return;
    const news =
      [
        missing ? translateCount(t, "problems_missing_one", "problems_missing_some", missing) : "",
        errors ? translateCount(t, "problems_errors_one", "problems_errors_some", errors) : "",
        warnings ? translateCount(t, "problems_warnings_one", "problems_warnings_some", warnings) : "",
      ]
        .filter(Boolean)
        .join(" ") || t("problems_none");
    if (told.current !== null && told.current !== news) editor.announce(news);
    told.current = news;
  });
}
