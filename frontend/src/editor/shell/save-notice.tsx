// Why a save did not go through, what that means for the work, and what to do.

import { downloadWork } from "../autosave/download";
import { useDesk } from "./use-controller";

export function SaveNotice() {
  const desk = useDesk();
  const { say, trouble } = desk;
  return (
    <div role="alert" class="ps-alert-place">
      {trouble && (
        <div class="ps-notice ps-notice-bad">
          <p><strong>{say("not_saved")}</strong> {trouble.sentence}</p>
          <p>{say(desk.keeping === "kept" ? "work_is_safe" : "work_is_here_only")}</p>
          <div class="ps-buttons">
            {trouble.kind !== "too-large" && <button type="button" class="ps-tool" onClick={() => void desk.save()}>{say("save_again")}</button>}
            {trouble.kind === "refused" && desk.check.problems.length > 0 && <button type="button" class="ps-tool" onClick={() => desk.toggleProblems(true)}>{say("show_problems")}</button>}
            <button type="button" class="ps-tool" onClick={() => downloadWork(desk)}>{say("download_work")}</button>
            <button type="button" class="ps-tool" onClick={() => desk.dismiss()}>{say("dismiss")}</button>
          </div>
        </div>
      )}
    </div>
  );
}
