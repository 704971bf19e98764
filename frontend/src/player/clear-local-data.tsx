// Wiping what this browser keeps of a learner: wherever they may leave the page for good, on a computer they share.

import { Button } from "./notices";
import { pageContext } from "./page-context";

export function ClearLocalData() {
  const { t, notes, id, render, focus, transient } = pageContext();
  const erase = () => {
    notes.clear();
    transient.cleared = true;
    render();
    // The button goes with what it erased.
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
