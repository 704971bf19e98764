// What can be done from the debrief: play again, take it to supervision on paper, wipe what this browser keeps.

import type { View } from "../contracts/player";
import { AttemptsLeft } from "./about";
import { ClearLocalData } from "./clear-local-data";
import { Button } from "./notices";
import { printElement } from "../ui/print";
import { pageContext } from "./page-context";

/** On paper what one felt and wrote is left out, unless one asks for it. */
const printPrivateClass = "ps-print-private";

export function DebriefActions({ view }: { view: View }) {
  const { t, controller, notes, shell, id } = pageContext();
  return (
    <section class="ps-farewell ps-unprinted">
      <div class="ps-row">
        {view.can.begin && <Button onPress={() => controller.begin()}>{t("play_again")}</Button>}
        <Button kind="plain" sends={false} id={id("print")} onPress={() => printElement(shell)}>
          {t("print")}
        </Button>
      </div>
      {notes.hasContent && (
        <p class="ps-row">
          <input
            type="checkbox"
            id={id("print-private")}
            checked={shell.classList.contains(printPrivateClass)}
            onChange={(event) => shell.classList.toggle(printPrivateClass, event.currentTarget.checked)}
          />
          <label for={id("print-private")}>{t("print_private")}</label>
        </p>
      )}
      <div class="ps-small">
        <AttemptsLeft view={{ ...view, grade: null }} />
      </div>
      <ClearLocalData />
    </section>
  );
}
