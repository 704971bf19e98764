// Says what the review found whenever that differs from what it said last; also while the list itself is folded away.

import { useEffect, useRef } from "preact/hooks";
import type { EditorContext } from "../context";
import { translateCount } from "../words";

export function useProblemAnnouncements(editor: EditorContext): void {
  const { check, t } = editor;
  const told = useRef<string | null>(null);
  const errors = check.problems.filter(({ severity }) => severity === "error").length;
  const warnings = check.problems.length - errors;
  useEffect(() => {
    if (check.state !== "here") return;
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
