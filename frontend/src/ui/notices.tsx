// Messages of the learner pages about requests that failed.

import { Button } from "./controls";

interface FailureNoticeProps {
  id?: string;
  message: string | undefined;
  /** Label and action of the button that tries again; no button without them. */
  retryLabel?: string;
  onRetry?: (() => void) | null;
  busy?: boolean;
}

/** Render the alert about a failed request. The element is always present, so that screen readers notice its new text. */
export function FailureNotice({ id, message, retryLabel, onRetry, busy }: FailureNoticeProps) {
  return (
    <div class="ps-problem" role="alert" id={id}>
      {message !== undefined && (
        <>
          <p>{message}</p>
          {onRetry && (
            <Button kind="plain" onPress={onRetry} busy={busy}>
              {retryLabel}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
