// Closing with unsaved work.

import { useDesk } from "./use-controller";
import { Dialog } from "./dialog";

export function LeaveDialog({ close }: { close: () => void }) {
  const desk = useDesk();
  const { say } = desk;
  return (
    <Dialog title={say("leave_title")} close={close}>
      <p>{say(desk.keeping === "kept" ? "leave_explains" : desk.keeping === "waiting" ? "leave_explains_waiting" : "leave_explains_unkept")}</p>
      <div class="ps-buttons ps-stacked">
        <button type="button" data-first class="ps-tool ps-go" onClick={() => { close(); void desk.save(true); }}>{say("save_and_close")}</button>
        <button type="button" class="ps-tool" onClick={close}>{say("keep_editing")}</button>
        <button type="button" class="ps-tool" onClick={() => desk.leave()}>{say("leave_kept")}</button>
        <button type="button" class="ps-tool ps-danger" onClick={() => desk.leave(true)}>{say("leave_throw_away")}</button>
      </div>
    </Dialog>
  );
}
