// Announces the check's result when it changes, also while the problem list is closed.

import { useEffect, useRef } from "preact/hooks";
import type { EditorContext } from "../context";
import { countProblems } from "../live-check";

/** Announce changed results. */
export function useProblemAnnouncements(editor: EditorContext): void {
  const { check, t } = editor;
  const told = useRef<string | null>(null);
  const { errors, warnings, missing } = countProblems(check.problems);
  useEffect(() => {
    if (check.state !== "done") return;
    const news =
      [
        missing ? t("problems_missing_found", { count: missing }) : "",
        errors ? t("problems_errors_found", { count: errors }) : "",
        warnings ? t("problems_warnings_found", { count: warnings }) : "",
      ]
        .filter(Boolean)
        .join(" ") || t("problems_none");
    if (told.current !== null && told.current !== news) editor.announce(news);
    told.current = news;
  });
}
