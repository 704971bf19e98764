// The form of whatever is selected.

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useLive } from "../context";
import { onceDrawn } from "../../ui/after-render";
import { numbersOf, titleOf } from "../labels";
import { subjectOf, type Subject } from "../selection";
import { EndingForm } from "./ending";
import { focusSpot, grant } from "./focus-request";
import { useNews } from "./announce-problems";
import { ScenarioNotes } from "./notes";
import { MetersForm, PeopleForm } from "./people";
import { SceneForm } from "./scene";
import { AboutForm, SettingsForm, StartForm } from "./sections";
import { SignOffs } from "./sign-offs";
import { useSpot } from "./field-binding";

export function FormPanel() {
  const studio = useLive();
  const { store, say } = studio;
  useNews(studio);
  const subject = subjectOf(store.tree, store.selected);
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = keyOf(subject);
  const id = studio.id("form-title");

  // Before the next key: whoever asked for focus types on.
  const brought = useRef("");
  useLayoutEffect(() => onceDrawn(() => {
    if (!panel.current) return;
    const granted = grant(panel.current);
    const wanted = studio.wanted && studio.takeWanted();
    const found = wanted ? wanted.key >= 0 && focusSpot(panel.current, wanted.key, wanted.field) : granted;
    if (wanted && !found) heading.current?.focus();
    if (wanted || found) brought.current = shown;
  }));
  // Another subject begins at its top, or where focus was brought. After the frame: sooner would lay out the whole page twice.
  useEffect(() => {
    const scroller = panel.current?.parentElement;
    if (scroller && brought.current !== shown) scroller.scrollTop = 0;
    brought.current = "";
  }, [shown]);

  return (
    <section class="psf-panel" ref={panel} aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1} class="psf-heading">{titleFor(subject)}</h4>
      <Body key={shown} subject={subject} />
    </section>
  );

  function titleFor(about: Subject): string {
    if (about.kind === "section") return say(`section_${about.section}` as const);
    if (about.kind === "ending") return say("form_ending", { title: titleOf(about.ending, say) });
    return say("form_scene", { number: numbersOf(store.tree).get(about.scene.key) ?? 0, title: titleOf(about.scene, say) });
  }
}

const keyOf = (subject: Subject): string =>
  subject.kind === "section" ? subject.section : String(subject.kind === "scene" ? subject.scene.key : subject.ending.key);

function Body({ subject }: { subject: Subject }) {
  const { store } = useLive();
  const root = useSpot(store.tree);
  if (subject.kind === "scene") return <SceneForm node={subject.scene} choice={subject.choice} />;
  if (subject.kind === "ending") return <EndingForm node={subject.ending} />;
  switch (subject.section) {
    case "about": return <AboutForm root={root} />;
    case "people": return <PeopleForm root={root} />;
    case "meters": return <MetersForm root={root} />;
    case "start": return <StartForm root={root} />;
    case "settings": return <SettingsForm root={root} />;
    case "notes": return <><SignOffs root={root} /><ScenarioNotes root={root} /></>;
  }
}

