// A button for what can't be undone: it asks first.

import type { ComponentChildren } from "preact";
import { Button } from "./controls";

interface ConfirmButtonProps {
  /** Return a DOM id that no other block on the page has. */
  context: { id(name: string): string };
  /** The part of the DOM ids that no other such button of the page has. */
  name: string;
  ask: string;
  sure: string;
  yes: string;
  no: string;
  confirming: boolean;
  /** Show or hide the question. The page may render at once or later. */
  setConfirming: (confirming: boolean) => void;
  onYes: () => void;
  more?: ComponentChildren;
  kind?: "quiet" | "plain";
  busy?: boolean;
}

/** Show a button that asks for confirmation first. The focus moves to the question and back. */
export function ConfirmButton({
  context,
  name,
  ask,
  sure,
  yes,
  no,
  confirming,
  setConfirming,
  onYes,
  more,
  kind = "quiet",
  busy,
}: ConfirmButtonProps) {
  const [askId, sureId] = [context.id(`${name}-ask`), context.id(`${name}-sure`)];
  const go = (to: boolean) => {
    setConfirming(to);
    // After the page is rendered and before the next key press.
    queueMicrotask(() => document.getElementById(to ? sureId : askId)?.focus());
  };
  if (!confirming)
    return (
      <p>
        <Button kind={kind} id={askId} onClick={() => go(true)}>
          {ask}
        </Button>
      </p>
    );
  return (
    <div class="ps-confirm" role="group" aria-labelledby={sureId}>
      <p id={sureId} tabIndex={-1}>
        {sure}
      </p>
      {more}
      <p class="ps-row">
        <Button busy={busy} onClick={onYes}>
          {yes}
        </Button>
        <Button kind="plain" onClick={() => go(false)}>
          {no}
        </Button>
      </p>
    </div>
  );
}
