// What the page has to say about itself: what changed, and what did not get through.

import { pageContext } from "./page-context";

export function Notice() {
  const { controller, id } = pageContext();
  // Stands there before it has anything to say. Where the notice comes together with a new step, that step's heading
  // is described by it as well.
  return (
    <div class="ps-notice" role="status" id={id("notice")}>
      {controller.notice && <p>{controller.notice}</p>}
    </div>
  );
}

/** Beside what was pressed, not at the top of the page; focus stays where it was. */
export function RequestProblem() {
  const { controller, t, id } = pageContext();
  const { problem } = controller;
  return (
    <div class="ps-problem" role="alert" id={id("problem")}>
      {problem && (
        <>
          <p>{problem.message}</p>
          <Button kind="plain" onPress={() => controller.retry()}>
            {t(problem.label)}
          </Button>
        </>
      )}
    </div>
  );
}

interface ButtonProps {
  onPress: () => void;
  children: preact.ComponentChildren;
  kind?: "main" | "plain" | "quiet";
  id?: string;
  describedBy?: string;
  /** False for what sends nothing, and so may be pressed at any time. */
  sends?: boolean;
}

/** A button. While a request is under way it says so and does nothing, but keeps its focus: `disabled` would drop it. */
export function Button({ onPress, children, kind = "main", id, describedBy, sends = true }: ButtonProps) {
  const { controller } = pageContext();
  const locked = sends && controller.pending !== null;
  return (
    <button
      type="button"
      class={`ps-button ps-${kind}`}
      id={id}
      aria-describedby={describedBy}
      aria-disabled={locked || undefined}
      onClick={() => {
        if (!(sends && controller.pending)) onPress();
      }}
    >
      {children}
    </button>
  );
}
