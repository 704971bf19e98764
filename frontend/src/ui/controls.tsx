// Controls that the learner pages share.

import type { ComponentChildren } from "preact";

/** Properties of a button. */
export interface ButtonProps {
  onPress: () => void;
  children: ComponentChildren;
  kind?: "main" | "plain" | "quiet";
  id?: string;
  label?: string;
  describedBy?: string;
  /** True while a request is pending: the button is marked as disabled and does nothing. */
  busy?: boolean;
}

/** Render a button. A busy button keeps the focus: the attribute `disabled` would drop it. */
export function Button({ onPress, children, kind = "main", id, label, describedBy, busy = false }: ButtonProps) {
  return (
    <button
      type="button"
      class={`ps-button ps-${kind}`}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}
