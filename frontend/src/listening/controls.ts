// The buttons beside what can be heard, and the fold with voices and speed.

/** The lines of the icons on a square of 16 by 16. */
const hearIcon = "M3 6h2.500L9 3v10L5.500 10H3zM11.500 6c1 1 1 3 0 4M13 4c2 2 2 6 0 8";
const stopIcon = "M4.500 4.500h7v7h-7z";

/** Return a button to hear something. */
export function makeHearButton(onClick: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ps-hear";
  button.addEventListener("click", onClick);
  return button;
}

/** Give a button its name and icon; nothing is touched where it has them. */
export function setHearButton(button: HTMLButtonElement, name: string, stops: boolean): void {
  if (button.getAttribute("aria-label") === name) return;
  button.setAttribute("aria-label", name);
  button.title = name;
  button.innerHTML =
    '<svg viewBox="0 0 16 16" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.500" ' +
    `stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="${stops ? stopIcon : hearIcon}"/></svg>`;
}

/** A field to choose something. */
export interface SelectField {
  label: string;
  value: string;
  options: Array<{ value: string; label: string }>;
  onChange: (value: string) => void;
}

/** Return a fold with fields and a note above them; `prefix` begins the DOM ids. */
export function makeFold(title: string, note: string, fields: SelectField[], prefix: string): HTMLDetailsElement {
  const fold = element("details", "ps-more ps-voices");
  const rows = fields.map(({ label, value, options, onChange }, index) => {
    const row = element("p", "ps-row");
    const name = element("label", "", label);
    const select = element("select", "");
    select.id = name.htmlFor = `${prefix}-${index}`;
    for (const option of options) {
      const choice = element("option", "", option.label);
      choice.value = option.value;
      choice.selected = option.value === value;
      select.append(choice);
    }
    select.addEventListener("change", () => onChange(select.value));
    row.append(name, select);
    return row;
  });
  fold.append(element("summary", "", title), element("p", "ps-small", note), ...rows);
  return fold;
}

/** Return a new element with a class and words. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  words = "",
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
}
