// Focuses an item or a field after it is rendered. Only the last request counts.

let pendingFocus: { key: number; field: string | null } | null = null;

/** Request the focus for an item that was added, moved or copied. */
export function requestFocus(key: number, field: string | null = null): void {
  pendingFocus = { key, field };
}

/** Return the name of the move button, so that it has the focus again after the move. */
export const moveButtonName = (by: -1 | 1): string => (by < 0 ? "tool-up" : "tool-down");

/** Find a move button of an item, or the opposite one at the end of the list. */
function findMoveButton(form: HTMLElement, key: number, name: string): HTMLElement | null {
  const other = name === "tool-up" ? "tool-down" : "tool-up";
  const found = (which: string) => form.querySelector<HTMLElement>(`[data-tool="${key} ${which}"]`);
  return found(name) ?? found(other);
}

/** Fulfil the request after rendering; return whether that was possible. */
export function applyFocusRequest(form: HTMLElement): boolean {
  if (!pendingFocus || !focusField(form, pendingFocus.key, pendingFocus.field)) return false;
  pendingFocus = null;
  return true;
}

/**
 * Focus the field of an element, else its first field, else its item; return false when there is none. Folded parts
 * around it are opened.
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

/** Find a control by its marker. */
function findControl(form: HTMLElement, name: string, prefix = false): HTMLElement | null {
  // An attribute may have several markers, separated by spaces.
  return form.querySelector<HTMLElement>(
    prefix ? `[data-field^="${name}"], [data-field*=" ${name}"]` : `[data-field~="${name}"]`,
  );
}

/** Find the first control of an item that holds something of it; the button that folds it holds nothing. */
function firstControl(entry: HTMLElement | null): HTMLElement | null {
  return entry?.querySelector<HTMLElement>('[data-field]:not([data-field$="@toggle"])') ?? null;
}
