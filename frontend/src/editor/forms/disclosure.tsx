// Settings that are folded until the author unfolds them or something in them is to be done.

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Show settings, folded; `summary` says in words what is set. They unfold where something is to be done (`open`). */
export function Disclosure({
  title,
  summary = "",
  open = false,
  class: name = "",
  children,
}: {
  title: string;
  summary?: string;
  open?: boolean;
  class?: string;
  children: ComponentChildren;
}) {
  const [shown, show] = useState(open);
  useEffect(() => {
    if (open) show(true);
  }, [open]);
  return (
    <details class={`psf-more ${name}`} open={shown} onToggle={(event) => show(event.currentTarget.open)}>
      <summary>
        {title}
        {summary && <span class="psf-set"> {summary}</span>}
      </summary>
      <div class="psf-more-inside">{children}</div>
    </details>
  );
}
