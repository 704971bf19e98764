// Actions at the end of the debrief: play again, print, delete the local data.

import type { PlayableView } from "../contracts/player";
import { Button } from "../ui/controls";
import { printElement } from "../ui/print";
import { AttemptsLeft } from "./about";
import { ClearLocalData } from "./clear-local-data";
import { ListenSwitch } from "./listen-switch";
import { pageContext } from "./page-context";

/** The class that includes the learner's own ratings and words in print; without it they are left out. */
const printPrivateClass = "ps-print-private";

/** Show the actions. */
export function DebriefActions({ view }: { view: PlayableView }) {
  const { t, play, notes, shell, id } = pageContext();
  return (
    <section class="ps-actions ps-unprinted">
      <div class="ps-row">
        {view.can.begin && (
          <Button busy={play.busy} onClick={() => play.begin()}>
            {t("play_again")}
          </Button>
        )}
        <Button kind="plain" id={id("print")} onClick={() => printElement(shell)}>
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
      <ListenSwitch />
      <ClearLocalData />
    </section>
  );
}
