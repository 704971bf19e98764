// Elements that all parts of the continuum page use.

import type { ComponentChildren } from "preact";
import { FailureNotice } from "../ui/notices";
import { RichText as BaseRichText } from "../ui/text";
import type { ExerciseController } from "./exercise-controller";

/** The state and functions of one block's page. */
export interface ExerciseContext {
  exercise: ExerciseController;
  shell: HTMLElement;
  /** Return a DOM id that no other block on the page has. */
  id(name: string): string;
  /** Focus the element with this id. */
  focus(name: string): void;
}

/** Render the author's cleaned HTML, marked with its language. */
export function RichText({ context, ...props }: Parameters<typeof BaseRichText>[0] & { context: ExerciseContext }) {
  return <BaseRichText {...props} lang={context.exercise.content?.lang} />;
}

/** Show the heading that gets the focus at each step. */
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

/** Render the alert about the last failed request; focus stays where it was. */
export function RequestProblem({ context: { exercise } }: { context: ExerciseContext }) {
  const { problem, t, busy } = exercise;
  return <FailureNotice message={problem?.message} label={t("again")} onClick={problem?.retry} busy={busy} />;
}
