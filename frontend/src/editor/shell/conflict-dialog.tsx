// Somebody else saved meanwhile: what would change, in sentences, and whose version stays.

import { useDesk } from "./use-controller";
import { Dialog } from "./dialog";

export function ConflictDialog() {
  const desk = useDesk();
  const { say, conflict } = desk;
  const later = () => void desk.settleConflict("later");
  return (
    <Dialog title={say("conflict_title")} close={later}>
      <p>{say("conflict_explains")}</p>
      {conflict && conflict.changes.length > 0 && (
        <>
          <h4>{say("conflict_changes")}</h4>
          <ul class="ps-changes">{conflict.changes.map((change, index) => <li key={index}>{change}</li>)}</ul>
        </>
      )}
      <div class="ps-buttons ps-stacked">
        <button type="button" data-first class="ps-tool" onClick={later}>{say("conflict_later")}</button>
        <button type="button" class="ps-tool" onClick={() => void desk.settleConflict("mine")}>{say("conflict_mine")}</button>
        <button type="button" class="ps-tool" onClick={() => void desk.settleConflict("theirs")}>{say("conflict_theirs")}</button>
      </div>
    </Dialog>
  );
}
