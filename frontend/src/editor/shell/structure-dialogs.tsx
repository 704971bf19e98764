// The small dialogs of the structure: a title for what is new, where a choice shall lead, what hangs on what is deleted.

import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import * as commands from "../commands";
import { allPlaces, choiceLabel, placeLabel, targetLabel } from "../labels";
import { consequences } from "../operations/removing";
import { children } from "../tree";
import { counted } from "../words";
import { useDesk } from "./use-controller";
import { Dialog } from "./dialog";

export function Questions({ close }: { close: () => void }) {
  const { question } = useDesk();
  switch (question?.kind) {
    case "add-scene": return <Naming kind="scene" from={question.from} close={close} />;
    case "add-ending": return <Naming kind="ending" from={question.from} close={close} />;
    case "add-choice": return <AddChoice close={close} />;
    case "rename": return <Naming kind="rename" close={close} />;
    case "connect": return <Connect close={close} />;
    case "delete": return <Delete branch={question.branch} close={close} />;
    case "report": return <Report title={question.title} sentences={question.sentences} close={close} />;
    default: return null;
  }
}

/** A dialog with one thing to fill in and one button that does it. */
function Asking(given: { title: string; action: string; submit: () => void; close: () => void; children: ComponentChildren; danger?: boolean }) {
  const { say } = useDesk();
  return (
    <Dialog title={given.title} close={given.close}>
      <form onSubmit={(event) => { event.preventDefault(); given.close(); given.submit(); }}>
        {given.children}
        <div class="ps-buttons">
          <button type="submit" class={`ps-tool ps-go${given.danger ? " ps-danger" : ""}`}>{given.action}</button>
          <button type="button" class="ps-tool" onClick={given.close}>{say("cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function Naming({ kind, from, close }: { kind: "scene" | "ending" | "rename"; from?: number; close: () => void }) {
  const desk = useDesk();
  const { say, loaded } = desk;
  const place = kind === "rename" ? commands.placeOf(desk) : null;
  const [title, setTitle] = useState(place?.attrs.title ?? "");
  const [ending, setEnding] = useState(loaded.catalogue.kinds[0]?.id ?? "agreement");
  const heading = { scene: say("add_scene"), ending: say("add_ending"), rename: say("rename") }[kind];
  const submit = () => {
    if (kind === "scene") commands.newScene(desk, title.trim(), from);
    else if (kind === "ending") commands.newEnding(desk, title.trim(), ending, from);
    else if (place) commands.rename(desk, place.key, title.trim());
  };
  return (
    <Asking title={heading} action={kind === "rename" ? say("rename") : say("add")} submit={submit} close={close}>
      <label>{say(kind === "ending" ? "title_of_ending" : "title_of_scene")}
        <input type="text" required value={title} autocomplete="off" onInput={(event) => setTitle(event.currentTarget.value)} />
      </label>
      {kind === "ending" && (
        <label>{say("kind_of_ending")}
          <select value={ending} onChange={(event) => setEnding(event.currentTarget.value)}>
            {loaded.catalogue.kinds.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
      )}
      {kind !== "rename" && <p class="ps-help">{say("id_help")}</p>}
    </Asking>
  );
}

function AddChoice({ close }: { close: () => void }) {
  const desk = useDesk();
  const { say } = desk;
  const [words, setWords] = useState("");
  const place = commands.placeOf(desk);
  if (place?.tag !== "scene") return <Report title={say("add_choice")} sentences={[say("choice_where")]} close={close} />;
  return (
    <Asking title={say("add_choice_to", { place: placeLabel(desk.store.tree, place, say) })} action={say("add")} close={close}
      submit={() => commands.newChoice(desk, words)}>
      <label>{say("choice_says")}
        <textarea rows={3} required value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <p class="ps-help">{say("choice_says_help")}</p>
    </Asking>
  );
}

/** The way to do by keyboard what dragging from a choice's dot does on the map. */
function Connect({ close }: { close: () => void }) {
  const desk = useDesk();
  const { say, store } = desk;
  const place = commands.placeOf(desk);
  const choices = place ? children(place, "choice") : [];
  const [choice, setChoice] = useState(commands.choiceOf(desk)?.key ?? choices[0]?.key ?? 0);
  const [to, setTo] = useState(choices.find((found) => found.key === choice)?.attrs.to ?? "");
  if (!place || !choices.length) return <Report title={say("connect")} sentences={[say("connect_nothing")]} close={close} />;
  return (
    <Asking title={say("connect_from", { place: placeLabel(store.tree, place, say) })} action={say("connect_do")} close={close}
      submit={() => commands.connect(desk, choice, to)}>
      <label>{say("connect_choice")}
        <select value={choice} onChange={(event) => {
          const key = Number(event.currentTarget.value);
          setChoice(key);
          setTo(choices.find((found) => found.key === key)?.attrs.to ?? "");
        }}>
          {choices.map((found) => (
            <option key={found.key} value={found.key}>{choiceLabel(found, say)} ({targetLabel(store.tree, found.attrs.to ?? "", say)})</option>
          ))}
        </select>
      </label>
      <label>{say("goes_to")}
        <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">{say("to_nowhere")}</option>
          {allPlaces(store.tree).map((found) => <option key={found.key} value={found.attrs.id ?? ""}>{placeLabel(store.tree, found, say)}</option>)}
        </select>
      </label>
    </Asking>
  );
}

function Delete({ branch, close }: { branch: boolean; close: () => void }) {
  const desk = useDesk();
  const { say, store } = desk;
  const place = commands.placeOf(desk);
  const ids = useMemo(() => (branch ? commands.branch(desk) : new Set([place?.attrs.id ?? ""])), []);
  if (!place) return null;
  const { ways, conditions, start } = consequences(store.tree, ids);
  const title = placeLabel(store.tree, place, say);
  const gone = allPlaces(store.tree).filter((found) => ids.has(found.attrs.id ?? ""));
  const fromWhere = (id: string) => targetLabel(store.tree, id, say);
  return (
    <Asking title={say(branch ? "delete_branch_of" : "delete_what", { what: title })} action={say("delete")} danger close={close}
      submit={() => commands.removePlaces(desk, ids)}>
      {branch && (
        <>
          <p>{counted(say, "delete_branch_one", "delete_branch_some", gone.length)}</p>
          <ul class="ps-changes">{gone.map((found) => <li key={found.key}>{placeLabel(store.tree, found, say)}</li>)}</ul>
        </>
      )}
      {ways.length > 0 && (
        <>
          <p>{counted(say, "delete_ways_one", "delete_ways_some", ways.length)}</p>
          <ul class="ps-changes">
            {ways.map((way) => (
              <li key={way.node.key}>{way.kind === "gate" ? say("delete_gate", { condition: way.node.attrs.if ?? "" })
                : say("delete_way", { place: fromWhere(way.from), choice: way.choice ? choiceLabel(way.choice, say) : "" })}</li>
            ))}
          </ul>
        </>
      )}
      {conditions.length > 0 && (
        <>
          <p>{counted(say, "delete_conditions_one", "delete_conditions_some", conditions.length)}</p>
          <ul class="ps-changes">{conditions.map(({ node, place: at }) => (
            <li key={node.key}>{at.attrs.id ? fromWhere(at.attrs.id) : say("section_start")}: {node.attrs.if}</li>
          ))}</ul>
        </>
      )}
      {start && <p>{say("delete_start")}</p>}
      <p class="ps-help">{say("delete_undo")}</p>
    </Asking>
  );
}

function Report({ title, sentences, close }: { title: string; sentences: readonly string[]; close: () => void }) {
  const { say } = useDesk();
  return (
    <Dialog title={title} close={close}>
      <ul class="ps-changes">{sentences.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
      <div class="ps-buttons"><button type="button" data-first class="ps-tool ps-go" onClick={close}>{say("close")}</button></div>
    </Dialog>
  );
}

