// Notices about the page itself, and buttons that respect a pending request.

import { FailureNotice } from "../ui/notices";
import { pageContext } from "./page-context";

/** Show the server's notice. */
export function Notice() {
  const { play, id } = pageContext();
  // The element is always present. When a notice comes together with a new step, the step's heading is described by it
  // as well.
  return (
    <div class="ps-notice" role="status" id={id("notice")}>
      {play.notice && <p>{play.notice}</p>}
    </div>
  );
}

/** Render the alert about the last failed request; focus stays where it was. */
export function RequestProblem() {
  const { play, t, id } = pageContext();
  const { problem } = play;
  return (
    <FailureNotice
      id={id("problem")}
      message={problem?.message}
      label={problem ? t(problem.label) : ""}
      onClick={() => play.retry()}
      busy={play.busy}
    />
  );
}
