// Brings focus to an element's entry or field once it has been drawn. One wish at a time: the last one.

let pendingFocus: { key: number; field: string | null } | null = null;

/** Asks for focus on what was just added, moved or copied. */
export function requestFocus(key: number, field: string | null = null): void {
  pendingFocus = { key, field };
}

/** After a move the same button is under the author's finger again, wherever the entry went. */
export const moveButtonName = (by: -1 | 1): string => (by < 0 ? "tool-up" : "tool-down");

function findMoveButton(form: HTMLElement, key: number, name: string): HTMLElement | null {
  const other = name === "tool-up" ? "tool-down" : "tool-up";
  const found = (which: string) => form.querySelector<HTMLElement>(`[data-tool="${key} ${which}"]`);
  return found(name) ?? found(other);
}

/** Called after each drawing of the form. Whether a wish came true. */
export function applyFocusRequest(form: HTMLElement): boolean {
  if (!pendingFocus || !focusField(form, pendingFocus.key, pendingFocus.field)) return false;
  pendingFocus = null;
  return true;
}

/**
 * Focuses the field of an element, else its first field, else its entry; false where none of them is there. What is folded
 * away is unfolded on the way.
 */
export function focusField(form: HTMLElement, key: number, field: string | null): boolean {
  const exact = field?.startsWith("tool-")
    ? findMoveButton(form, key, field)
    : field !== null
      ? findControl(form, `${key}@${field}`)
      : null;
  const entry = form.querySelector<HTMLElement>(`[data-element="${key}"]`);
  const found =
    exact ?? findControl(form, `${key}@`) ?? firstControl(entry) ?? findControl(form, `${key}@`, true) ?? entry;
  if (!found) return false;
  for (let at: Element | null = found; at && at !== form; at = at.parentElement)
    if (at instanceof HTMLDetailsElement) at.open = true;
  found.focus();
  found.scrollIntoView?.({ block: "nearest" });
  return document.activeElement === found;
}

function findControl(form: HTMLElement, name: string, prefix = false): HTMLElement | null {
  // Of several spots in one attribute each begins behind a space.
  return form.querySelector<HTMLElement>(
    prefix ? `[data-spot^="${name}"], [data-spot*=" ${name}"]` : `[data-spot~="${name}"]`,
  );
}

function firstControl(entry: HTMLElement | null): HTMLElement | null {
  return entry?.querySelector<HTMLElement>("[data-spot]") ?? null;
}
