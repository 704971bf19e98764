// What is shown where nothing can be chosen.

import type { View } from "../contracts/player";
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
