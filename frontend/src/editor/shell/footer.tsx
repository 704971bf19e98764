// The footer: problems, fairness, save state and saving.

import type { FairnessFigures } from "../../contracts/editor";
import { countProblems } from "../live-check";
import { type EditorTranslate, formatNumber } from "../words";
import { SaveButtons } from "./save-buttons";
import { useController } from "./use-controller";

/** Show the footer. */
export function Footer() {
  const controller = useController();
  const { t, check } = controller;
  const { errors, warnings, missing } = countProblems(check.problems);
  const none = check.isWithholding ? "no_errors_yet" : "no_errors";
  return (
    <div class="ps-footer">
      <button
        type="button"
        class="ps-tool ps-problems-button"
        aria-expanded={controller.showProblems}
        aria-controls={controller.id("pane-problems")}
        onClick={() => controller.toggleProblems()}
      >
        {(errors > 0 || !missing) && (
          <span class={errors ? "ps-error" : check.isWithholding ? "ps-missing" : "ps-good"}>
            {errors ? t("mark_errors", { count: errors }) : t(none)}
          </span>
        )}
        {missing > 0 && <span class="ps-missing">{t("mark_missing", { count: missing })}</span>}
        {warnings > 0 && <span class="ps-warn">{t("mark_warnings", { count: warnings })}</span>}
        <span class="ps-chevron" aria-hidden="true" />
      </button>
      <span class="ps-figures">{figuresText(t, check.figures)}</span>
      <span class="ps-state">
        {check.state === "failed" && `${t("check_failed")} `}
        {saveStateText(controller)}
      </span>
      <SaveButtons />
    </div>
  );
}

/** Return the save state as text. */
function saveStateText({
  t,
  saving,
  store,
  savedAt,
  draft,
  unsavedText,
  nearlyFull,
  fillRatio,
}: ReturnType<typeof useController>): string {
  const full = nearlyFull ? `${t("nearly_full", { percent: Math.round(fillRatio * 100) })} ` : "";
  if (saving) return full + t("saving");
  if (store.dirty) return full + unsavedText;
  return (
    full +
    (savedAt
      ? t(draft ? "saved_draft_at" : "saved_at", {
          time: savedAt.toLocaleTimeString(document.documentElement.lang || undefined, {
            hour: "2-digit",
            minute: "2-digit",
          }),
        })
      : t(draft ? "unchanged_draft" : "unchanged"))
  );
}

/** Return the fairness figures as text. */
function figuresText(t: EditorTranslate, figures: FairnessFigures | null): string {
  if (!figures) return "";
  const percent = (share: number | null | undefined) =>
    typeof share === "number" ? t("percent", { number: formatNumber(Math.round(share * 100)) }) : null;
  const parts = [
    ["figure_best", percent(figures.best)],
    ["figure_guessing", percent(figures.picks?.random)],
    ["figure_longest", percent(figures.picks?.longest)],
  ] as const;
  return parts
    .filter(([, value]) => value !== null)
    .map(([key, value]) => t(key, { value }))
    .join(" · ");
}
