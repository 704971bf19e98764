// A modal dialog. The browser keeps the focus inside; Escape closes it, and the focus returns to where it was.

import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { useEditor } from "../context";

/** Title and content of a dialog. */
export interface DialogProps {
  title: string;
  close: () => void;
  children: ComponentChildren;
  /** Whether it is as large as the page allows. */
  wide?: boolean;
}

/** Show a modal dialog. */
export function Dialog({ title, close, children, wide = false }: DialogProps) {
  const { t } = useEditor();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Immediately: the author may be typing on.
  useLayoutEffect(() => {
    const node = dialog.current;
    const before = document.activeElement;
    const editorRoot = node?.closest(".ps-editor-root");
    if (node && !node.open) node.showModal?.();
    // The browser would focus the close button; the first field or the title is better.
    const first = node?.querySelector<HTMLElement>(
      "[data-first], .ps-dialog-body :is(input, select, textarea, [contenteditable])",
    );
    (first ?? node?.querySelector<HTMLElement>("h3"))?.focus();
    return () => {
      node?.close?.();
      if (before instanceof Element && before.isConnected && before !== document.body)
        (before as HTMLElement | SVGElement).focus();
      // When the element that opened it no longer exists, focus the selection.
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
          <Icon name="close" />
        </button>
      </div>
      <div class="ps-dialog-body">{children}</div>
    </dialog>
  );
}
