// The line below: what the review found, how fair the scenario is, whether the work is saved.

import { counted, number, type Say } from "../words";
import type { Figures } from "../../contracts/editor";
import { useDesk } from "./use-controller";

export function Foot() {
  const desk = useDesk();
  const { say, check } = desk;
  const errors = check.problems.filter((problem) => problem.severity === "error").length;
  const warnings = check.problems.length - errors;
  return (
    <div class="ps-foot">
      <button type="button" class="ps-tool ps-problems-button" aria-expanded={desk.showProblems} aria-controls={desk.id("pane-problems")}
        onClick={() => desk.toggleProblems()}>
        <span class={errors ? "ps-error" : "ps-good"}>{errors ? counted(say, "mark_errors_one", "mark_errors_some", errors) : say("no_errors")}</span>
        {warnings > 0 && <span class="ps-warn">{counted(say, "mark_warnings_one", "mark_warnings_some", warnings)}</span>}
        <span class="ps-chevron" aria-hidden="true" />
      </button>
      <span class="ps-figures">{figuresWords(say, check.figures)}</span>
      <span class="ps-state">{check.state === "failed" && `${say("check_failed")} `}{stateWords(desk)}</span>
    </div>
  );
}

function stateWords({ say, saving, store, savedAt, unsavedWords, nearlyFull, filled }: ReturnType<typeof useDesk>): string {
  const full = nearlyFull ? `${say("nearly_full", { percent: Math.round(filled * 100) })} ` : "";
  if (saving) return full + say("saving");
  if (store.dirty) return full + unsavedWords;
  return full + (savedAt ? say("saved_at", { time: savedAt.toLocaleTimeString(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" }) }) : say("unchanged"));
}

export function figuresWords(say: Say, figures: Figures | null): string {
  if (!figures) return "";
  const percent = (share: number | null | undefined) => (typeof share === "number" ? say("percent", { number: number(Math.round(share * 100)) }) : null);
  const parts = [
    ["figure_best", percent(figures.best)], ["figure_guessing", percent(figures.picks?.random)], ["figure_longest", percent(figures.picks?.longest)],
  ] as const;
  return parts.filter(([, value]) => value !== null).map(([key, value]) => say(key, { value })).join(" · ");
}
