// Wiping what this browser keeps of a learner: wherever they may leave the page for good, on a computer they share.

import { Press } from "./notices";
import { here } from "./page-context";

export function Erase() {
  const { say, diary, id, draw, focus, local } = here();
  const erase = () => {
    diary.erase();
    local.erased = true;
    draw();
    // The button goes with what it erased.
    focus("erased");
  };
  return (
    <>
      {diary.any && <p><Press kind="quiet" sends={false} onPress={erase}>{say("erase")}</Press></p>}
      <p role="status" class="ps-small" id={id("erased")} tabIndex={-1}>{local.erased && say("erased")}</p>
    </>
  );
}
