// Which phase of the page is shown.

import { About } from "./about";
import { Debrief } from "./debrief";
import type { View } from "../contracts/player";
import { Notice, ProblemBox } from "./notices";
import { SceneView } from "./scene";
import { here } from "./page-context";
import { langOf } from "./text";

export function App({ title }: { title: string }) {
  const { play, say, id, news } = here();
  const { view } = play;
  return (
    <div class={`ps-page ps-is-${view?.phase}`} aria-busy={play.busy !== null}>
      <h3 class="ps-title" id={id("title")} tabIndex={-1} {...langOf()}>{view?.title ?? title}</h3>
      {view ? <Phase view={view} /> : <Waiting />}
      {/* Outside the steps: a live region that comes together with its words is often not read. */}
      <div class="ps-heard" role="status">{news}</div>
      <div class="ps-sending" aria-hidden="true">{play.busy && view && <span>{say("sending")}</span>}</div>
    </div>
  );
}

function Phase({ view }: { view: View }) {
  // A key per step: a step's own state, such as an opened hint, never leaks into the next.
  switch (view.phase) {
    case "about": return <About view={view} />;
    case "scene": return <SceneView key={`${view.attempt}.${view.step}`} view={view} />;
    case "ending": return <Debrief key={view.attempt} view={view} />;
    case "unavailable": return <Unavailable view={view} />;
  }
}

function Waiting() {
  const { play, say } = here();
  return (
    <>
      {!play.problem && <p class="ps-loading">{say("loading")}</p>}
      <ProblemBox />
    </>
  );
}

function Unavailable({ view }: { view: View }) {
  const { say } = here();
  return (
    <>
      <p>{say("unavailable")}</p>
      <Notice />
      {view.problems.length > 0 && (
        <section class="ps-problems">
          <h4>{say("problems")}</h4>
          <ul>{view.problems.map((problem, index) => <li key={index}>{problem.message}</li>)}</ul>
        </section>
      )}
    </>
  );
}
