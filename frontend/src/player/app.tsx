// Which phase of the page is shown.

import { AboutPage } from "./about";
import { Debrief } from "./debrief";
import type { View } from "../contracts/player";
import { Notice, RequestProblem } from "./notices";
import { SceneView } from "./scene";
import { pageContext } from "./page-context";
import { langAttributes } from "./text";

export function App({ title }: { title: string }) {
  const { controller, t, id, announcement } = pageContext();
  const { view } = controller;
  return (
    <div class={`ps-page ps-is-${view?.phase}`} aria-busy={controller.pending !== null}>
      <h3 class="ps-title" id={id("title")} tabIndex={-1} {...langAttributes()}>
        {view?.title ?? title}
      </h3>
      {view ? <Phase view={view} /> : <Loading />}
      {/* Outside the steps: a live region that comes together with its words is often not read. */}
      <div class="ps-heard" role="status">
        {announcement}
      </div>
      <div class="ps-sending" aria-hidden="true">
        {controller.pending && view && <span>{t("sending")}</span>}
      </div>
    </div>
  );
}

function Phase({ view }: { view: View }) {
  // A key per step: a step's own state, such as an opened hint, never leaks into the next.
  switch (view.phase) {
    case "about":
      return <AboutPage view={view} />;
    case "scene":
      return <SceneView key={`${view.attempt}.${view.step}`} view={view} />;
    case "ending":
      return <Debrief key={view.attempt} view={view} />;
    case "unavailable":
      return <Unavailable view={view} />;
  }
}

function Loading() {
  const { controller, t } = pageContext();
  return (
    <>
      {!controller.problem && <p class="ps-loading">{t("loading")}</p>}
      <RequestProblem />
    </>
  );
}

function Unavailable({ view }: { view: View }) {
  const { t } = pageContext();
  return (
    <>
      <p>{t("unavailable")}</p>
      <Notice />
      {view.problems.length > 0 && (
        <section class="ps-problems">
          <h4>{t("problems")}</h4>
          <ul>
            {view.problems.map((problem, index) => (
              <li key={index}>{problem.message}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
