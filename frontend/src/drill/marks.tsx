// The end of a draw: a mark for each moment, what to practice, and more.

import type { DrillMark, DrillResult, Step } from "../contracts/player";
import { ClearLocalData } from "../player/clear-local-data";
import { ContentItems } from "../player/content-items";
import { Notice, RequestProblem } from "../player/notices";
import { pageContext } from "../player/page-context";
import { ActionText, langAttributes, RichText } from "../player/text";
import { Button } from "../ui/controls";
import type { WordKey } from "../ui/words";
import type { DrillView } from "./phases";

const highestMark = 3;

/** Show the marks. */
export function Marks({ view }: { view: DrillView }) {
  const { t, id, play } = pageContext();
  const { drill, transcript, can } = view;
  const { result } = drill;
  if (!result) return <RequestProblem />;
  const more = () => (can.begin ? play.begin() : play.rewind(0));
  return (
    <div class="ps-marks-page">
      <h4 id={id("now")} class="ps-title-now" tabIndex={-1} aria-describedby={id("notice")}>
        {t("marks")}
      </h4>
      <Notice />
      {result.withheld && <p>{result.withheld}</p>}
      <ol class="ps-marks">
        {result.marks.map((mark) => (
          <Mark key={mark.step} mark={mark} step={transcript.find(({ step }) => step === mark.step)} />
        ))}
      </ol>
      {!result.withheld && <ToPractice result={result} />}
      <section class="ps-outcome">
        <Outcome view={view} result={result} />
        <p class="ps-small">{t("drill_seen", { seen: drill.seen, count: drill.deck })}</p>
      </section>
      <RequestProblem />
      {(can.begin || can.rewind) && (
        <p class="ps-row">
          <Button busy={play.busy} onClick={more}>
            {t(can.begin ? "more" : "more_practice", { count: drill.of })}
          </Button>
        </p>
      )}
      <ClearLocalData />
    </div>
  );
}

/** Show one mark with its moment; what was done and what would have been stronger is folded. */
function Mark({ mark, step }: { mark: DrillMark; step: Step | undefined }) {
  const { t } = pageContext();
  return (
    <li class={`ps-mark ps-mark-${mark.level}`}>
      <p class="ps-mark-line">
        <span class="ps-pips" aria-hidden="true">
          {Array.from({ length: highestMark }, (_, index) => (
            <i key={index} class={index < mark.level ? "ps-full" : ""} />
          ))}
        </span>
        <b>{t(`mark_${mark.level}` as WordKey)}</b>
        {mark.skills.length > 0 && <span class="ps-small">{mark.skills.join(" · ")}</span>}
      </p>
      <p class="ps-mark-title" {...langAttributes()}>
        {mark.title}
      </p>
      {step && (
        <details class="ps-more">
          <summary>{t("mark_look")}</summary>
          <ol class="ps-items">
            <ContentItems items={step.lines} />
          </ol>
          <dl class="ps-card">
            <div>
              <dt>{t("you_said")}</dt>
              <dd>
                <ActionText action={step.choice} />
              </dd>
            </div>
            {mark.stronger && (
              <div>
                <dt>{t("stronger_was")}</dt>
                <dd>
                  <ActionText action={mark.stronger} />
                  {mark.why && <RichText class="ps-small" html={mark.why} />}
                </dd>
              </div>
            )}
          </dl>
        </details>
      )}
    </li>
  );
}

/** Show what to practice. */
function ToPractice({ result }: { result: DrillResult }) {
  const { t } = pageContext();
  return (
    <section class="ps-to-practice">
      <h5>{t("to_practice")}</h5>
      {result.next.length > 0 ? (
        <ul>
          {result.next.map((skill) => (
            <li key={skill.id}>
              <b>{skill.name}.</b> {skill.sentence}
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("to_practice_none")}</p>
      )}
    </section>
  );
}

/** Show the score and the grade; of a drill without a grade, that it is done. */
function Outcome({ view, result }: { view: DrillView; result: DrillResult }) {
  const { t } = pageContext();
  const { score, recorded } = result;
  if (!view.drill.graded) return <p>{t("drill_ungraded")}</p>;
  return (
    <>
      {score && (
        <>
          <p class="ps-points-line">
            {t(recorded ? "drill_recorded" : view.practice ? "drill_practice" : "drill_not_recorded", score)}
          </p>
          <p>{t(score.passed ? "drill_passed" : "drill_below", { mark: score.pass_percent })}</p>
        </>
      )}
      {view.grade && !(recorded && view.grade.percent === score?.percent) && (
        <p>
          {t("drill_grade", view.grade)} {view.kept}
        </p>
      )}
    </>
  );
}
