// The scenario editor's page: outline, map and form next to each other, or one at a time.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { RestoreNotice } from "../autosave/restore-notice";
import { guardUnsavedWork } from "../autosave/unsaved-guard";
import { clipboardEvents } from "../clipboard/clipboard";
import { EditorProvider } from "../context";
import type { EditorController } from "../controller";
import { FindDialog } from "../find/find-dialog";
import { FormPanel } from "../forms/form-panel";
import { ProblemList } from "../forms/problem-list";
import { ImportDialog } from "../import/import-dialog";
import { keepPage } from "../media/media-drop";
import { Outline } from "../outline/outline";
import { PreviewPanel } from "../preview/preview-panel";
import { ConflictDialog } from "./conflict-dialog";
import { Dialog } from "./dialog";
import { DraftNotice } from "./draft-notice";
import { useFocusFallback } from "./focus-fallback";
import { Footer } from "./footer";
import { JoinedNotice } from "./joined-notice";
import { handleEditorKey } from "./keys";
import { KeysDialog } from "./keys-dialog";
import { LeaveDialog } from "./leave-dialog";
import { MapOrMoments } from "./map-or-moments";
import { Panes } from "./panes";
import { watchRoom } from "./room";
import { SaveNotice } from "./save-notice";
import { StructureDialogs } from "./structure-dialogs";
import { TemplateDialog } from "./template-dialog";
import { Toolbar } from "./toolbar";
import { useController } from "./use-controller";
import { WriteHost } from "./write-host";

/** Show the editor. */
export function EditorApp({ controller }: { controller: EditorController }) {
  return (
    <EditorProvider value={controller}>
      <Editor />
    </EditorProvider>
  );
}

/** Show toolbar, notices, panes, footer and overlay. */
function Editor() {
  const controller = useController();
  const root = useRef<HTMLDivElement>(null);
  // Before the first key: an effect that runs after the frame would miss a key pressed at once.
  useLayoutEffect(() => watchKeys(controller, root.current), [controller]);
  useLayoutEffect(() => watchRoom(root.current), []);
  const lastFocus = useFocusFallback(() => {
    const entry = root.current?.querySelector<HTMLElement>('.ps-tree [tabindex="0"]');
    return entry?.checkVisibility?.() === false
      ? root.current!.querySelector<HTMLElement>(".psf-heading")
      : (entry ?? null);
  });
  return (
    <div
      ref={root}
      class="ps-editor-root"
      role="group"
      aria-label={controller.t("editor_for", { title: controller.name })}
      onFocusIn={lastFocus}
      onDragOver={keepPage}
      onDrop={keepPage}
    >
      <Toolbar />
      <SaveNotice />
      <RestoreNotice />
      <DraftNotice />
      <JoinedNotice />
      <Panes
        outline={
          <StructurePane>
            <Outline />
          </StructurePane>
        }
        map={
          <StructurePane>
            <MapOrMoments />
          </StructurePane>
        }
        write={<WriteHost />}
        form={<FormPanel />}
        problems={<ProblemList />}
      />
      <Footer />
      {/* The live region stays in the page: one that is added together with its text is often not read out. */}
      <div class="ps-heard" role="status" key="said">
        {controller.announcement.sentence}
        {controller.announcement.turn % 2 ? "\u00a0" : ""}
      </div>
      <Overlay />
    </div>
  );
}

/** A pane where copying means scenes, not text. */
function StructurePane({ children }: { children: ComponentChildren }) {
  return (
    <div class="ps-structure" {...clipboardEvents(useController())}>
      {children}
    </div>
  );
}

/** Show the open dialog. */
function Overlay() {
  const controller = useController();
  const close = () => controller.setOpen(null);
  switch (controller.open) {
    case "play":
      return (
        <Dialog title={controller.t("play")} close={close} wide>
          <PreviewPanel close={close} />
        </Dialog>
      );
    case "import":
      return <ImportDialog close={close} />;
    case "templates":
      return <TemplateDialog close={close} openImport={() => controller.setOpen("import")} />;
    case "find":
      return <FindDialog close={close} />;
    case "keys":
      return <KeysDialog close={close} />;
    case "conflict":
      return <ConflictDialog />;
    case "leave":
      return <LeaveDialog close={close} />;
    case "question":
      return <StructureDialogs close={close} />;
    case null:
      return null;
  }
}

/** Listen to keys and to what closes the editor; return the function that ends this. */
function watchKeys(controller: EditorController, root: HTMLElement | null): () => void {
  // On the document: when nothing has the focus, Ctrl+S must still save the scenario and not the page.
  const onKey = (event: KeyboardEvent) => {
    if (!root?.isConnected) return document.removeEventListener("keydown", onKey);
    const target = event.target as Node;
    if (target === document.body || target === document.documentElement || root.contains(target))
      handleEditorKey(controller, event);
  };
  const unwatch = guardUnsavedWork(controller, root);
  document.addEventListener("keydown", onKey);
  return () => {
    unwatch();
    document.removeEventListener("keydown", onKey);
  };
}
