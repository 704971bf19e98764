// The import dialog: choose a file, choose a story in it, read the report, insert it as one step.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ImportAnswer } from "../../contracts/editor";
import { useEditor } from "../context";
import { Dialog } from "../shell/dialog";
import { toTreeData } from "../tree";
import { DoneStep, InsertStep } from "./report-steps";
import type { ImportSource, ImportStage, Stage } from "./stages";
import { TextChanges } from "./text-changes";

/** The report of the last import of each editor, so that the author can return to it. */
const lastReport = new WeakMap<object, Stage<"done">>();

/** Show the current stage of the import. */
export function ImportDialog({ close }: { close: () => void }) {
  const editor = useEditor();
  const { t } = editor;
  const [stage, setStage] = useState<ImportStage>({ kind: "choose" });
  const [trouble, tell] = useState("");
  const abort = useRef<AbortController | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => () => abort.current?.abort(), []);
  // The focus moves to the content of each stage.
  useLayoutEffect(() => {
    if (stage.kind !== "choose") box.current?.focus();
  }, [stage.kind]);

  const send = async (file: File, pick?: string) => {
    tell("");
    setStage({ kind: "busy" });
    abort.current = new AbortController();
    const parts = { file, ...(pick === undefined ? {} : { pick }) };
    const document = { tree: toTreeData(editor.store.tree), ...(pick === undefined ? {} : { pick }) };
    const got = await editor.server.post<ImportAnswer>("editor_import", {
      document,
      parts,
      signal: abort.current.signal,
    });
    if (got.kind === "stopped") return;
    if (got.kind !== "done") {
      setStage({ kind: "choose" });
      tell(got.kind === "refused" ? got.error : t(got.kind === "too-large" ? "import_too_large" : "import_failed"));
    } else setStage(stageOf(got.data, { file, ...(pick === undefined ? {} : { pick }) }));
  };
  const finish = (done: Stage<"done">) => {
    lastReport.set(editor.store, done);
    setStage(done);
  };
  return (
    <Dialog title={t("import_title")} close={close} wide={stage.kind === "texts"}>
      <div class="psf-dialog" ref={box} tabIndex={-1}>
        {stage.kind === "choose" && (
          <ChooseFile
            trouble={trouble}
            send={(file) => void send(file)}
            again={lastReport.get(editor.store)}
            show={setStage}
          />
        )}
        {stage.kind === "busy" && <p role="status">{t("import_reading")}</p>}
        {stage.kind === "pick" && <ChooseStory stories={stage.stories} send={(id) => void send(stage.file, id)} />}
        {stage.kind === "texts" && <TextChanges editor={editor} stage={stage} close={close} />}
        {stage.kind === "report" && <InsertStep editor={editor} stage={stage} finish={finish} close={close} />}
        {stage.kind === "done" && <DoneStep editor={editor} stage={stage} close={close} />}
      </div>
    </Dialog>
  );
}

/** Return the stage for the server's answer. */
function stageOf(answer: ImportAnswer, source: ImportSource): ImportStage {
  if ("stories" in answer) return { kind: "pick", file: source.file, stories: answer.stories };
  if ("texts" in answer) return { kind: "texts", texts: answer.texts, tree: answer.tree };
  const { report, media, tree } = answer;
  return { kind: "report", report, media, canStore: answer.can_store, source, tree };
}

interface ChooseFileProps {
  trouble: string;
  send: (file: File) => void;
  again: Stage<"done"> | undefined;
  show: (stage: ImportStage) => void;
}

/** Show what can be imported, and the file field. */
function ChooseFile({ trouble, send, again, show }: ChooseFileProps) {
  const { t } = useEditor();
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState("");
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setMissing("");
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send(file);
        else setMissing(t("import_no_file"));
      }}
    >
      <p>{t("import_help")}</p>
      <FormatList />
      <FileField choose={choose} trouble={trouble || missing} />
      <div class="psf-row ps-dialog-foot">
        <button type="submit" class="psf-button">
          {t("import_read")}
        </button>
        {again && (
          <button type="button" class="psf-button psf-quiet" onClick={() => show(again)}>
            {t("import_last_report")}
          </button>
        )}
      </div>
      <p class="psf-help">{t("import_nothing_yet")}</p>
    </form>
  );
}

/** Show the formats that can be imported, and what the server lacks for some. */
function FormatList() {
  const { t, loaded } = useEditor();
  return (
    <ul class="psf-bullets">
      {loaded.imports.map(({ id, label, endings, missing }) => (
        <li key={id}>
          {t("import_kind", { label, endings: endings.join(" ") })}
          {missing && <p class="psf-help">{missing}</p>}
        </li>
      ))}
    </ul>
  );
}

/** Show the field for the file, with what is wrong with it. */
function FileField({ choose, trouble }: { choose: (file: File | null) => void; trouble: string }) {
  const editor = useEditor();
  const id = editor.id("import-file");
  const readable = editor.loaded.imports.filter(({ available }) => available);
  return (
    <>
      <label class="psf-label" for={id}>
        {editor.t("import_file")}
      </label>
      <input
        id={id}
        type="file"
        accept={readable.flatMap(({ endings }) => endings).join(",")}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => choose(event.currentTarget.files?.[0] ?? null)}
      />
      <p id={`${id}-wrong`} class="psf-finding psf-error" role="alert">
        {trouble}
      </p>
    </>
  );
}

/** Show the stories of a file. */
function ChooseStory({
  stories,
  send,
}: {
  stories: ReadonlyArray<{ id: string; title: string }>;
  send: (id: string) => void;
}) {
  const editor = useEditor();
  const { t } = editor;
  const [picked, pick] = useState(stories[0]?.id ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send(picked);
      }}
    >
      <fieldset class="psf-cards">
        <legend>{t("import_which")}</legend>
        {stories.map(({ id, title }) => (
          <label key={id} class="psf-card">
            <input type="radio" name={editor.id("story")} checked={id === picked} onChange={() => pick(id)} />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="psf-button">
        {t("import_read")}
      </button>
    </form>
  );
}
