// Which problems show already. Nothing is said about a field before its author has left it: a field that is being filled in
// for the first time is not wrong.

import { newestKey } from "./tree";

/** What is said of a problem here. */
interface PlacedProblem {
  key: number;
  field: string | null;
  code: string;
}

/** Return the marker of the control that a problem belongs to, as the fields have it in `data-field`. */
const markerOf = ({ key, field }: PlacedProblem): string => `${key}@${field ?? ""}`;

/** Return the markers of the control around an element. */
const markersAt = (target: EventTarget | null): readonly string[] =>
  (target instanceof Element ? (target.closest<HTMLElement>("[data-field]")?.dataset.field ?? "") : "")
    .split(" ")
    .filter(Boolean);

/** Remembers which fields have been left. */
export class FieldAttention {
  /** Elements up to this key have been looked at as a whole. */
  private lookedAt = newestKey();
  private left = new Set<string>();
  private focused: readonly string[] = [];
  /** What was shown at the focused field when it got the focus; that stays. */
  private shownAtFocus: ReadonlySet<string> = new Set();
  /** Grows with each change of what shows. */
  version = 0;

  constructor(
    private problems: () => readonly PlacedProblem[],
    private notify: () => void,
  ) {}

  /** Tell whether a problem does not show yet. */
  withholds(problem: PlacedProblem): boolean {
    const marker = markerOf(problem);
    if (this.focused.includes(marker)) return !this.shownAtFocus.has(`${marker} ${problem.code}`);
    return problem.key > this.lookedAt && !this.left.has(marker);
  }

  /** Note that a field has got the focus. */
  enter(target: EventTarget | null): void {
    const markers = markersAt(target);
    const shown = this.problems().filter((problem) => !this.withholds(problem));
    this.shownAtFocus = new Set(shown.map((problem) => `${markerOf(problem)} ${problem.code}`));
    this.focused = markers;
  }

  /** Note that the focused field has been left. */
  leave(): void {
    const before = this.countWithheld();
    for (const marker of this.focused) this.left.add(marker);
    this.focused = [];
    this.changed(before);
  }

  /** Note that everything has been looked at: the author has gone on, or saves. */
  revealAll(): void {
    const before = this.countWithheld();
    this.lookedAt = newestKey();
    this.left.clear();
    this.focused = [];
    this.changed(before);
  }

  private countWithheld = (): number => this.problems().filter((problem) => this.withholds(problem)).length;

  private changed(before: number): void {
    this.version += 1;
    if (this.countWithheld() !== before) this.notify();
  }
}

/** Follow the focus: through the fields of a form, and out of it. Return the function that ends this. */
export function watchAttention(form: HTMLElement, attention: FieldAttention): () => void {
  const page = form.ownerDocument;
  const onIn = (event: FocusEvent) => {
    if (form.contains(event.target as Node)) attention.enter(event.target);
    else attention.revealAll();
  };
  const onOut = (event: FocusEvent) => {
    if (form.contains(event.target as Node)) attention.leave();
  };
  page.addEventListener("focusin", onIn);
  page.addEventListener("focusout", onOut);
  return () => {
    page.removeEventListener("focusin", onIn);
    page.removeEventListener("focusout", onOut);
  };
}
