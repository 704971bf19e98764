// What the review found, in words, each a way to its cause; and what the figures say about fairness.

import type { Problem } from "../live-check";
import { useLive, type Studio } from "../context";
import { choiceLabel, placeLabel } from "../labels";
import type { Figures } from "../../contracts/editor";
import { subjectOf } from "../selection";
import { children } from "../tree";
import { number } from "../words";

export function ProblemList() {
  const studio = useLive();
  const { say, check } = studio;
  const errors = check.problems.filter(({ severity }) => severity === "error");
  const warnings = check.problems.filter(({ severity }) => severity !== "error");
  return (
    <div class="psf-problems">
      <h4 class="psf-heading">{say("problems_title")}</h4>
      {check.state === "failed" && <p>{say("problems_unknown")}</p>}
      {!check.problems.length && check.state === "here" && <p>{say("problems_none")}</p>}
      {errors.length > 0 && <List studio={studio} title={say("problems_errors")} help={say("problems_errors_help")} problems={errors} />}
      {warnings.length > 0 && <List studio={studio} title={say("problems_warnings")} help={say("problems_warnings_help")} problems={warnings} />}
      {check.figures && <FiguresInWords studio={studio} figures={check.figures} />}
    </div>
  );
}

function List({ studio, title, help, problems }: { studio: Studio; title: string; help: string; problems: readonly Problem[] }) {
  const { say } = studio;
  const { findings } = studio.loaded.catalogue;
  return (
    <section class="psf-problem-group">
      <h5>{title}</h5>
      <p class="psf-help">{help}</p>
      <ul class="psf-plain">
        {problems.map((problem, n) => (
          <li key={`${problem.key} ${problem.code} ${n}`} class={`psf-problem psf-${problem.severity}`}>
            <button type="button" onClick={() => studio.goTo(problem.key, problem.field)}>
              <span class="psf-severity">{say(problem.severity === "error" ? "problem_error" : "problem_warning")}</span>
              <span class="psf-where">{whereOf(studio, problem)}</span>
              <span class="psf-message">{problem.message}</span>
            </button>
            {findings[problem.code] && (
              <details>
                <summary>{say("problem_why")}<span class="ps-heard">: {problem.message}</span></summary>
                <p class="psf-help">{findings[problem.code]}</p>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function whereOf({ store: { tree }, say }: Studio, { key }: Problem): string {
  const subject = subjectOf(tree, key);
  if (subject.kind === "section") return say(`section_${subject.section}` as const);
  const place = placeLabel(tree, subject.kind === "scene" ? subject.scene : subject.ending, say);
  return subject.kind === "scene" && subject.choice ? say("problem_in_choice", { place, choice: choiceLabel(subject.choice, say, 40) }) : place;
}

function FiguresInWords({ studio, figures }: { studio: Studio; figures: Figures }) {
  const { say, store } = studio;
  const percent = (share: number | null) => (share === null ? "–" : say("percent", { number: number(Math.round(share * 100)) }));
  const { picks } = figures;
  const rows = [
    ["figures_best", figures.best], ["figures_worst", figures.worst], ["figures_random", picks.random],
    ["figures_first", picks.first], ["figures_long", picks.longest], ["figures_short", picks.shortest],
  ] as const;
  const endings = children(store.tree, "ending").filter(({ attrs }) => figures.endings[attrs.id ?? ""]);
  return (
    <section class="psf-problem-group">
      <h5>{say("figures_title")}</h5>
      <p class="psf-help">{say("figures_help")} {!figures.exact && say("figures_sampled")}</p>
      <dl class="psf-figures">
        {rows.map(([word, share]) => <div key={word}><dt>{say(word)}</dt><dd>{percent(share)}</dd></div>)}
        {figures.longest_decisions !== null && <div><dt>{say("figures_decisions")}</dt><dd>{number(figures.longest_decisions)}</dd></div>}
      </dl>
      {endings.length > 0 && (
        <ul class="psf-plain psf-ending-figures">
          {endings.map((ending) => {
            const found = figures.endings[ending.attrs.id ?? ""]!;
            return <li key={ending.key}>{say("figures_ending", {
              title: ending.attrs.title || ending.attrs.id || "", share: percent(found.share), mean: percent(found.mean), best: percent(found.best),
            })}</li>;
          })}
        </ul>
      )}
    </section>
  );
}
