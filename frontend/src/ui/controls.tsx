// Controls that the learner pages share.

import type { ComponentChildren } from "preact";

interface ButtonProps {
  id?: string;
  children: ComponentChildren;
  onClick: () => void;
  kind?: "main" | "plain" | "quiet";
  /** True while a request is pending: the button is marked as disabled and does nothing. */
  busy?: boolean | undefined;
  "aria-label"?: string;
  "aria-describedby"?: string;
}

/** Render a button. A busy button keeps the focus: the attribute `disabled` would drop it. */
export function Button({ kind = "main", busy, onClick, ...attributes }: ButtonProps) {
  return (
    <button
      {...attributes}
      type="button"
      class={`ps-button ps-${kind}`}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onClick();
      }}
    />
  );
}
