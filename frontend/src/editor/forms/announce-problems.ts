// Announces the check's result when it changes, also while the problem list is closed.

import { useEffect, useRef } from "preact/hooks";
import type { EditorContext } from "../context";
import { translateCount } from "../words";

/** Announce changed results. */
export function useProblemAnnouncements(editor: EditorContext): void {
  const { check, t } = editor;
  const told = useRef<string | null>(null);
  const errors = check.problems.filter(({ severity }) => severity === "error").length;
  const warnings = check.problems.length - errors;
  useEffect(() => {
    if (check.state !== "done") return;
    const news =
      [
        errors ? translateCount(t, "problems_errors_one", "problems_errors_some", errors) : "",
        warnings ? translateCount(t, "problems_warnings_one", "problems_warnings_some", warnings) : "",
      ]
        .filter(Boolean)
        .join(" ") || t("problems_none");
    if (told.current !== null && told.current !== news) editor.announce(news);
    told.current = news;
  });
}
