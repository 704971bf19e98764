// Plays the scenario from any scene, with any meter values and past. Nothing is stored or counted.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { useEditor } from "../context";
import { SelectField } from "../forms/fields";
import { choiceOptions, meterOptions, placeOptions, type SelectOption } from "../forms/options";
import { Picker } from "../forms/picker";
import { choiceLabel } from "../labels";
import { isDrill, selectionOf } from "../selection";
import { useCloseThen } from "../shell/close-then";
import { child, children } from "../tree";
import { formatList } from "../words";
import { frameDocument, type PreviewStart, runPreview } from "./preview-frame";

let previewCount = 0;

/** Return the frame, what it has told of the run with a number, and the frame's name. A new run begins without the last. */
function useRun(run: number, from: PreviewStart) {
  const editor = useEditor();
  const [place, setPlace] = useState("");
  const [path, setPath] = useState<readonly string[]>([]);
  const [trouble, setTrouble] = useState("");
  const frame = useRef<HTMLIFrameElement>(null);
  const name = useMemo(() => `play${++previewCount}`, [run]);
  // The listener must exist before the frame sends anything.
  useLayoutEffect(() => {
    setPlace("");
    setPath([]);
    setTrouble("");
    return runPreview(editor, name, editor.store.tree, from, {
      frame: () => frame.current,
      onPlace: setPlace,
      onTrouble: setTrouble,
      onPath: (ids) => setPath((before) => (before.join() === ids.join() ? before : ids)),
    });
  }, [run]);
  return { frame, name, place, path, trouble };
}

/** Show the start fields and the frame. */
export function PreviewPanel({ close }: { close: () => void }) {
  const editor = useEditor();
  const { store, t } = editor;
  const leave = useCloseThen(close);
  const [from, setFrom] = useState<PreviewStart>(() => defaultStart(editor.store.tree, editor.store.selected));
  // Each run has a number, so that a new run starts without the state of the last. The first begins at once.
  const [run, setRun] = useState(1);
  const { frame, name, place, path, trouble } = useRun(run, from);
  const title = store.tree.attrs.display_name || t("play_title");
  const edit = () => {
    const here = children(store.tree, "scene", "ending").find((one) => one.attrs.id === (place || from.scene));
    leave(() => here && editor.goTo(here.key));
  };
  return (
    <div class="psf-play">
      <details class="psf-more">
        <summary>{t("play_from")}</summary>
        <div class="psf-more-inside">
          <p class="psf-help">{t("play_lead_help")}</p>
          <StartFields from={from} set={setFrom} />
        </div>
      </details>
      <div class="psf-row">
        <button type="button" class="psf-button" data-first onClick={() => setRun(run + 1)}>
          {t("play_again")}
        </button>
        <button type="button" class="psf-button psf-quiet" onClick={edit}>
          {t("play_edit")}
        </button>
      </div>
      <p class="psf-help">{t("play_help")}</p>
      {path.length > 0 && <p class="psf-help">{t("play_way", { way: wayText(editor, path) })}</p>}
      <p class="psf-finding psf-error" role="alert">
        {trouble}
      </p>
      <iframe
        key={run}
        ref={frame}
        class="psf-frame"
        title={t("play_frame", { title })}
        sandbox="allow-scripts allow-modals allow-popups"
        srcdoc={frameDocument(editor, name, title)}
      />
    </div>
  );
}

/** Return the start at the selected scene. */
function defaultStart(tree: ReturnType<typeof useEditor>["store"]["tree"], selected: number): PreviewStart {
  const selection = selectionOf(tree, selected);
  // A drill begins with what is drawn.
  const first = isDrill(tree) ? "" : (children(tree, "scene")[0]?.attrs.id ?? "");
  const start = child(tree, "start")?.attrs.scene ?? first;
  return {
    scene: selection.kind === "scene" ? (selection.scene.attrs.id ?? start) : start,
    meters: {},
    chosen: [],
    visited: [],
    lead: true,
  };
}

/** Return the first words of the choices that were taken for the author. */
function wayText({ store, t }: ReturnType<typeof useEditor>, path: readonly string[]): string {
  const choices = children(store.tree, "scene").flatMap((scene) => children(scene, "choice"));
  const taken = path.flatMap((id) => choices.find((choice) => choice.attrs.id === id) ?? []);
  return formatList(taken.map((choice) => t("play_way_choice", { choice: choiceLabel(choice, t, 40) })));
}

/** Show the fields for the start. */
function StartFields({ from, set }: { from: PreviewStart; set: (from: PreviewStart) => void }) {
  const editor = useEditor();
  const { t } = editor;
  const endings = new Set(children(editor.store.tree, "ending").map(({ attrs }) => attrs.id ?? ""));
  const scenes = () => placeOptions(editor).filter(({ value }) => !endings.has(value));
  // A meter or a past of one's own: the scenario begins there, and no way is taken.
  const setPast = (more: Partial<PreviewStart>) => {
    const next = { ...from, ...more };
    set({ ...next, lead: !(Object.keys(next.meters).length || next.chosen.length || next.visited.length) });
  };
  const setMeter = (id: string, value: string) => {
    const { [id]: _gone, ...others } = from.meters;
    setPast({ meters: value === "" ? others : { ...others, [id]: Number(value) } });
  };
  const numbers = [
    { value: "", label: t("play_as_start") },
    ...Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) })),
  ];
  return (
    <>
      <Picker
        label={t("play_scene")}
        value={from.scene}
        none={isDrill(editor.store.tree) ? t("play_draw") : undefined}
        options={scenes}
        onPick={(scene) => set({ ...from, scene })}
        shown={scenes().find(({ value }) => value === from.scene)?.label ?? from.scene}
      />
      <div class="psf-numbers">
        {meterOptions(editor).map(({ value, label }) => (
          <SelectField
            key={value}
            label={label}
            value={value in from.meters ? String(from.meters[value]) : ""}
            options={numbers}
            onPick={(to) => setMeter(value, to)}
          />
        ))}
      </div>
      <PastList
        label={t("play_chosen")}
        options={() => choiceOptions(editor)}
        ids={from.chosen}
        set={(chosen) => setPast({ chosen })}
      />
      <PastList label={t("play_visited")} options={scenes} ids={from.visited} set={(visited) => setPast({ visited })} />
    </>
  );
}

/** Show what counts as past: items are added and removed one by one. */
function PastList({
  label,
  options,
  ids,
  set,
}: {
  label: string;
  options: () => readonly SelectOption[];
  ids: readonly string[];
  set: (ids: string[]) => void;
}) {
  const { t } = useEditor();
  const nameOf = (id: string) => options().find(({ value }) => value === id)?.label ?? id;
  return (
    <div>
      <Picker
        label={label}
        value=""
        shown=""
        none={t("play_add_past")}
        options={() => options().filter(({ value }) => !ids.includes(value))}
        onPick={(id) => set([...ids, id])}
      />
      {ids.length > 0 && (
        <ul class="psf-chips">
          {ids.map((id) => (
            <li key={id}>
              <span>{nameOf(id)}</span>
              <button
                type="button"
                class="psf-tool"
                aria-label={t("forms_remove", { what: nameOf(id) })}
                onClick={() => set(ids.filter((one) => one !== id))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
