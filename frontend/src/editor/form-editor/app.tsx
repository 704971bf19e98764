// The editor of a small component: one form, with the scenario editor's controller (undo, autosave, check, saving,
// conflicts) and fields.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { watchAttention } from "../attention";
import { downloadWork } from "../autosave/download";
import { RestoreNotice } from "../autosave/restore-notice";
import { guardUnsavedWork } from "../autosave/unsaved-guard";
import { EditorProvider } from "../context";
import type { EditorController } from "../controller";
import { applyFocusRequest, focusField } from "../forms/focus-request";
import { problemClass, problemWord } from "../live-check";
import { handleWorkKey, isForEditor } from "../shell/command-keys";
import { ConflictDialog } from "../shell/conflict-dialog";
import { DraftNotice } from "../shell/draft-notice";
import { useFocusFallback } from "../shell/focus-fallback";
import { JoinedNotice } from "../shell/joined-notice";
import { LeaveDialog } from "../shell/leave-dialog";
import { watchRoom } from "../shell/room";
import { SaveButtons } from "../shell/save-buttons";
import { SaveNotice } from "../shell/save-notice";
import { StepButton } from "../shell/step-button";
import { TemplateDialog } from "../shell/template-dialog";
import { useController } from "../shell/use-controller";

/** The form of a component. */
export type FormComponent = () => ComponentChildren;

/** Show the editor. */
export function FormEditorApp({ controller, form }: { controller: EditorController; form: FormComponent }) {
  return (
    <EditorProvider value={controller}>
      <Editor form={form} />
    </EditorProvider>
  );
}

/** Show toolbar, notices, form, problems and dialogs. */
function Editor({ form: Form }: { form: FormComponent }) {
  const controller = useController();
  const root = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => guardUnsavedWork(controller, root.current), [controller]);
  useLayoutEffect(() => watchRoom(root.current), []);
  useLayoutEffect(() => watchAttention(panel.current!, controller.check.attention), [controller]);
  const lastFocus = useFocusFallback(() => panel.current);
  useLayoutEffect(() => {
    applyFocusRequest(panel.current!);
    const wanted = controller.focusTarget && controller.takeFocusTarget();
    if (wanted) focusField(panel.current!, wanted.key, wanted.field);
  });
  return (
    <div
      ref={root}
      class="ps-editor-root"
      role="group"
      aria-label={controller.t("editor_for", { title: controller.name })}
      onKeyDown={(event) => isForEditor(event) && handleWorkKey(controller, event)}
      onFocusIn={lastFocus}
    >
      <Head />
      <SaveNotice />
      <RestoreNotice />
      <DraftNotice />
      <JoinedNotice />
      <div class="ps-form-editor psf-panel" ref={panel} tabIndex={-1}>
        <Form />
      </div>
      <Problems />
      <Foot />
      <div class="ps-heard" role="status" key="said">
        {controller.announcement.sentence}
        {controller.announcement.turn % 2 ? "\u00a0" : ""}
      </div>
      {controller.open === "templates" && <TemplateDialog close={() => controller.setOpen(null)} />}
      {controller.open === "conflict" && <ConflictDialog />}
      {controller.open === "leave" && <LeaveDialog close={() => controller.setOpen(null)} />}
    </div>
  );
}

/** Show the toolbar. */
function Head() {
  const controller = useController();
  const { store, t } = controller;
  return (
    <div class="ps-head">
      <h3 class="ps-title">{controller.name}</h3>
      <div class="ps-tools">
        <StepButton label={t("undo")} what={store.undoLabel} act={() => controller.undo()} />
        <StepButton label={t("redo")} what={store.redoLabel} act={() => controller.redo()} />
        <button type="button" class="ps-tool" onClick={() => controller.setOpen("templates")}>
          {t("templates")}
        </button>
        <button type="button" class="ps-tool" onClick={() => downloadWork(controller)}>
          {t("download_work")}
        </button>
      </div>
    </div>
  );
}

/** Show the problems, each with a link to its field. */
function Problems() {
  const controller = useController();
  const { t, check } = controller;
  return (
    <div class="ps-form-problems">
      {check.problems.length > 0 && (
        <ul class="psf-plain">
          {check.problems.map((problem, index) => (
            <li key={index} class={`psf-problem ${problemClass(problem)}`}>
              <button type="button" onClick={() => controller.goTo(problem.key, problem.field)}>
                <span class="psf-severity">{t(problemWord(problem))}</span>{" "}
                <span class="psf-where">{problem.where}</span> <span class="psf-message">{problem.message}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {!check.problems.length && check.state === "done" && <p>{t("problems_none")}</p>}
    </div>
  );
}

/** Show whether the work is saved, and the buttons for saving. */
function Foot() {
  const controller = useController();
  const { t, check, store, savedAt } = controller;
  const time = savedAt?.toLocaleTimeString(document.documentElement.lang || undefined, {
    hour: "2-digit",
    minute: "2-digit",
  });
  return (
    <div class="ps-footer">
      <p class="ps-state">
        {check.state === "failed" && `${t("check_failed")} `}
        {store.dirty
          ? controller.unsavedText
          : time
            ? t(controller.draft ? "saved_draft_at" : "saved_at", { time })
            : t(controller.draft ? "unchanged_draft" : "unchanged")}
      </p>
      <SaveButtons />
    </div>
  );
}
