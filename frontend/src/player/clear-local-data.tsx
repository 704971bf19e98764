// Deletes what this browser stores about a learner. It is offered wherever a learner may leave the page on a shared
// computer.

import { Button } from "./notices";
import { pageContext } from "./page-context";

/** Show the button that deletes the local data, and a confirmation. */
export function ClearLocalData() {
  const { t, notes, id, render, focus, transient } = pageContext();
  const erase = () => {
    notes.clear();
    transient.cleared = true;
    render();
    // The button disappears with the data; the focus moves to the confirmation.
    focus("erased");
  };
  return (
    <>
      {notes.hasContent && (
        <p>
          <Button kind="quiet" sends={false} onPress={erase}>
            {t("erase")}
          </Button>
        </p>
      )}
      <p role="status" class="ps-small" id={id("erased")} tabIndex={-1}>
        {transient.cleared && t("erased")}
      </p>
    </>
  );
}
