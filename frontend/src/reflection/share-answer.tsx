// One answer shown to the facilitator, deliberately, and taken back.

import { useState } from "preact/hooks";
import { open } from "./answer-context";
import type { View } from "../contracts/reflection";
import type { Room } from "./reflection-controller";
import { Sure } from "./download-answers";

export function Shared({ room, view, id, mine }: { room: Room; view: View; id: string; mine: boolean }) {
  const { say } = room;
  const [asking, setAsking] = useState(false);
  const shared = view.shared[id];
  const words = room.words(id).trim();
  const differs = shared !== undefined && words !== shared;
  const sharable = view.share && !mine && words !== "" && words.length <= room.most && (shared === undefined || differs);
  const share = () => room.share(id, words, () => setAsking(false));
  const doubts = asking ? open(room, id) : [];
  const more = (
    <>
      <p class="ps-quote" dir="auto">{words}</p>
      {doubts.length > 0 && <p><b>{say("nudge")}</b>{" "}{doubts.map((finding) => <q key={finding.text} dir="auto">{finding.text}</q>)}</p>}
    </>
  );
  return (
    <div class="ps-sharing ps-unprinted" id={room.id(`sharing-${id}`)} tabIndex={-1}>
      {shared !== undefined && (
        <div class="ps-shared">
          <p><b>{say("shared")}</b>{differs && words !== "" && <>{" "}{say("shared_changed")}</>}</p>
          <p class="ps-quote" dir="auto">{shared}</p>
          <p><button type="button" class="ps-button ps-plain" onClick={() => room.withdraw(id)}>{say("withdraw")}</button></p>
        </div>
      )}
      {sharable && (
        <Sure
          desk={room} name={`share-${id}`} kind="plain" ask={say(shared === undefined ? "share" : "share_again")} sure={say("share_sure")}
          yes={say("share_now")} no={say("share_not")} asking={asking} setAsking={setAsking} onYes={share} more={more}
        />
      )}
    </div>
  );
}
