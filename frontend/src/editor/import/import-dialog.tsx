// Bringing a story in: choose a file, perhaps which story of it, read what came over, then put it in as one step.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useStudio, type Studio } from "../context";
import { Dialog } from "../shell/dialog";
import { bare, children, keyed, type Bare, type Node } from "../tree";
import type { WordKey } from "../words";
import { appended, replaced, type Entry } from "./insert-import";
import { useLeaving } from "../shell/close-then";
import { plain } from "../text/markup";
import { choicesOf } from "../forms/options";
import { Picker } from "../forms/picker";

interface Report { imported: Record<string, number>; entries: Entry[] }
interface Media { name: string; size?: number; address?: string }
interface Changed { id: string; what?: string; before: string; after: string }

type Answer =
  | { stories: Array<{ id: string; title: string }> }
  | { texts: Changed[]; tree: Bare }
  | { tree: Bare; report: Report; media?: Media[] };

type Stage =
  | { kind: "choose" }
  | { kind: "busy" }
  | { kind: "pick"; file: File; stories: Array<{ id: string; title: string }> }
  | { kind: "texts"; texts: Changed[]; tree: Bare }
  | { kind: "report"; report: Report; media: Media[]; tree: Bare }
  | { kind: "done"; report: Report; media: Media[]; find: (at: Entry["at"]) => number | null };

/** The report of the last import of each author's desk, to come back to while mending. */
const lastReport = new WeakMap<object, Stage & { kind: "done" }>();
const accepted = ".xml,.olx,.twee,.tw,.twee3,.html,.htm,.json,.h5p,.zip,.tar.gz,.tgz,.xlsx,.csv";

export function ImportDialog({ close }: { close: () => void }) {
  const studio = useStudio();
  const { say } = studio;
  const [stage, setStage] = useState<Stage>({ kind: "choose" });
  const [trouble, tell] = useState("");
  const abort = useRef<AbortController | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => () => abort.current?.abort(), []);
  // Each step begins at its own words.
  useLayoutEffect(() => {
    if (stage.kind !== "choose") box.current?.focus();
  }, [stage.kind]);

  const send = async (file: File, pick?: string) => {
    tell("");
    setStage({ kind: "busy" });
    abort.current = new AbortController();
    const parts = { file, ...(pick === undefined ? {} : { pick }) };
    const document = { tree: bare(studio.store.tree), ...(pick === undefined ? {} : { pick }) };
    const got = await studio.server.post<Answer>("editor_import", { document, parts, signal: abort.current.signal });
    if (got.kind === "stopped") return;
    if (got.kind !== "done") {
      setStage({ kind: "choose" });
      tell(got.kind === "refused" ? got.error : say(got.kind === "too-large" ? "import_too_large" : "import_failed"));
    } else setStage(stageOf(got.data, file));
  };
  const finish = (report: Report, media: Media[], find: (at: Entry["at"]) => number | null) => {
    const done = { kind: "done" as const, report, media, find };
    lastReport.set(studio.store, done);
    setStage(done);
  };
  return (
    <Dialog title={say("import_title")} close={close} wide={stage.kind === "texts"}>
      <div class="psf-dialog" ref={box} tabIndex={-1}>
        {stage.kind === "choose" && <Choose trouble={trouble} send={(file) => void send(file)} again={lastReport.get(studio.store)} show={setStage} />}
        {stage.kind === "busy" && <p role="status">{say("import_reading")}</p>}
        {stage.kind === "pick" && <Pick stories={stage.stories} send={(id) => void send(stage.file, id)} />}
        {stage.kind === "texts" && <Texts studio={studio} stage={stage} close={close} />}
        {stage.kind === "report" && <PutIn studio={studio} stage={stage} finish={finish} close={close} />}
        {stage.kind === "done" && <Done studio={studio} stage={stage} close={close} />}
      </div>
    </Dialog>
  );
}

function stageOf(answer: Answer, file: File): Stage {
  if ("stories" in answer) return { kind: "pick", file, stories: answer.stories };
  if ("texts" in answer) return { kind: "texts", texts: answer.texts, tree: answer.tree };
  return { kind: "report", report: answer.report, media: answer.media ?? [], tree: answer.tree };
}

