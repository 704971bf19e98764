// Before there is anything to edit: waiting for the scenario, or why it does not come.

import type { Say } from "../words";

export function Opening({ say, title, failed, again }: { say: Say; title: string; failed?: string; again?: () => void }) {
  return (
    <div class="ps-opening">
      <h3>{title || say("editor_title")}</h3>
      {failed === undefined ? <p role="status">{say("loading")}</p> : (
        <>
          <p role="alert">{failed}</p>
          <button type="button" class="ps-tool" onClick={again}>{say("try_again")}</button>
        </>
      )}
    </div>
  );
}
