// What can be done from the debrief: play again, take it to supervision on paper, wipe what this browser keeps.

import type { View } from "../contracts/player";
import { Attempts } from "./about";
import { Erase } from "./clear-local-data";
import { Press } from "./notices";
import { printOnly } from "../ui/print";
import { here } from "./page-context";

/** On paper what one felt and wrote is left out, unless one asks for it. */
const withPrivate = "ps-print-private";

export function Farewell({ view }: { view: View }) {
  const { say, play, diary, shell, id } = here();
  return (
    <section class="ps-farewell ps-unprinted">
      <div class="ps-row">
        {view.can.begin && <Press onPress={() => play.begin()}>{say("play_again")}</Press>}
        <Press kind="plain" sends={false} id={id("print")} onPress={() => printOnly(shell)}>{say("print")}</Press>
      </div>
      {diary.any && (
        <p class="ps-row">
          <input
            type="checkbox"
            id={id("print-private")}
            checked={shell.classList.contains(withPrivate)}
            onChange={(event) => shell.classList.toggle(withPrivate, event.currentTarget.checked)}
          />
          <label for={id("print-private")}>{say("print_private")}</label>
        </p>
      )}
      <div class="ps-small"><Attempts view={{ ...view, grade: null }} /></div>
      <Erase />
    </section>
  );
}
