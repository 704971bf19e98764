// Messages of the learner pages about requests that failed.

import { Button } from "./controls";

/**
 * Return a text for a live region that now holds `before`: the same text again gets a space that can't be seen, since
 * screen readers read out only what changes.
 */
export const sayAgain = (text: string, before: string | null | undefined): string =>
  text === before ? `${text}\u00a0` : text;

interface FailureNoticeProps {
  id?: string;
  /** The message; nothing is shown without it. */
  message: string | undefined;
  /** Label and action of the button that tries again; no button without an action. */
  label: string;
  onClick?: (() => void) | null | undefined;
  busy?: boolean;
}

/** Render the alert about a failed request. The element is always present, so that screen readers notice its new text. */
export function FailureNotice({ id, message, label, onClick, busy }: FailureNoticeProps) {
  return (
    <div class="ps-problem" role="alert" id={id}>
      {message !== undefined && <p>{message}</p>}
      {message !== undefined && onClick && (
        <Button kind="plain" onClick={onClick} busy={busy}>
          {label}
        </Button>
      )}
    </div>
  );
}
