// Notices about the page itself, and buttons that respect a pending request.

import { Button as BaseButton, type ButtonProps } from "../ui/controls";
import { FailureNotice } from "../ui/notices";
import { pageContext } from "./page-context";

/** Show the server's notice. */
export function Notice() {
  const { controller, id } = pageContext();
  // The element is always present. When a notice comes together with a new step, the step's heading is described by it
  // as well.
  return (
    <div class="ps-notice" role="status" id={id("notice")}>
      {controller.notice && <p>{controller.notice}</p>}
    </div>
  );
}

/** Render the alert about the last failed request; focus stays where it was. */
export function RequestProblem() {
  const { controller, t, id } = pageContext();
  const { problem } = controller;
  return (
    <FailureNotice
      id={id("problem")}
      message={problem?.message}
      retryLabel={problem ? t(problem.label) : ""}
      onRetry={() => controller.retry()}
      busy={controller.pending !== null}
    />
  );
}

interface RequestButtonProps extends Omit<ButtonProps, "busy"> {
  /** False for a button that sends no request and can be pressed at any time. */
  sends?: boolean;
}

/** Render a button that is locked while a request is pending. */
export function Button({ sends = true, ...props }: RequestButtonProps) {
  return <BaseButton {...props} busy={sends && pageContext().controller.pending !== null} />;
}
