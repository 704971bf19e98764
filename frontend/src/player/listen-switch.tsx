// The switch for listening, and the script behind it, which is loaded only when it is used (see ../listening).

import { readText } from "../ui/browser-storage";
import { Button } from "../ui/controls";
import { listenKey } from "../ui/listening-wish";
import { loadScript } from "../ui/load-script";
import { localVoices } from "../ui/local-voices";
import { type PageContext, pageContext } from "./page-context";

declare global {
  interface Window {
    PowerStruggleListening?: (context: PageContext, atOnce: boolean) => void;
  }
}

/** Switch listening on or off. With `atOnce`, what is in front of the learner is read when it is switched on. */
function switchListening(context: PageContext, atOnce: boolean): void {
  const go = () => window.PowerStruggleListening?.(context, atOnce);
  if (window.PowerStruggleListening) return go();
  loadScript(context.play.view?.listening ?? "").then(go, () => {
    if (!atOnce) return;
    context.play.notice = context.t("error_network");
    context.render();
  });
}

/** Go on listening where the learner did before; nothing is read until they do something. */
export function resumeListening(context: PageContext): void {
  if (context.play.view?.listening && readText(listenKey)) switchListening(context, false);
}

/** Show the switch; nothing where neither a recording nor a voice of this device could be heard. */
export function ListenSwitch() {
  const context = pageContext();
  const { view } = context.play;
  if (!view?.listening || !(view.recorded || localVoices(view.lang ?? document.documentElement.lang).length))
    return null;
  return (
    <Button kind="quiet" id={context.id("listen")} onClick={() => switchListening(context, true)}>
      {context.t(context.listening ? "listen_off" : "listen")}
    </Button>
  );
}
