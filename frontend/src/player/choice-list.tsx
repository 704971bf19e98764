// The choices of the current scene, as buttons.

import type { Choice, Scene } from "../contracts/player";
import { pageContext } from "./page-context";
import { Pause, startPause } from "./pause";
import { ActionText, RichText } from "./text";

/** Show the choices, or the running pause. */
export function ChoiceList({ scene }: { scene: Scene }) {
  const context = pageContext();
  const { t, play, id, state } = context;
  if (state.pause) return <Pause waiting={state.pause} />;

  const can = play.view?.can.choose;
  const press = (choice: Choice) => {
    if (play.pending || !choice.open || !can) return;
    if (choice.wait) startPause(context, choice, choice.wait.seconds);
    else void play.choose(choice.id);
  };
  const request = play.pending;
  return (
    <fieldset class="ps-options">
      <legend id={id("options")} tabIndex={-1}>
        {t("options")}
      </legend>
      {!can && <p>{t("cannot_choose")}</p>}
      {scene.choices.map((choice) => {
        const taken = request?.handler === "choose" && request.body.choice === choice.id;
        return (
          <button
            key={choice.id}
            id={id(`option-${choice.id}`)}
            type="button"
            class={`ps-option${taken ? " ps-taken" : ""}${choice.open ? "" : " ps-closed"}`}
            // Not the attribute `disabled`: it would drop the focus and hide the reason from keyboard users.
            aria-disabled={!choice.open || request !== null || !can || undefined}
            onClick={() => press(choice)}
          >
            <ActionText action={choice} button />
            {!choice.open && (
              <span class="ps-small">
                {choice.closed_because ? <RichText inline html={choice.closed_because} /> : t("option_closed")}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
