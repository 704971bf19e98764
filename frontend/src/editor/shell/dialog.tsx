// A real dialog: the browser keeps focus inside and the rest out of reach; Esc closes it, and focus goes back to where it was.

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { useEditor } from "../context";

export interface DialogProps {
  title: string;
  close: () => void;
  children: ComponentChildren;
  /** As large as the page allows, for what is a page itself. */
  wide?: boolean;
}

export function Dialog({ title, close, children, wide = false }: DialogProps) {
  const { t } = useEditor();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // At once: whoever pressed the key types on.
  useLayoutEffect(() => {
    const node = dialog.current;
    const before = document.activeElement;
    const editorRoot = node?.closest(".ps-desk");
    if (node && !node.open) node.showModal?.();
    // The browser picks the first button, which is "close"; the first thing to fill in or the title is where one begins.
    const first = node?.querySelector<HTMLElement>(
      "[data-first], .ps-dialog-body :is(input, select, textarea, [contenteditable])",
    );
    (first ?? node?.querySelector<HTMLElement>("h3"))?.focus();
    return () => {
      node?.close?.();
      if (before instanceof Element && before.isConnected && before !== document.body)
        (before as HTMLElement | SVGElement).focus();
      // What one came from may be gone with what the dialog did: then on with what is selected now.
      else editorRoot?.querySelector<HTMLElement>('.ps-tree [tabindex="0"]')?.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`ps-dialog${wide ? " ps-wide" : ""}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target === dialog.current) {
          event.preventDefault();
          close();
        }
      }}
    >
      <div class="ps-dialog-head">
        <h3 id={heading} tabIndex={-1}>
          {title}
        </h3>
        <button type="button" class="ps-icon" aria-label={t("close_dialog")} onClick={close}>
          <span aria-hidden="true">×</span>
        </button>
      </div>
      <div class="ps-dialog-body">{children}</div>
    </dialog>
  );
}
