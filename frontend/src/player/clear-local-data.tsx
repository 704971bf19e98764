// Deletes what this browser stores about a learner. It is offered wherever a learner may leave the page on a shared
// computer.

import { Button } from "../ui/controls";
import { pageContext } from "./page-context";

/** Show the button that deletes the local data, and a confirmation. */
export function ClearLocalData() {
  const { t, notes, id, render, focus, state } = pageContext();
  const erase = () => {
    notes.clear();
    state.cleared = true;
    render();
    // The button disappears with the data; the focus moves to the confirmation.
    focus("erased");
  };
  return (
    <>
      {notes.hasContent && (
        <p>
          <Button kind="quiet" onClick={erase}>
            {t("erase")}
          </Button>
        </p>
      )}
      <p role="status" class="ps-small" id={id("erased")} tabIndex={-1}>
        {state.cleared && t("erased")}
      </p>
    </>
  );
}