function Choose({ trouble, send, again, show }: {
  trouble: string; send: (file: File) => void; again: (Stage & { kind: "done" }) | undefined; show: (stage: Stage) => void;
}) {
  const studio = useStudio();
  const { say } = studio;
  const id = studio.id("import-file");
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState("");
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      if (file) send(file);
      else setMissing(say("import_no_file"));
    }}>
      <p>{say("import_help")}</p>
      <ul class="psf-bullets">
        {(["import_kind_own", "import_kind_twine", "import_kind_h5p", "import_kind_branching", "import_kind_texts"] as const).map((word) =>
          <li key={word}>{say(word)}</li>)}
      </ul>
      <label class="psf-label" for={id}>{say("import_file")}</label>
      <input id={id} type="file" accept={accepted} aria-describedby={`${id}-wrong`} onChange={(event) => {
        setFile(event.currentTarget.files?.[0] ?? null);
        setMissing("");
      }} />
      <p id={`${id}-wrong`} class="psf-finding psf-error" role="alert">{trouble || missing}</p>
      <div class="psf-row">
        <button type="submit" class="psf-button">{say("import_read")}</button>
        {again && <button type="button" class="psf-button psf-quiet" onClick={() => show(again)}>{say("import_last_report")}</button>}
      </div>
      <p class="psf-help">{say("import_nothing_yet")}</p>
    </form>
  );
}

function Pick({ stories, send }: { stories: ReadonlyArray<{ id: string; title: string }>; send: (id: string) => void }) {
  const studio = useStudio();
  const { say } = studio;
  const [picked, pick] = useState(stories[0]?.id ?? "");
  return (
    <form onSubmit={(event) => { event.preventDefault(); send(picked); }}>
      <fieldset class="psf-cards">
        <legend>{say("import_which")}</legend>
        {stories.map(({ id, title }) => (
          <label key={id} class="psf-card">
            <input type="radio" name={studio.id("story")} checked={id === picked} onChange={() => pick(id)} /><span>{title}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="psf-button">{say("import_read")}</button>
    </form>
  );
}

// --- the report -----------------------------------------------------------------------------------------------------

const counts: Record<string, WordKey> = {
  scenes: "import_scenes", choices: "import_choices", endings: "import_endings", media: "import_media", conditions: "import_conditions",
};
const kinds: ReadonlyArray<{ kind: Entry["kind"]; word: WordKey }> = [
  { kind: "attention", word: "import_attention" }, { kind: "changed", word: "import_changed" },
  { kind: "skipped", word: "import_skipped" }, { kind: "imported", word: "import_imported" },
];

function ReportView({ report, media, go }: { report: Report; media: readonly Media[]; go?: (entry: Entry) => (() => void) | null }) {
  const { say } = useStudio();
  return (
    <>
      <p>{say("import_came", { counts: Object.entries(report.imported).filter(([name, count]) => count > 0 && counts[name])
        .map(([name, count]) => say(counts[name]!, { count })).join(", ") || say("import_nothing") })}</p>
      {kinds.map(({ kind, word }) => {
        const entries = report.entries.filter((entry) => entry.kind === kind);
        return entries.length > 0 && (
          <details key={kind} class="psf-more" open={kind === "attention"}>
            <summary>{say(word, { count: entries.length })}</summary>
            <ul class="psf-bullets">{entries.map((entry, n) => {
              const act = go?.(entry);
              return <li key={n}>{act ? <button type="button" class="psf-link" onClick={act}>{entry.message}</button> : entry.message}</li>;
            })}</ul>
          </details>
        );
      })}
      {media.length > 0 && <><p>{say("import_upload")}</p><ul class="psf-bullets">{media.map(({ name, address }) => <li key={name}>{address ?? name}</li>)}</ul></>}
    </>
  );
}

function PutIn({ studio, stage, finish, close }: {
  studio: Studio; stage: Stage & { kind: "report" }; close: () => void;
  finish: (report: Report, media: Media[], find: (at: Entry["at"]) => number | null) => void;
}) {
  const { say, store } = studio;
  const isEmpty = children(store.tree, "scene", "ending").length === 0;
  const [how, setHow] = useState<"replace" | "append">("replace");
  const [from, setFrom] = useState("");
  const put = () => {
    const imported = keyed(stage.tree);
    if (how === "replace" || isEmpty) {
      const made = replaced(store.tree, imported, ["weight", "max_attempts", "url_name"]);
      studio.replaceTree(say("import_step"), made.tree);
      finish(stage.report, stage.media, made.find);
      return;
    }
    const choice = children(store.tree, "scene").flatMap((scene): readonly Node[] => children(scene, "choice")).find(({ attrs }) => attrs.id === from);
    const made = appended(store.tree, imported, choice?.key ?? null);
    studio.edit(say("import_step_branch"), () => made.tree);
    finish(stage.report, stage.media, made.find);
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); put(); }}>
      <ReportView report={stage.report} media={stage.media} />
      {!isEmpty && (
        <fieldset class="psf-cards">
          <legend>{say("import_how")}</legend>
          <label class="psf-card"><input type="radio" name={studio.id("how")} checked={how === "replace"} onChange={() => setHow("replace")} />
            <span><b>{say("import_replace")}</b><span class="psf-about">{say("import_replace_help")}</span></span></label>
          <label class="psf-card"><input type="radio" name={studio.id("how")} checked={how === "append"} onChange={() => setHow("append")} />
            <span><b>{say("import_append")}</b><span class="psf-about">{say("import_append_help")}</span></span></label>
        </fieldset>
      )}
      {how === "append" && !isEmpty && <Picker label={say("import_from")} value={from} none={say("import_from_none")}
        shown={choicesOf(studio).find(({ value }) => value === from)?.label ?? ""}
        options={() => [{ value: "", label: say("import_from_none") }, ...choicesOf(studio)]} onPick={setFrom} />}
      <div class="psf-row">
        <button type="submit" class="psf-button">{say("import_put_in")}</button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>{say("forms_cancel")}</button>
      </div>
      <p class="psf-help">{say("import_undo")}</p>
    </form>
  );
}

