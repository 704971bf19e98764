// What is shown where nothing can be chosen.

import type { UnavailableView, View } from "../contracts/player";
import { Button } from "../ui/controls";
import { Notice, RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { TranscriptLog } from "./transcript-log";

/**
 * Show a conversation that can't go on: the scenario can't be played (for staff, also why), or an author's edit moved the
 * run onto an ending, and nothing is graded until the learner asks for it.
 */
export function NothingToChoose({ view }: { view: View }) {
  const { play, t } = pageContext();
  return (
    <>
      {view.phase === "unavailable" ? <WhyUnavailable view={view} /> : <TranscriptLog transcript={view.transcript} />}
      <Notice />
      <RequestProblem />
      {view.can_finish && (
        <Button busy={play.busy} onClick={() => play.finish()}>
          {t("see_ending")}
        </Button>
      )}
    </>
  );
}

/** Show why a scenario can't be played: to learners in a sentence, to course staff with what has to be fixed. */
function WhyUnavailable({ view }: { view: UnavailableView }) {
  const { t } = pageContext();
  if (!view.for_staff) return view.problems.map(({ message }) => <p key={message}>{message}</p>);
  return (
    <>
      <p>{t("unavailable")}</p>
      <section class="ps-problems">
        <h4>{t("problems")}</h4>
        <ul>
          {view.problems.map((problem, index) => (
            <li key={index}>{problem.message}</li>
          ))}
        </ul>
      </section>
    </>
  );
}
