// What the page has to say about itself: what changed, and what did not get through.

import { here } from "./page-context";

export function Notice() {
  const { play, id } = here();
  // Stands there before it has anything to say. Where the notice comes together with a new step, that step's heading
  // is described by it as well.
  return <div class="ps-notice" role="status" id={id("notice")}>{play.notice && <p>{play.notice}</p>}</div>;
}

/** Beside what was pressed, not at the top of the page; focus stays where it was. */
export function ProblemBox() {
  const { play, say, id } = here();
  const { problem } = play;
  return (
    <div class="ps-problem" role="alert" id={id("problem")}>
      {problem && (
        <>
          <p>{problem.message}</p>
          <Press kind="plain" onPress={() => play.again()}>{say(problem.label)}</Press>
        </>
      )}
    </div>
  );
}

interface PressProps {
  onPress: () => void;
  children: preact.ComponentChildren;
  kind?: "main" | "plain" | "quiet";
  id?: string;
  describedBy?: string;
  /** False for what sends nothing, and so may be pressed at any time. */
  sends?: boolean;
}

/** A button. While a request is under way it says so and does nothing, but keeps its focus: `disabled` would drop it. */
export function Press({ onPress, children, kind = "main", id, describedBy, sends = true }: PressProps) {
  const { play } = here();
  const locked = sends && play.busy !== null;
  return (
    <button
      type="button"
      class={`ps-button ps-${kind}`}
      id={id}
      aria-describedby={describedBy}
      aria-disabled={locked || undefined}
      onClick={() => { if (!(sends && play.busy)) onPress(); }}
    >
      {children}
    </button>
  );
}
