// What can be done now: plain buttons, one press each.

import type { Choice, Scene } from "../contracts/player";
import { Pause, startPause } from "./pause";
import { here } from "./page-context";
import { Deed, Rich } from "./text";

export function Options({ scene }: { scene: Scene }) {
  const share = here();
  const { say, play, id, local } = share;
  if (local.waiting) return <Pause waiting={local.waiting} />;

  const can = play.view?.can.choose;
  const press = (choice: Choice) => {
    if (play.busy || !choice.open || !can) return;
    if (choice.wait) startPause(share, choice, choice.wait.seconds);
    else void play.choose(choice.id);
  };
  const request = play.busy;
  return (
    <fieldset class="ps-options">
      <legend id={id("options")} tabIndex={-1}>{say("options")}</legend>
      {!can && <p>{say("cannot_choose")}</p>}
      {scene.choices.map((choice) => {
        const taken = request?.handler === "choose" && request.body.choice === choice.id;
        return (
          <button
            key={choice.id}
            id={id(`option-${choice.id}`)}
            type="button"
            class={`ps-option${taken ? " ps-taken" : ""}${choice.open ? "" : " ps-closed"}`}
            // Not `disabled`: that would drop the focus, and hide the reason from the keyboard.
            aria-disabled={!choice.open || request !== null || !can || undefined}
            onClick={() => press(choice)}
          >
            <Deed deed={choice} button />
            {!choice.open && (
              <span class="ps-small">{choice.closed_because ? <Rich inline html={choice.closed_because} /> : say("option_closed")}</span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
