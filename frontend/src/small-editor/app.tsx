// The editor of a small component: one form from top to bottom, on the scenario editor's desk (undo, kept work, live check,
// saving, conflicts), with that editor's fields.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { ConflictDialog } from "../editor/conflict/conflict-dialog";
import { StudioProvider } from "../editor/context";
import type { Desk } from "../editor/desk";
import { focusSpot, grant } from "../editor/forms/focus";
import { TemplatePicker } from "../editor/forms/template-picker";
import { downloadWork } from "../editor/keep/download";
import { KeptNotice } from "../editor/keep/kept-notice";
import { watchUnsaved } from "../editor/keep/unsaved";
import { useDesk } from "../editor/shell/desk-context";
import { useFocusKept } from "../editor/shell/focus-kept";
import { LeaveDialog } from "../editor/shell/leave-dialog";
import { SaveNotice } from "../editor/shell/save-notice";

/** What an editor fills the desk with. */
export type Form = () => ComponentChildren;

export function SmallApp({ desk, form }: { desk: Desk; form: Form }) {
  return <StudioProvider value={desk}><Editor form={form} /></StudioProvider>;
}

const apple = /Mac|iP(hone|ad|od)/.test(globalThis.navigator?.platform ?? "");

function Editor({ form: Form }: { form: Form }) {
  const desk = useDesk();
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => watchUnsaved(desk, root.current), [desk]);
  const lastFocus = useFocusKept(() => panel.current);
  useLayoutEffect(() => {
    grant(panel.current!);
    const wanted = desk.wanted && desk.takeWanted();
    if (wanted) focusSpot(panel.current!, wanted.key, wanted.field);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || !(apple ? event.metaKey : event.ctrlKey)) return;
    if ((event.target as Element).closest?.("dialog")) return;
    const key = event.key.toLowerCase();
    if (key === "s" && !event.shiftKey) void desk.save();
    else if (key === "z" && !event.shiftKey) desk.undo();
    else if (key === "z" || key === "y") desk.redo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={root} class="ps-desk" role="group" aria-label={desk.say("editor_for", { title: desk.name })} onKeyDown={onKeyDown}
      onFocusIn={lastFocus}>
      <Head />
      <SaveNotice />
      <KeptNotice />
      <div class="ps-small-form psf-panel" ref={panel} tabIndex={-1}><Form /></div>
      <Problems />
      <div class="ps-heard" role="status" key="said">{desk.said.sentence}{desk.said.turn % 2 ? "\u00a0" : ""}</div>
      {desk.open === "templates" && <TemplatePicker close={() => desk.setOpen(null)} />}
      {desk.open === "conflict" && <ConflictDialog />}
      {desk.open === "leave" && <LeaveDialog close={() => desk.setOpen(null)} />}
    </div>
  );
}

function Head() {
  const desk = useDesk();
  const { store, say, closes } = desk;
  const step = (label: string, what: string | null, act: () => void) => (
    <button type="button" class="ps-tool" aria-disabled={what === null || undefined} onClick={() => { if (what !== null) act(); }}>
      {label}{what !== null && <span class="ps-step"><span class="ps-heard">: </span>{what}</span>}
    </button>
  );
  return (
    <div class="ps-head">
      <h3 class="ps-title">{desk.name}</h3>
      <div class="ps-tools">
        {step(say("undo"), store.undoes, () => desk.undo())}
        {step(say("redo"), store.redoes, () => desk.redo())}
        <button type="button" class="ps-tool" onClick={() => desk.setOpen("templates")}>{say("templates")}</button>
        <button type="button" class="ps-tool" onClick={() => downloadWork(desk)}>{say("download_work")}</button>
      </div>
      <div class="ps-saving">
        {closes && <button type="button" class="ps-tool cancel-button" onClick={(event) => { event.preventDefault(); desk.leave(); }}>{say("close")}</button>}
        <button type="button" class="ps-tool ps-go save-button" aria-busy={desk.saving}
          onClick={(event) => { event.preventDefault(); void desk.save(closes); }}>
          {desk.saving ? say("saving") : say(closes ? "save_and_close" : "save")}
        </button>
      </div>
    </div>
  );
}

/** What the check found, each a way to its field; and whether the work is saved. */
function Problems() {
  const desk = useDesk();
  const { say, check, store, savedAt } = desk;
  const time = savedAt?.toLocaleTimeString(document.documentElement.lang || undefined, { hour: "2-digit", minute: "2-digit" });
  return (
    <div class="ps-small-foot">
      <p class="ps-state">
        {check.state === "failed" && `${say("check_failed")} `}
        {store.dirty ? desk.unsavedWords : time ? say("saved_at", { time }) : say("unchanged")}
      </p>
      {check.problems.length > 0 && (
        <ul class="psf-plain">
          {check.problems.map((problem, index) => (
            <li key={index} class={`psf-problem psf-${problem.severity}`}>
              <button type="button" onClick={() => desk.goTo(problem.key, problem.field)}>
                <span class="psf-severity">{say(problem.severity === "error" ? "problem_error" : "problem_warning")}</span>{" "}
                <span class="psf-message">{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!check.problems.length && check.state === "here" && <p>{say("problems_none")}</p>}
    </div>
  );
}
