// Play from here: from any scene, with any meters and any past, in the learner's own page. Nothing is stored or counted.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useStudio } from "../context";
import { subjectOf } from "../selection";
import { child, children } from "../tree";
import { Select } from "../forms/fields";
import { useLeaving } from "../shell/close-then";
import { choicesOf, metersOf, placesOf, type Option } from "../forms/options";
import { Picker } from "../forms/picker";
import { page, rehearse, type Beginning } from "./preview-frame";

let plays = 0;

export function PlayPanel({ close }: { close: () => void }) {
  const studio = useStudio();
  const { store, say } = studio;
  const leave = useLeaving(close);
  const [from, setFrom] = useState<Beginning>(() => beginning(studio.store.tree, studio.store.selected));
  // A number a run, so that "again" begins with nothing of the last.
  const [run, setRun] = useState(0);
  const [place, setPlace] = useState("");
  const [trouble, setTrouble] = useState("");
  const frame = useRef<HTMLIFrameElement>(null);
  const name = useMemo(() => `play${++plays}`, [run]);
  const title = store.tree.attrs.display_name || say("play_title");
  // Listening before the frame speaks.
  useLayoutEffect(() => {
    if (!run) return undefined;
    setPlace("");
    setTrouble("");
    return rehearse(studio, name, store.tree, from, { frame: () => frame.current, onPlace: setPlace, onTrouble: setTrouble });
  }, [run]);

  const edit = () => {
    const here = children(store.tree, "scene", "ending").find((one) => one.attrs.id === (place || from.scene));
    leave(() => here && studio.goTo(here.key));
  };
  return (
    <div class="psf-play">
      <details class="psf-more" open={!run} key={run ? "playing" : "asking"}>
        <summary>{say("play_from")}</summary>
        <div class="psf-more-inside"><From from={from} set={setFrom} /></div>
      </details>
      <div class="psf-row">
        <button type="button" class="psf-button" onClick={() => setRun(run + 1)}>{say(run ? "play_again" : "play_start")}</button>
        {run > 0 && <button type="button" class="psf-button psf-quiet" onClick={edit}>{say("play_edit")}</button>}
      </div>
      <p class="psf-help">{say("play_help")}</p>
      <p class="psf-finding psf-error" role="alert">{trouble}</p>
      {run > 0 && <iframe key={run} ref={frame} class="psf-frame" title={say("play_frame", { title })} sandbox="allow-scripts allow-modals allow-popups"
        srcdoc={page(studio, name, title)} />}
    </div>
  );
}

function beginning(tree: ReturnType<typeof useStudio>["store"]["tree"], selected: number): Beginning {
  const subject = subjectOf(tree, selected);
  const start = child(tree, "start")?.attrs.scene ?? children(tree, "scene")[0]?.attrs.id ?? "";
  return { scene: subject.kind === "scene" ? subject.scene.attrs.id ?? start : start, meters: {}, chosen: [], visited: [] };
}

function From({ from, set }: { from: Beginning; set: (from: Beginning) => void }) {
  const studio = useStudio();
  const { say } = studio;
  const endings = new Set(children(studio.store.tree, "ending").map(({ attrs }) => attrs.id ?? ""));
  const scenes = () => placesOf(studio).filter(({ value }) => !endings.has(value));
  const setMeter = (id: string, value: string) => {
    const { [id]: _gone, ...others } = from.meters;
    set({ ...from, meters: value === "" ? others : { ...others, [id]: Number(value) } });
  };
  const numbers = [{ value: "", label: say("play_as_start") }, ...Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) }))];
  return (
    <>
      <Picker label={say("play_scene")} value={from.scene} options={scenes} onPick={(scene) => set({ ...from, scene })}
        shown={scenes().find(({ value }) => value === from.scene)?.label ?? from.scene} />
      <div class="psf-numbers">
        {metersOf(studio).map(({ value, label }) => (
          <Select key={value} label={label} value={value in from.meters ? String(from.meters[value]) : ""} options={numbers} onPick={(to) => setMeter(value, to)} />
        ))}
      </div>
      <Past label={say("play_chosen")} options={() => choicesOf(studio)} ids={from.chosen} set={(chosen) => set({ ...from, chosen })} />
      <Past label={say("play_visited")} options={scenes} ids={from.visited} set={(visited) => set({ ...from, visited })} />
    </>
  );
}

/** What counts as past already: picked one by one, each with a button to take it off again. */
function Past({ label, options, ids, set }: { label: string; options: () => readonly Option[]; ids: readonly string[]; set: (ids: string[]) => void }) {
  const { say } = useStudio();
  const nameOf = (id: string) => options().find(({ value }) => value === id)?.label ?? id;
  return (
    <div>
      <Picker label={label} value="" shown="" none={say("play_add_past")} options={() => options().filter(({ value }) => !ids.includes(value))}
        onPick={(id) => set([...ids, id])} />
      {ids.length > 0 && <ul class="psf-chips">{ids.map((id) => (
        <li key={id}><span>{nameOf(id)}</span>
          <button type="button" class="psf-tool" aria-label={say("forms_remove", { what: nameOf(id) })} onClick={() => set(ids.filter((one) => one !== id))}>
            <span aria-hidden="true">✕</span></button></li>
      ))}</ul>}
    </div>
  );
}
