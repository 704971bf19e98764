// The editor as it lies on the page: outline, map and form beside each other, or one at a time where there is no room.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { clipboardEvents } from "../clipboard/clipboard";
import { StudioProvider } from "../context";
import type { Desk } from "../desk";
import { ImportDialog } from "../forms/import-dialog";
import { FormPanel } from "../forms/form-panel";
import { PlayPanel } from "../forms/play-panel";
import { ProblemList } from "../forms/problem-list";
import { TemplatePicker } from "../forms/template-picker";
import { FindDialog } from "../find/find-dialog";
import { ConflictDialog } from "../conflict/conflict-dialog";
import { KeptNotice } from "../keep/kept-notice";
import { watchUnsaved } from "../keep/unsaved";
import { MapPane } from "../map/map-pane";
import { Outline } from "../outline/outline";
import { useDesk } from "./desk-context";
import { Dialog } from "./dialog";
import { Foot } from "./foot";
import { Head } from "./head";
import { KeysDialog } from "./keys-dialog";
import { editorKey } from "./keys";
import { LeaveDialog } from "./leave-dialog";
import { Panes } from "./panes";
import { useFocusKept } from "./focus-kept";
import { Questions } from "./questions";
import { SaveNotice } from "./save-notice";

export function App({ desk }: { desk: Desk }) {
  return <StudioProvider value={desk}><Editor /></StudioProvider>;
}

function Editor() {
  const desk = useDesk();
  const root = useRef<HTMLDivElement>(null);
  // Before the first key: an effect after the frame would let one pressed at once go by unheard.
  useLayoutEffect(() => listening(desk, root.current), [desk]);
  const lastFocus = useFocusKept(() => {
    const entry = root.current?.querySelector<HTMLElement>('.ps-tree [tabindex="0"]');
    return entry?.checkVisibility?.() === false ? root.current!.querySelector<HTMLElement>(".psf-heading") : entry ?? null;
  });
  return (
    <div ref={root} class="ps-desk" role="group" aria-label={desk.say("editor_for", { title: desk.name })} onFocusIn={lastFocus}>
      <Head />
      <SaveNotice />
      <KeptNotice />
      <Panes outline={<Structure><Outline /></Structure>} map={<Structure><MapPane /></Structure>} form={<FormPanel />} problems={<ProblemList />} />
      <Foot />
      {/* Outside everything that comes and goes: a live region that comes together with its words is often not read. */}
      <div class="ps-heard" role="status" key="said">{desk.said.sentence}{desk.said.turn % 2 ? "\u00a0" : ""}</div>
      <Overlay />
    </div>
  );
}

/** Where copying means scenes, not words. */
function Structure({ children }: { children: ComponentChildren }) {
  return <div class="ps-structure" {...clipboardEvents(useDesk())}>{children}</div>;
}

function Overlay() {
  const desk = useDesk();
  const close = () => desk.setOpen(null);
  switch (desk.open) {
    case "play": return <Dialog title={desk.say("play")} close={close} wide><PlayPanel close={close} /></Dialog>;
    case "import": return <ImportDialog close={close} />;
    case "templates": return <TemplatePicker close={close} />;
    case "find": return <FindDialog close={close} />;
    case "keys": return <KeysDialog close={close} />;
    case "conflict": return <ConflictDialog />;
    case "leave": return <LeaveDialog close={close} />;
    case "question": return <Questions close={close} />;
    case null: return null;
  }
}

/** What has to be heard beyond the editor's own elements: its keys, the window going, Studio's wiring that closes it. */
function listening(desk: Desk, root: HTMLElement | null): () => void {
  // On the document: where focus is nowhere, as after something focused is gone, Ctrl+S still means the scenario and not the page.
  const onKey = (event: KeyboardEvent) => {
    if (!root?.isConnected) return document.removeEventListener("keydown", onKey);
    const target = event.target as Node;
    if (target === document.body || target === document.documentElement || root.contains(target)) editorKey(desk, event);
  };
  const unwatch = watchUnsaved(desk, root);
  document.addEventListener("keydown", onKey);
  return () => {
    unwatch();
    document.removeEventListener("keydown", onKey);
  };
}
