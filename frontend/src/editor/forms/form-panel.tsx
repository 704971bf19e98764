// The form of the selection.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { afterRender } from "../../ui/after-render";
import { watchAttention } from "../attention";
import { useLiveEditor } from "../context";
import { sceneNumbers, titleOf } from "../labels";
import { type Selection, selectionOf } from "../selection";
import { useProblemAnnouncements } from "./announce-problems";
import { EndingForm } from "./ending";
import { useBinding } from "./field-binding";
import { applyFocusRequest, focusField } from "./focus-request";
import { ScenarioNotes } from "./notes";
import { MetersForm, PeopleForm } from "./people";
import { SceneForm } from "./scene";
import { AboutForm, SettingsForm, StartForm } from "./sections";
import { SignOffs } from "./sign-offs";

/** Show the form and move the focus to it on request. */
export function FormPanel() {
  const editor = useLiveEditor();
  const { store, t } = editor;
  useProblemAnnouncements(editor);
  const selection = selectionOf(store.tree, store.selected);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = selectionId(selection);
  const id = editor.id("form-title");

  // Before the next key press: the author may be typing on.
  const focusedIn = useRef("");
  useLayoutEffect(() =>
    afterRender(() => {
      if (!panel.current) return;
      const granted = applyFocusRequest(panel.current);
      const wanted = editor.focusTarget && editor.takeFocusTarget();
      const found = wanted ? wanted.key >= 0 && focusField(panel.current, wanted.key, wanted.field) : granted;
      if (wanted && !found) heading.current?.focus();
      if (wanted || found) focusedIn.current = shown;
    }),
  );
  useLayoutEffect(() => watchAttention(panel.current!, editor.check.attention), [editor]);
  // Another selection is shown from its top, or where the focus was moved. After the frame: earlier the whole page
  // would be laid out twice.
  useEffect(() => {
    const scroller = panel.current?.parentElement;
    if (scroller && focusedIn.current !== shown) scroller.scrollTop = 0;
    focusedIn.current = "";
  }, [shown]);

  return (
    <section class="psf-panel" ref={panel} aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1} class="psf-heading">
        {titleFor(selection)}
      </h4>
      <FormBody key={shown} selection={selection} />
    </section>
  );

  function titleFor(about: Selection): string {
    if (about.kind === "section") return t(`section_${about.section}` as const);
    if (about.kind === "ending") return t("form_ending", { title: titleOf(about.ending, t) });
    return t("form_scene", {
      number: sceneNumbers(store.tree).get(about.scene.key) ?? 0,
      title: titleOf(about.scene, t),
    });
  }
}

/** Return an id of the selection, for comparing. */
const selectionId = (selection: Selection): string =>
  selection.kind === "section"
    ? selection.section
    : String(selection.kind === "scene" ? selection.scene.key : selection.ending.key);

/** Show the form for the kind of selection. */
function FormBody({ selection }: { selection: Selection }) {
  const { store } = useLiveEditor();
  const root = useBinding(store.tree);
  if (selection.kind === "scene") return <SceneForm node={selection.scene} choice={selection.choice} />;
  if (selection.kind === "ending") return <EndingForm node={selection.ending} />;
  switch (selection.section) {
    case "about":
      return <AboutForm root={root} />;
    case "people":
      return <PeopleForm root={root} />;
    case "meters":
      return <MetersForm root={root} />;
    case "start":
      return <StartForm root={root} />;
    case "settings":
      return <SettingsForm root={root} />;
    case "notes":
      return (
        <>
          <SignOffs root={root} />
          <ScenarioNotes root={root} />
        </>
      );
  }
}
