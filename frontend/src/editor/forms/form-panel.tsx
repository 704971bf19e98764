// The form of whatever is selected.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useLiveEditor } from "../context";
import { afterRender } from "../../ui/after-render";
import { sceneNumbers, titleOf } from "../labels";
import { selectionOf, type Selection } from "../selection";
import { EndingForm } from "./ending";
import { focusField, applyFocusRequest } from "./focus-request";
import { useProblemAnnouncements } from "./announce-problems";
import { ScenarioNotes } from "./notes";
import { MetersForm, PeopleForm } from "./people";
import { SceneForm } from "./scene";
import { AboutForm, SettingsForm, StartForm } from "./sections";
import { SignOffs } from "./sign-offs";
import { useBinding } from "./field-binding";

export function FormPanel() {
  const editor = useLiveEditor();
  const { store, t } = editor;
  useProblemAnnouncements(editor);
  const selection = selectionOf(store.tree, store.selected);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = selectionId(selection);
  const id = editor.id("form-title");

  // Before the next key: whoever asked for focus types on.
  const addedPeople = useRef("");
  useLayoutEffect(() =>
    afterRender(() => {
      if (!panel.current) return;
      const granted = applyFocusRequest(panel.current);
      const wanted = editor.focusTarget && editor.takeFocusTarget();
      const found = wanted ? wanted.key >= 0 && focusField(panel.current, wanted.key, wanted.field) : granted;
      if (wanted && !found) heading.current?.focus();
      if (wanted || found) addedPeople.current = shown;
    }),
  );
  // Another subject begins at its top, or where focus was brought. After the frame: sooner would lay out the whole page twice.
  useEffect(() => {
    const scroller = panel.current?.parentElement;
    if (scroller && addedPeople.current !== shown) scroller.scrollTop = 0;
    addedPeople.current = "";
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

const selectionId = (selection: Selection): string =>
  selection.kind === "section"
    ? selection.section
    : String(selection.kind === "scene" ? selection.scene.key : selection.ending.key);

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
