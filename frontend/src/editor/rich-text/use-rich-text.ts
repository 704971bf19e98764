// Keeps the editing area of a text field and the text of its element equal.

import { useLayoutEffect, useRef } from "preact/hooks";
import { type FieldBinding, setText } from "../forms/field-binding";
import { parseMarkup, writeMarkup } from "../text/markup";
import { readPieces, renderPieces } from "./rich-dom";
import * as edit from "./rich-edit";

/** Return the reference of the editing area, and the function that stores its text. */
export function useRichText(field: { binding: FieldBinding; label: string; optional: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<string | null>(null);
  const latest = useRef(field);
  latest.current = field;
  const text = field.binding.node?.text ?? "";

  // Only text that was changed elsewhere (undo, replace, another selection) is rendered; typed text is already there.
  useLayoutEffect(() => {
    const root = box.current!;
    if (shown.current === text) return;
    const hasFocus = root.contains(document.activeElement);
    const before = root.textContent ?? "";
    renderPieces(root, parseMarkup(text));
    shown.current = text;
    if (hasFocus) edit.selectSpan(root, changePosition(before, root.textContent ?? ""));
  }, [text]);

  const store = () => {
    const root = box.current!;
    tidyKeepingSelection(root);
    const after = writeMarkup(readPieces(root));
    if (after === shown.current) return;
    shown.current = after;
    const { binding, label, optional } = latest.current;
    setText(binding, after, binding.editor.t("forms_step_edit", { what: label }), optional);
  };
  return { box, text, store };
}

/** Remove what browsers add to the text; keep the selection. */
function tidyKeepingSelection(root: HTMLElement): void {
  if (!edit.isUntidy(root)) return;
  const range = edit.rangeIn(root);
  const span = range && edit.spanOf(root, range);
  edit.tidy(root);
  if (span) edit.selectSpan(root, span);
}

/** Return where two texts differ, seen from the end: the caret goes there after an undo. */
function changePosition(before: string, after: string): edit.TextSpan {
  let same = 0;
  while (same < before.length && same < after.length && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from: after.length - same, to: after.length - same };
}
