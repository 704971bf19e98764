// Shares one answer with the facilitator and withdraws it.

import { useState } from "preact/hooks";
import type { View } from "../contracts/reflection";
import { ConfirmButton } from "../ui/confirm-button";
import { ownValue } from "../ui/own-value";
import { openFindings } from "./answer-context";
import type { ReflectionController } from "./reflection-controller";

interface ShareAnswerProps {
  controller: ReflectionController;
  view: View;
  id: string;
  mine: boolean;
}

/** Show the shared answer and the buttons to share and withdraw it. */
export function ShareAnswer({ controller, view, id, mine }: ShareAnswerProps) {
  const { t } = controller;
  const [confirming, setConfirming] = useState(false);
  const shared = ownValue(view.shared, id);
  const words = controller.answerText(id).trim();
  const differs = shared !== undefined && words !== shared;
  const sharable =
    view.share && !mine && words !== "" && words.length <= controller.maxLength && (shared === undefined || differs);
  return (
    <div class="ps-sharing ps-unprinted" id={controller.id(`sharing-${id}`)} tabIndex={-1}>
      {shared !== undefined && (
        <SharedNow controller={controller} id={id} shared={shared} isChanged={differs && words !== ""} />
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
          onYes={() => controller.share(id, words, () => setConfirming(false))}
          more={confirming && <WordsToShare controller={controller} id={id} words={words} />}
        />
      )}
    </div>
  );
}

interface SharedNowProps {
  controller: ReflectionController;
  id: string;
  shared: string;
  /** Whether the learner has written something else since. */
  isChanged: boolean;
}

/** Show what is shared now, and the button to withdraw it. */
function SharedNow({ controller, id, shared, isChanged }: SharedNowProps) {
  const { t } = controller;
  return (
    <div class="ps-shared">
      <p>
        <b>{t("shared")}</b>
        {isChanged && <> {t("shared_changed")}</>}
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
  );
}

/** Show the very words that are to be shared, and what in them might identify somebody. */
function WordsToShare({ controller, id, words }: { controller: ReflectionController; id: string; words: string }) {
  const doubts = openFindings(controller, id);
  return (
    <>
      <p class="ps-quote" dir="auto">
        {words}
      </p>
      {doubts.length > 0 && (
        <p>
          <b>{controller.t("nudge")}</b>{" "}
          {doubts.map((finding) => (
            <q key={finding.text} dir="auto">
              {finding.text}
            </q>
          ))}
        </p>
      )}
    </>
  );
}
