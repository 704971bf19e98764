// Shares one answer with the facilitator and withdraws it.

import { useState } from "preact/hooks";
import type { View } from "../contracts/reflection";
import { ConfirmButton } from "../ui/confirm-button";
import { openFindings } from "./answer-context";
import type { ReflectionController } from "./reflection-controller";

/** Show the shared answer and the buttons to share and withdraw it. */
export function ShareAnswer({
  controller,
  view,
  id,
  mine,
}: {
  controller: ReflectionController;
  view: View;
  id: string;
  mine: boolean;
}) {
  const { t } = controller;
  const [confirming, setConfirming] = useState(false);
  const shared = view.shared[id];
  const words = controller.answerText(id).trim();
  const differs = shared !== undefined && words !== shared;
  const sharable =
    view.share && !mine && words !== "" && words.length <= controller.maxLength && (shared === undefined || differs);
  const share = () => controller.share(id, words, () => setConfirming(false));
  const doubts = confirming ? openFindings(controller, id) : [];
  const more = (
    <>
      <p class="ps-quote" dir="auto">
        {words}
      </p>
      {doubts.length > 0 && (
        <p>
          <b>{t("nudge")}</b>{" "}
          {doubts.map((finding) => (
            <q key={finding.text} dir="auto">
              {finding.text}
            </q>
          ))}
        </p>
      )}
    </>
  );
  return (
    <div class="ps-sharing ps-unprinted" id={controller.id(`sharing-${id}`)} tabIndex={-1}>
      {shared !== undefined && (
        <div class="ps-shared">
          <p>
            <b>{t("shared")}</b>
            {differs && words !== "" && <> {t("shared_changed")}</>}
          </p>
          <p class="ps-quote" dir="auto">
            {shared}
          </p>
          <p>
            <button type="button" class="ps-button ps-plain" onClick={() => controller.withdraw(id)}>
              {t("withdraw")}
            </button>
          </p>
        </div>
      )}
      {sharable && (
        <ConfirmButton
          context={controller}
          name={`share-${id}`}
          kind="plain"
          ask={t(shared === undefined ? "share" : "share_again")}
          sure={t("share_sure")}
          yes={t("share_now")}
          no={t("share_not")}
          confirming={confirming}
          setConfirming={setConfirming}
          onYes={share}
          more={more}
        />
      )}
    </div>
  );
}
