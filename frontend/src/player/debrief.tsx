// After the talk: what became of it, how it was for the other person, and where it turned.

import type { Result, Skill, View } from "../contracts/player";
import { Asks } from "./debrief-prompts";
import { Beats, Face } from "./content-items";
import { Curve } from "./meter-chart";
import { Farewell } from "./debrief-actions";
import { described, Exchange } from "./transcript-log";
import { Notice, ProblemBox } from "./notices";
import { Path } from "./transcript-review";
import { here } from "./page-context";
import { Rich, langOf } from "./text";
import { Turning } from "./turning-points";

export function Debrief({ view }: { view: View }) {
  const { say, diary, id } = here();
  const lang = langOf();
  const { result, transcript, attempt } = view;
  if (!result) return <ProblemBox />;
  const { ending } = result;
  const last = transcript[transcript.length - 1];
  const felt = transcript.flatMap(({ step }) => {
    const value = diary.at(attempt, step)?.felt;
    return value === undefined ? [] : [{ step, value }];
  });
  return (
    <div class="ps-debrief">
      {last && (
        <section class="ps-final" id={id("last")}>
          <h4 class="ps-past">{say("last_exchange")}</h4>
          <Exchange step={last} named />
        </section>
      )}
      <div class="ps-ending">
        <p class="ps-kind">{say("ended", { kind: ending.kind_name })}</p>
        <h4 id={id("now")} class="ps-title-now" tabIndex={-1} {...lang} aria-describedby={described(id, transcript)}>{ending.title}</h4>
        <Notice />
        <ol class="ps-beats"><Beats beats={ending.lines} /></ol>
        {ending.later && <div class="ps-later"><h5>{say("later")}</h5><Rich html={ending.later} /></div>}
      </div>
      {ending.their_view && (
        <section class="ps-view">
          <h5>{say("their_view", { name: ending.their_view.name })}</h5>
          <div>
            <Face src={ending.their_view.face} name={ending.their_view.name} />
            <blockquote>
              <Rich html={ending.their_view.html} />
              <footer {...lang}>{ending.their_view.name}</footer>
            </blockquote>
          </div>
        </section>
      )}
      <Outcome view={view} result={result} />
      {result.curve && (
        <section>
          <h5>{say("curve_heading", { meter: result.curve.meter })}</h5>
          <Curve curve={result.curve} felt={felt} />
        </section>
      )}
      {result.other_curves.length > 0 && (
        <details class="ps-more">
          <summary>{say("other_curves")}</summary>
          <div class="ps-pair">
            {result.other_curves.map((curve) => (
              <section key={curve.meter}><h6>{say("curve_heading", { meter: curve.meter })}</h6><Curve curve={curve} small /></section>
            ))}
          </div>
        </details>
      )}
      <div class="ps-pair ps-skills">
        <Skills heading={say("strong")} skills={result.skills.strong} />
        <Skills heading={say("next")} skills={result.skills.next} />
      </div>
      <Turning view={view} points={result.turning_points} />
      <Path view={view} />
      {ending.asks.length > 0 && <Asks asks={ending.asks} ending={ending.id} asking={view.asking} />}
      <ProblemBox />
      <Farewell view={view} />
    </div>
  );
}

/** Points and pass mark, said kindly; and what stays recorded whatever is tried next. */
function Outcome({ view, result }: { view: View; result: Result }) {
  const { say } = here();
  const { score, recorded, withheld, endings } = result;
  const { grade } = view;
  return (
    <section class="ps-outcome">
      <h5>{say("result")}</h5>
      {score && (
        <>
          <p class="ps-points-line">
            {recorded
              ? say("recorded", score)
              : say(view.practice ? "practice_result" : "not_recorded", score)}
          </p>
          <p>{say(score.passed ? "passed" : "not_passed", { mark: score.pass_percent })}</p>
        </>
      )}
      {!score && withheld && <p>{withheld}</p>}
      {grade && !recorded && (
        <p>{say("grade_stays", grade)}</p>
      )}
      <p class="ps-small">{say("endings_found", endings)}</p>
    </section>
  );
}

function Skills({ heading, skills }: { heading: string; skills: Skill[] }) {
  if (!skills.length) return null;
  return (
    <section>
      <h5>{heading}</h5>
      <ul>{skills.map((skill) => <li key={skill.id}><b>{skill.name}.</b> {skill.sentence}</li>)}</ul>
    </section>
  );
}
