// Small things every part of the page uses.

import type { ComponentChildren } from "preact";
import type { Html } from "../contracts/continuum";
import type { ExerciseController } from "./exercise-controller";

export interface ExerciseContext {
  exercise: ExerciseController;
  shell: HTMLElement;
  /** A DOM id that no other block on the page has. */
  id(name: string): string;
  focus(name: string): void;
}

/** Author's text; in their language where it is not the page's. */
export function RichText({
  html,
  context,
  inline = false,
  class: name = "",
}: {
  html: Html;
  context: ExerciseContext;
  inline?: boolean;
  class?: string;
}) {
  const Tag = inline ? "span" : "div";
  const lang = context.exercise.view?.lang;
  return (
    <Tag
      class={`ps-rich ${name}`}
      {...(lang ? { lang, dir: "auto" as const } : {})}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

interface ButtonProps {
  onPress: () => void;
  children: ComponentChildren;
  kind?: "main" | "plain" | "quiet";
  id?: string;
  label?: string;
  describedBy?: string;
  pressed?: boolean;
  busy?: boolean;
}

/** A button. While a request is under way it says so and does nothing, but keeps its focus: `disabled` would drop it. */
export function Button({
  onPress,
  children,
  kind = "main",
  id,
  label,
  describedBy,
  pressed,
  busy = false,
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`ps-button ps-${kind}`}
      id={id}
      aria-label={label}
      aria-describedby={describedBy}
      aria-pressed={pressed}
      aria-disabled={busy || undefined}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}

/** The heading that focus moves to, at a level that goes with the block's own title. */
export function StepHeading({
  context,
  children,
  level = 4,
}: {
  context: ExerciseContext;
  children: ComponentChildren;
  level?: number;
}) {
  return (
    <div role="heading" aria-level={level} tabIndex={-1} id={context.id("now")} class="ps-heading">
      {children}
    </div>
  );
}

/** Beside what was pressed; focus stays where it was. */
export function RequestProblem({ context: { exercise } }: { context: ExerciseContext }) {
  const { problem, t } = exercise;
  return (
    <div class="ps-problem" role="alert">
      {problem && (
        <>
          <p>{problem.message}</p>
          <Button kind="plain" onPress={problem.retry} busy={exercise.busy}>
            {t("again")}
          </Button>
        </>
      )}
    </div>
  );
}
