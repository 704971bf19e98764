// The debrief after the conversation: the ending, the other person's view, the result and the turning points.

import type { Ending, PlayableView, Result, Skill } from "../contracts/player";
import { Button } from "../ui/controls";
import { ContentItems, Portrait } from "./content-items";
import { DebriefActions } from "./debrief-actions";
import { DebriefPrompts } from "./debrief-prompts";
import { MeterChart } from "./meter-chart";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { langAttributes, RichText } from "./text";
import { Exchange } from "./transcript-log";
import { TranscriptReview } from "./transcript-review";
import { TurningPoints } from "./turning-points";

/** Show the debrief. */
export function Debrief({ view }: { view: PlayableView }) {
  const { t, state, render, focus } = pageContext();
  const { result, transcript } = view;
  if (!result) return <RequestProblem />;
  const last = transcript[transcript.length - 1];
  const lookBack = () => {
    state.lookingBack = true;
    render();
    focus("result");
  };
  return (
    <div class="ps-debrief">
      {last && (
        <section class="ps-last">
          <h4 class="ps-divider">{t("last_exchange")}</h4>
          <Exchange step={last} last />
        </section>
      )}
      <EndingText ending={result.ending} />
      {!state.lookingBack && (
        <p class="ps-unprinted">
          <Button onClick={lookBack}>{t("look_back")}</Button>
        </p>
      )}
      <Review view={view} result={result} hidden={!state.lookingBack} />
    </div>
  );
}

/** Show how the conversation ended, and the other person's view. */
function EndingText({ ending }: { ending: Ending }) {
  const { t, id } = pageContext();
  const lang = langAttributes();
  const { later, their_view: theirs } = ending;
  return (
    <>
      <div class="ps-ending">
        <p class="ps-kind">{t("ended", { kind: ending.kind_name })}</p>
        <h4 id={id("now")} class="ps-title-now" tabIndex={-1} {...lang} aria-describedby={id("notice")}>
          {ending.title}
        </h4>
        <Notice />
        <ol class="ps-items">
          <ContentItems items={ending.lines} />
        </ol>
        {later && (
          <div class="ps-later">
            <h5>{t("later")}</h5>
            <RichText html={later} />
          </div>
        )}
      </div>
      {theirs && (
        <section class="ps-their-view" data-recording={theirs.recording}>
          <h5>{t("their_view", { name: theirs.name })}</h5>
          <div class="ps-faces">
            <Portrait src={theirs.face} name={theirs.name} />
          </div>
          <blockquote>
            <RichText html={theirs.html} />
            <footer {...lang}>{theirs.name}</footer>
          </blockquote>
        </section>
      )}
    </>
  );
}

/** Show what one looks back on: the result, the meters, skills, turning points, all steps and the questions. */
function Review({ view, result, hidden }: { view: PlayableView; result: Result; hidden: boolean }) {
  const { t } = pageContext();
  const { ending, skills } = result;
  return (
    <div class="ps-rest" hidden={hidden}>
      <ResultSummary view={view} result={result} />
      <Curves view={view} result={result} />
      <div class="ps-pair ps-skills">
        <Skills heading={t("strong")} skills={skills.strong} />
        <Skills heading={t("next")} skills={skills.next} />
      </div>
      <TurningPoints view={view} points={result.turning_points} />
      <TranscriptReview view={view} />
      {ending.prompts.length > 0 && (
        <DebriefPrompts prompts={ending.prompts} ending={ending.id} assets={view.debrief_prompts} />
      )}
      <RequestProblem />
      <DebriefActions view={view} />
    </div>
  );
}

/** Show the meters over the conversation, the first one with how pushed the learner felt. */
function Curves({ view, result }: { view: PlayableView; result: Result }) {
  const { t, notes } = pageContext();
  const felt = view.transcript.flatMap(({ step }) => {
    const value = notes.at(view.attempt, step)?.felt;
    return value === undefined ? [] : [{ step, value }];
  });
  const { curve: main, other_curves: others } = result;
  return (
    <>
      {main && (
        <section>
          <h5>{t("curve_heading", { meter: main.meter })}</h5>
          <MeterChart curve={main} felt={felt} />
        </section>
      )}
      {others.length > 0 && (
        <details class="ps-more">
          <summary>{t("other_curves")}</summary>
          <div class="ps-pair">
            {others.map((curve) => (
              <section key={curve.meter}>
                <h6>{t("curve_heading", { meter: curve.meter })}</h6>
                <MeterChart curve={curve} small />
              </section>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

/** Show the score, the pass mark and what stays recorded. */
function ResultSummary({ view, result }: { view: PlayableView; result: Result }) {
  const { t, id } = pageContext();
  const { score, recorded, withheld, endings } = result;
  const { grade } = view;
  return (
    <section class="ps-outcome">
      <h5 id={id("result")} tabIndex={-1}>
        {t("result")}
      </h5>
      {score && (
        <>
          <p class="ps-points-line">
            {recorded ? t("recorded", score) : t(view.practice ? "practice_result" : "not_recorded", score)}
          </p>
          <p>{t(score.passed ? "passed" : "not_passed", { mark: score.pass_percent })}</p>
        </>
      )}
      {!score && withheld && <p>{withheld}</p>}
      {grade && !recorded && <p>{t("grade_stays", grade)}</p>}
      <WaysFound found={endings.found} of={endings.of} />
    </section>
  );
}

/** Show how many endings the learner has found: a way to each, those not yet found dashed. None is named. */
function WaysFound({ found, of }: Result["endings"]) {
  const { t } = pageContext();
  const ways = Array.from({ length: of }, (_, index) => index);
  const [gap, length] = [16, 90];
  const middle = (of * gap) / 2;
  return (
    <div class="ps-ways">
      <svg viewBox={`0 0 ${length + 16} ${of * gap}`} width={length + 16} aria-hidden="true">
        {ways.map((index) => {
          const y = index * gap + gap / 2;
          return (
            <g key={index} class={index < found ? "ps-found" : ""}>
              <path d={`M6 ${middle}C40 ${middle} 40 ${y} ${length} ${y}`} />
              <circle cx={length + 5} cy={y} r={5} />
            </g>
          );
        })}
        <circle class="ps-origin" cx={6} cy={middle} r={4} />
      </svg>
      <p class="ps-small">{t("endings_found", { found, count: of })}</p>
    </div>
  );
}

/** Show a list of skills. */
function Skills({ heading, skills }: { heading: string; skills: Skill[] }) {
  if (!skills.length) return null;
  return (
    <section>
      <h5>{heading}</h5>
      <ul>
        {skills.map((skill) => (
          <li key={skill.id}>
            <b>{skill.name}.</b> {skill.sentence}
          </li>
        ))}
      </ul>
    </section>
  );
}
