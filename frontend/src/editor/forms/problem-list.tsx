// The problems found, each with a link to its field, and the fairness figures.

import type { FairnessFigures } from "../../contracts/editor";
import { type EditorContext, useLiveEditor } from "../context";
import { kindOf, type Problem, problemClass, problemWord } from "../live-check";
import { children } from "../tree";
import { formatNumber } from "../words";

/** Show problems and figures. */
export function ProblemList() {
  const editor = useLiveEditor();
  const { t, check } = editor;
  const ofKind = (kind: ReturnType<typeof kindOf>) => check.problems.filter((problem) => kindOf(problem) === kind);
  const [missing, errors, warnings] = [ofKind("missing"), ofKind("errors"), ofKind("warnings")];
  return (
    <div class="psf-problems">
      <h4 class="psf-heading">{t("problems_title")}</h4>
      {check.state === "failed" && <p>{t("problems_unknown")}</p>}
      {!check.problems.length && check.state === "done" && <p>{t("problems_none")}</p>}
      {missing.length > 0 && (
        <ProblemGroup
          editor={editor}
          title={t("problems_missing")}
          help={t("problems_missing_help")}
          problems={missing}
        />
      )}
      {errors.length > 0 && (
        <ProblemGroup editor={editor} title={t("problems_errors")} help={t("problems_errors_help")} problems={errors} />
      )}
      {warnings.length > 0 && (
        <ProblemGroup
          editor={editor}
          title={t("problems_warnings")}
          help={t("problems_warnings_help")}
          problems={warnings}
        />
      )}
      {check.figures && <FairnessSection editor={editor} figures={check.figures} />}
    </div>
  );
}

/** Show the problems of one severity. */
function ProblemGroup({
  editor,
  title,
  help,
  problems,
}: {
  editor: EditorContext;
  title: string;
  help: string;
  problems: readonly Problem[];
}) {
  const { t } = editor;
  const { findings } = editor.loaded.catalogue;
  return (
    <section class="psf-problem-group">
      <h5>{title}</h5>
      <p class="psf-help">{help}</p>
      <ul class="psf-plain">
        {problems.map((problem, n) => (
          <li key={`${problem.key} ${problem.code} ${n}`} class={`psf-problem ${problemClass(problem)}`}>
            <button type="button" onClick={() => editor.goTo(problem.key, problem.field)}>
              <span class="psf-severity">{t(problemWord(problem))}</span>
              <span class="psf-where">{problem.where}</span>
              <span class="psf-message">{problem.message}</span>
            </button>
            {findings[problem.code] && (
              <details>
                <summary>
                  {t("problem_why")}
                  <span class="ps-heard">: {problem.message}</span>
                </summary>
                <p class="psf-help">{findings[problem.code]}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Show the fairness figures. */
function FairnessSection({ editor, figures }: { editor: EditorContext; figures: FairnessFigures }) {
  const { t, store } = editor;
  const percent = (share: number | null) =>
    share === null ? "–" : t("percent", { number: formatNumber(Math.round(share * 100)) });
  const { picks } = figures;
  const rows = [
    ["figures_best", figures.best],
    ["figures_worst", figures.worst],
    ["figures_random", picks.random],
    ["figures_first", picks.first],
    ["figures_long", picks.longest],
    ["figures_short", picks.shortest],
  ] as const;
  const endings = children(store.tree, "ending").filter(({ attrs }) => figures.endings[attrs.id ?? ""]);
  return (
    <section class="psf-problem-group">
      <h5>{t("figures_title")}</h5>
      <p class="psf-help">
        {t("figures_help")} {!figures.exact && t("figures_sampled")}
      </p>
      <dl class="psf-figures">
        {rows.map(([word, share]) => (
          <div key={word}>
            <dt>{t(word)}</dt>
            <dd>{percent(share)}</dd>
          </div>
        ))}
        {figures.longest_decisions !== null && (
          <div>
            <dt>{t("figures_decisions")}</dt>
            <dd>{formatNumber(figures.longest_decisions)}</dd>
          </div>
        )}
      </dl>
      {endings.length > 0 && (
        <ul class="psf-plain psf-ending-figures">
          {endings.map((ending) => {
            const found = figures.endings[ending.attrs.id ?? ""]!;
            return (
              <li key={ending.key}>
                {t("figures_ending", {
                  title: ending.attrs.title || ending.attrs.id || "",
                  share: percent(found.share),
                  mean: percent(found.mean),
                  best: percent(found.best),
                })}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
