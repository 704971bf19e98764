// Chooses what to show for the current phase.

import type { View } from "../contracts/player";
import { Button } from "../ui/controls";
import { AboutPage } from "./about";
import { Debrief } from "./debrief";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { SceneView } from "./scene";
import { langAttributes } from "./text";
import { TranscriptLog } from "./transcript-log";

/** Show title, phase and the live region for announcements. */
export function App({ title }: { title: string }) {
  const { play, t, id, announcement } = pageContext();
  const { view } = play;
  return (
    <div class={`ps-page ps-is-${view?.phase}`} aria-busy={play.pending !== null}>
      <h3 class="ps-title" id={id("title")} tabIndex={-1} {...langAttributes()}>
        {view?.title ?? title}
      </h3>
      {view ? <Phase view={view} /> : <Loading />}
      {/* The live region stays in the page: one that is added together with its text is often not read out. */}
      <div class="ps-heard" role="status">
        {announcement}
      </div>
      <div class="ps-sending" aria-hidden="true">
        {play.pending && view && <span>{t("sending")}</span>}
      </div>
    </div>
  );
}

/** Show the current phase. */
function Phase({ view }: { view: View }) {
  // The key resets the state of elements, such as opened hints, at each step.
  switch (view.phase) {
    case "about":
      return <AboutPage view={view} />;
    case "scene":
      return <SceneView key={`${view.attempt}.${view.step}`} view={view} />;
    case "ending":
      return <Debrief key={view.attempt} view={view} />;
    default:
      return <NothingToChoose view={view} />;
  }
}

/** Show that the page is loading, or why that failed. */
function Loading() {
  const { play, t } = pageContext();
  return (
    <>
      {!play.problem && <p class="ps-loading">{t("loading")}</p>}
      <RequestProblem />
    </>
  );
}

/**
 * Show a conversation that can't go on: the scenario can't be played (for staff, also why), or an author's edit moved the
 * run onto an ending, and nothing is graded until the learner asks for it.
 */
function NothingToChoose({ view }: { view: View }) {
  const { play, t } = pageContext();
  return (
    <>
      {view.phase === "changed" ? <TranscriptLog transcript={view.transcript} /> : <p>{t("unavailable")}</p>}
      <Notice />
      <RequestProblem />
      {view.can_finish && (
        <Button busy={play.busy} onClick={() => play.finish()}>
          {t("see_ending")}
        </Button>
      )}
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
