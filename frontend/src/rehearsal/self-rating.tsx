// Three questions that learners answer to themselves about their own words.

import type { PlaceProps } from "./place";

const questions = ["heard", "say", "plain"] as const;
const answers = ["no", "partly", "yes"] as const;

/** Show the questions; the answers stay among the notes of this browser. */
export function SelfRating({ data, t }: PlaceProps) {
  const { notes, attempt, step, scene, kind, id, changed } = data;
  const rated = notes.at(attempt, step)?.rated ?? {};
  const rate = (question: string, answer: number) => {
    notes.set(attempt, step, scene, { rated: { ...rated, [question]: answer } });
    changed();
  };
  return (
    <details class="ps-more ps-rate" open={kind === "after"}>
      <summary>{t("rate_title")}</summary>
      {questions.map((question) => (
        <fieldset key={question}>
          <legend>{t(`rate_${question}`)}</legend>
          <div class="ps-rate-answers">
            {answers.map((answer, value) => (
              <label key={answer}>
                <input
                  type="radio"
                  name={id(`rate-${kind}-${step}-${question}`)}
                  checked={rated[question] === value}
                  onChange={() => rate(question, value)}
                />
                {t(`rate_${answer}`)}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      <p class="ps-small">{t("rate_private")}</p>
    </details>
  );
}