function Done({ studio, stage, close }: { studio: Studio; stage: Stage & { kind: "done" }; close: () => void }) {
  const { say } = studio;
  const leave = useLeaving(close);
  const go = (entry: Entry) => {
    const key = stage.find(entry.at);
    return key === null ? null : () => leave(() => studio.goTo(key));
  };
  return (
    <>
      <p>{say("import_done")}</p>
      <ReportView report={stage.report} media={stage.media} go={go} />
      <button type="button" class="psf-button" onClick={close}>{say("forms_close")}</button>
    </>
  );
}

/** A spreadsheet of texts: what differs, before it is taken over. */
function Texts({ studio, stage, close }: { studio: Studio; stage: Stage & { kind: "texts" }; close: () => void }) {
  const { say } = studio;
  if (!stage.texts.length) {
    return <><p>{say("texts_same")}</p><button type="button" class="psf-button" onClick={close}>{say("forms_close")}</button></>;
  }
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      studio.replaceTree(say("texts_step"), keyed(stage.tree));
      close();
    }}>
      <p>{say(stage.texts.length === 1 ? "texts_differ_one" : "texts_differ", { count: stage.texts.length })}</p>
      <div class="psf-table" tabIndex={0} role="region" aria-label={say("texts_table")}>
        <table>
          <thead><tr><th scope="col">{say("texts_where")}</th><th scope="col">{say("texts_before")}</th><th scope="col">{say("texts_after")}</th></tr></thead>
          <tbody>{stage.texts.map(({ id, what, before, after }) => (
            <tr key={id}><th scope="row">{what ? `${what} (${id})` : id}</th><td><del>{plain(before)}</del></td><td><ins>{plain(after)}</ins></td></tr>
          ))}</tbody>
        </table>
      </div>
      <div class="psf-row">
        <button type="submit" class="psf-button">{say("texts_take")}</button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>{say("forms_cancel")}</button>
      </div>
    </form>
  );
}
