// The buttons for undo and redo.

interface StepButtonProps {
  label: string;
  /** What is undone or redone; null for nothing. */
  what: string | null;
  /** What is said of the button when the pointer rests on it. */
  title?: string;
  act: () => void;
}

/** Show the button for undo or redo with its next step. */
export function StepButton({ label, what, title, act }: StepButtonProps) {
  return (
    <button
      type="button"
      class="ps-tool"
      aria-disabled={what === null ? "true" : undefined}
      title={title}
      onClick={() => {
        if (what !== null) act();
      }}
    >
      {label}
      {what !== null && (
        <span class="ps-step">
          <span class="ps-heard">: </span>
          {what}
        </span>
      )}
    </button>
  );
}
