// Brings focus to an element's entry or field once it has been drawn. One wish at a time: the last one.

let wish: { key: number; field: string | null } | null = null;

/** Asks for focus on what was just added, moved or copied. */
export function focusOn(key: number, field: string | null = null): void {
  wish = { key, field };
}

/** After a move the same button is under the author's finger again, wherever the entry went. */
export const movedTool = (by: -1 | 1): string => (by < 0 ? "tool-up" : "tool-down");

function tool(form: HTMLElement, key: number, name: string): HTMLElement | null {
  const other = name === "tool-up" ? "tool-down" : "tool-up";
  const found = (which: string) => form.querySelector<HTMLElement>(`[data-tool="${key} ${which}"]`);
  return found(name) ?? found(other);
}

/** Called after each drawing of the form. Whether a wish came true. */
export function grant(form: HTMLElement): boolean {
  if (!wish || !focusSpot(form, wish.key, wish.field)) return false;
  wish = null;
  return true;
}

/**
 * Focuses the field of an element, else its first field, else its entry; false where none of them is there. What is folded
 * away is unfolded on the way.
 */
export function focusSpot(form: HTMLElement, key: number, field: string | null): boolean {
  const exact = field?.startsWith("tool-") ? tool(form, key, field) : field !== null ? control(form, `${key}@${field}`) : null;
  const entry = form.querySelector<HTMLElement>(`[data-element="${key}"]`);
  const found = exact ?? control(form, `${key}@`) ?? firstIn(entry) ?? control(form, `${key}@`, true) ?? entry;
  if (!found) return false;
  for (let at: Element | null = found; at && at !== form; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  found.focus();
  found.scrollIntoView?.({ block: "nearest" });
  return document.activeElement === found;
}

function control(form: HTMLElement, name: string, prefix = false): HTMLElement | null {
  // Of several spots in one attribute each begins behind a space.
  return form.querySelector<HTMLElement>(prefix ? `[data-spot^="${name}"], [data-spot*=" ${name}"]` : `[data-spot~="${name}"]`);
}

function firstIn(entry: HTMLElement | null): HTMLElement | null {
  return entry?.querySelector<HTMLElement>("[data-spot]") ?? null;
}
