// Says what the review found whenever that differs from what it said last; also while the list itself is folded away.

import { useEffect, useRef } from "preact/hooks";
import type { Studio } from "../context";
import { counted } from "../words";

export function useNews(studio: Studio): void {
  const { check, say } = studio;
  const told = useRef<string | null>(null);
  const errors = check.problems.filter(({ severity }) => severity === "error").length;
  const warnings = check.problems.length - errors;
  useEffect(() => {
    if (check.state !== "here") return;
    const news = [
      errors ? counted(say, "problems_errors_one", "problems_errors_some", errors) : "",
      warnings ? counted(say, "problems_warnings_one", "problems_warnings_some", warnings) : "",
    ].filter(Boolean).join(" ") || say("problems_none");
    if (told.current !== null && told.current !== news) studio.announce(news);
    told.current = news;
  });
}
