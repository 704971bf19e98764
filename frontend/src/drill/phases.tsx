// Chooses what a drill shows: one moment, what came of it, the next; at the end the marks. In the drill's bundle this stands in
// the place of player/phases.tsx (see build.mjs).

import type { Drill, PlayableView, View } from "../contracts/player";
import { AboutPage } from "../player/about";
import { NothingToChoose } from "../player/nothing-to-choose";
import { Notice, RequestProblem } from "../player/notices";
import { pageContext } from "../player/page-context";
import { Button } from "../ui/controls";
import { Answer } from "./answer";
import { Marks } from "./marks";
import { Moment } from "./moment";

/** The view of a drill that can be played. */
export type DrillView = PlayableView & { drill: Drill };

/** Tell whether a view is a playable drill's. */
const isDrill = (view: View): view is DrillView => view.phase !== "unavailable" && view.drill !== undefined;

/** Show the current phase. */
export function Phase({ view }: { view: View }) {
  const { state } = pageContext();
  if (!isDrill(view) || view.phase === "changed") return <NothingToChoose view={view} />;
  const last = view.transcript[view.transcript.length - 1];
  // A choice that was just taken is shown with what came of it, until the learner goes on.
  if (last && !state.lookingBack) return <Answer key={`${view.attempt}.${last.step}`} view={view} step={last} />;
  switch (view.phase) {
    case "scene":
      return <Moment key={`${view.attempt}.${view.step}`} view={view} />;
    case "ending":
      return <Marks key={view.attempt} view={view} />;
    default:
      return view.attempt > 0 ? <DrawAgain view={view} /> : <AboutPage view={view} />;
  }
}

/** Show only the button to somebody who knows the drill. */
function DrawAgain({ view }: { view: DrillView }) {
  const { t, play } = pageContext();
  return (
    <div class="ps-about">
      <Notice />
      <RequestProblem />
      {view.can.begin ? (
        <p class="ps-row">
          <Button busy={play.busy} onClick={() => play.begin()}>
            {t("draw", { count: view.drill.of })}
          </Button>
        </p>
      ) : (
        <p>{t("cannot_begin")}</p>
      )}
    </div>
  );
}
