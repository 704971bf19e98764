// The buttons for undo and redo.

interface StepButtonProps {
  label: string;
  /** What is undone or redone; null for nothing. */
  what: string | null;
  /** The shortcut, as it is called on the author's keyboard. */
  keys?: string;
  act: () => void;
}

/** Show the button for undo or redo with its next step. */
export function StepButton({ label, what, keys, act }: StepButtonProps) {
  return (
    <button
      type="button"
      class="ps-tool"
      aria-disabled={what === null ? "true" : undefined}
      title={keys && what !== null ? `${label}: ${what} (${keys})` : keys}
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
