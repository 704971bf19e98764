// Deletes what this browser stores about a learner. It is offered wherever a learner may leave the page on a shared
// computer.

import { ConfirmButton } from "../ui/confirm-button";
import { pageContext } from "./page-context";

/** Show the button that deletes the local data once the learner has confirmed it, and what was done. */
export function ClearLocalData() {
  const context = pageContext();
  const { t, notes, id, render, focus, state } = context;
  const erase = () => {
    notes.clear();
    state.clearing = false;
    state.cleared = true;
    render();
    // The button disappears with the data; the focus moves to the message.
    focus("erased");
  };
  return (
    <>
      {notes.hasContent && (
        <ConfirmButton
          context={context}
          name="erase"
          ask={t("erase")}
          sure={t("erase_sure")}
          yes={t("erase_now")}
          no={t("erase_not")}
          confirming={state.clearing}
          setConfirming={(clearing) => {
            state.clearing = clearing;
            render();
          }}
          onYes={erase}
        />
      )}
      <p role="status" class="ps-small" id={id("erased")} tabIndex={-1}>
        {state.cleared && t("erased")}
      </p>
    </>
  );
}
