// The editor as it lies on the page: outline, map and form beside each other, or one at a time where there is no room.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { clipboardEvents } from "../clipboard/clipboard";
import { EditorProvider } from "../context";
import type { EditorController } from "../controller";
import { ImportDialog } from "../import/import-dialog";
import { FormPanel } from "../forms/form-panel";
import { PreviewPanel } from "../preview/preview-panel";
import { ProblemList } from "../forms/problem-list";
import { TemplateDialog } from "./template-dialog";
import { FindDialog } from "../find/find-dialog";
import { ConflictDialog } from "./conflict-dialog";
import { RestoreNotice } from "../autosave/restore-notice";
import { guardUnsavedWork } from "../autosave/unsaved-guard";
import { MapPane } from "../map/map-pane";
import { Outline } from "../outline/outline";
import { useController } from "./use-controller";
import { Dialog } from "./dialog";
import { Footer } from "./footer";
import { Toolbar } from "./toolbar";
import { KeysDialog } from "./keys-dialog";
import { handleEditorKey } from "./keys";
import { LeaveDialog } from "./leave-dialog";
import { Panes } from "./panes";
import { useFocusFallback } from "./focus-fallback";
import { StructureDialogs } from "./structure-dialogs";
import { SaveNotice } from "./save-notice";

export function EditorApp({ controller }: { controller: EditorController }) {
  return (
    <EditorProvider value={controller}>
      <Editor />
    </EditorProvider>
  );
}

function Editor() {
  const controller = useController();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => watchKeys(controller, root.current), [controller]);
  const lastFocus = useFocusFallback(() => {
    const entry = root.current?.querySelector<HTMLElement>('.ps-tree [tabindex="0"]');
    return entry?.checkVisibility?.() === false
      ? root.current!.querySelector<HTMLElement>(".psf-heading")
      : (entry ?? null);
  });
  return (
    <div
      ref={root}
      class="ps-desk"
      role="group"
      aria-label={controller.t("editor_for", { title: controller.name })}
      onFocusIn={lastFocus}
    >
      <Toolbar />
      <SaveNotice />
      <RestoreNotice />
      <Panes
        outline={
          <StructurePane>
            <Outline />
          </StructurePane>
        }
        map={
          <StructurePane>
            <MapPane />
          </StructurePane>
        }
        form={<FormPanel />}
        problems={<ProblemList />}
      />
      <Footer />
      {/* Outside everything that comes and goes: a live region that comes together with its words is often not read. */}
      <div class="ps-heard" role="status" key="said">
        {controller.announcement.sentence}
        {controller.announcement.turn % 2 ? "\u00a0" : ""}
      </div>
      <Overlay />
    </div>
  );
}

/** Where copying means scenes, not words. */
function StructurePane({ children }: { children: ComponentChildren }) {
  return (
    <div class="ps-structure" {...clipboardEvents(useController())}>
      {children}
    </div>
  );
}

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
      return <TemplateDialog close={close} />;
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

/** What has to be heard beyond the editor's own elements: its keys, the window going, Studio's wiring that closes it. */
function watchKeys(controller: EditorController, root: HTMLElement | null): () => void {
  // On the document: where focus is nowhere, as after something focused is gone, Ctrl+S still means the scenario and not the page.
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
