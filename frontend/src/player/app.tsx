// The page around what a phase shows: title, phase, live regions.

import { RequestProblem } from "./notices";
import { pageContext } from "./page-context";
import { Phase } from "./phases";
import { langAttributes } from "./text";

/** Show title, phase and the live region for announcements. */
export function App({ title }: { title: string }) {
  const { play, t, id, announcement, state } = pageContext();
  const { view } = play;
  return (
    <div class={`ps-page ps-is-${view?.phase}${state.delaysReaction ? " ps-delayed" : ""}`}>
      <h3 class="ps-title" id={id("title")} tabIndex={-1} {...langAttributes()}>
        {view?.title ?? title}
      </h3>
      {view ? <Phase view={view} /> : <Loading />}
      {/* The live region stays in the page: one that is added together with its text is often not read out. */}
      <div class="ps-heard" role="status">
        {announcement}
      </div>
      <div class="ps-sending" role="status">
        {play.pending && view && <span>{t("sending")}</span>}
      </div>
    </div>
  );
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
