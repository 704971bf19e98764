// The import dialog: choose a file, choose a story in it, read the report, insert it as one step.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ImportAnswer, ImportEntry, ImportMedia, ImportReport, TextChange } from "../../contracts/editor";
import type { TreeData } from "../../contracts/tree";
import { type EditorContext, useEditor } from "../context";
import { choiceOptions } from "../forms/options";
import { Picker } from "../forms/picker";
import { useCloseThen } from "../shell/close-then";
import { Dialog } from "../shell/dialog";
import { plainText } from "../text/markup";
import { children, type TreeNode, toTreeData, withKeys } from "../tree";
import type { WordKey } from "../words";
import { appendImport, replaceWithImport } from "./insert-import";

type ImportStage =
  | { kind: "choose" }
  | { kind: "busy" }
  | { kind: "pick"; file: File; stories: Array<{ id: string; title: string }> }
  | { kind: "texts"; texts: TextChange[]; tree: TreeData }
  | { kind: "report"; report: ImportReport; media: ImportMedia[]; tree: TreeData }
  | { kind: "done"; report: ImportReport; media: ImportMedia[]; find: (at: ImportEntry["at"]) => number | null };

/** The report of the last import of each editor, so that the author can return to it. */
const lastReport = new WeakMap<object, ImportStage & { kind: "done" }>();
const acceptedFileNames = ".xml,.olx,.twee,.tw,.twee3,.html,.htm,.json,.h5p,.zip,.tar.gz,.tgz,.xlsx,.csv";

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
    } else setStage(stageOf(got.data, file));
  };
  const finish = (report: ImportReport, media: ImportMedia[], find: (at: ImportEntry["at"]) => number | null) => {
    const done = { kind: "done" as const, report, media, find };
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
function stageOf(answer: ImportAnswer, file: File): ImportStage {
  if ("stories" in answer) return { kind: "pick", file, stories: answer.stories };
  if ("texts" in answer) return { kind: "texts", texts: answer.texts, tree: answer.tree };
  return { kind: "report", report: answer.report, media: answer.media ?? [], tree: answer.tree };
}

/** Show the file field. */
function ChooseFile({
  trouble,
  send,
  again,
  show,
}: {
  trouble: string;
  send: (file: File) => void;
  again: (ImportStage & { kind: "done" }) | undefined;
  show: (stage: ImportStage) => void;
}) {
  const editor = useEditor();
  const { t } = editor;
  const id = editor.id("import-file");
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (file) send(file);
        else setMissing(t("import_no_file"));
      }}
    >
      <p>{t("import_help")}</p>
      <ul class="psf-bullets">
        {(
          [
            "import_kind_own",
            "import_kind_twine",
            "import_kind_h5p",
            "import_kind_branching",
            "import_kind_texts",
          ] as const
        ).map((word) => (
          <li key={word}>{t(word)}</li>
        ))}
      </ul>
      <label class="psf-label" for={id}>
        {t("import_file")}
      </label>
      <input
        id={id}
        type="file"
        accept={acceptedFileNames}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => {
          setFile(event.currentTarget.files?.[0] ?? null);
          setMissing("");
        }}
      />
      <p id={`${id}-wrong`} class="psf-finding psf-error" role="alert">
        {trouble || missing}
      </p>
      <div class="psf-row">
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

// --- report ---

const countLabels: Record<string, WordKey> = {
  scenes: "import_scenes",
  choices: "import_choices",
  endings: "import_endings",
  media: "import_media",
  conditions: "import_conditions",
};
const entryKinds: ReadonlyArray<{ kind: ImportEntry["kind"]; word: WordKey }> = [
  { kind: "attention", word: "import_attention" },
  { kind: "changed", word: "import_changed" },
  { kind: "skipped", word: "import_skipped" },
  { kind: "imported", word: "import_imported" },
];

/** Show what was imported, changed and left out. */
function ReportView({
  report,
  media,
  go,
}: {
  report: ImportReport;
  media: readonly ImportMedia[];
  go?: (entry: ImportEntry) => (() => void) | null;
}) {
  const { t } = useEditor();
  return (
    <>
      <p>
        {t("import_came", {
          counts:
            Object.entries(report.imported)
              .filter(([name, count]) => count > 0 && countLabels[name])
              .map(([name, count]) => t(countLabels[name]!, { count }))
              .join(", ") || t("import_nothing"),
        })}
      </p>
      {entryKinds.map(({ kind, word }) => {
        const entries = report.entries.filter((entry) => entry.kind === kind);
        return (
          entries.length > 0 && (
            <details key={kind} class="psf-more" open={kind === "attention"}>
              <summary>{t(word, { count: entries.length })}</summary>
              <ul class="psf-bullets">
                {entries.map((entry, n) => {
                  const act = go?.(entry);
                  return (
                    <li key={n}>
                      {act ? (
                        <button type="button" class="psf-link" onClick={act}>
                          {entry.message}
                        </button>
                      ) : (
                        entry.message
                      )}
                    </li>
                  );
                })}
              </ul>
            </details>
          )
        );
      })}
      {media.length > 0 && (
        <>
          <p>{t("import_upload")}</p>
          <ul class="psf-bullets">
            {media.map(({ name, address }) => (
              <li key={name}>{address ?? name}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** Show the report and how to insert the story. */
function InsertStep({
  editor,
  stage,
  finish,
  close,
}: {
  editor: EditorContext;
  stage: ImportStage & { kind: "report" };
  close: () => void;
  finish: (report: ImportReport, media: ImportMedia[], find: (at: ImportEntry["at"]) => number | null) => void;
}) {
  const { t, store } = editor;
  const isEmpty = children(store.tree, "scene", "ending").length === 0;
  const [how, setHow] = useState<"replace" | "append">("replace");
  const [from, setFrom] = useState("");
  const put = () => {
    const imported = withKeys(stage.tree);
    if (how === "replace" || isEmpty) {
      const created = replaceWithImport(store.tree, imported, ["weight", "max_attempts", "url_name"]);
      editor.replaceTree(t("import_step"), created.tree);
      finish(stage.report, stage.media, created.findKey);
      return;
    }
    const choice = children(store.tree, "scene")
      .flatMap((scene): readonly TreeNode[] => children(scene, "choice"))
      .find(({ attrs }) => attrs.id === from);
    const created = appendImport(store.tree, imported, choice?.key ?? null);
    editor.edit(t("import_step_branch"), () => created.tree);
    finish(stage.report, stage.media, created.findKey);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        put();
      }}
    >
      <ReportView report={stage.report} media={stage.media} />
      {!isEmpty && (
        <fieldset class="psf-cards">
          <legend>{t("import_how")}</legend>
          <label class="psf-card">
            <input
              type="radio"
              name={editor.id("how")}
              checked={how === "replace"}
              onChange={() => setHow("replace")}
            />
            <span>
              <b>{t("import_replace")}</b>
              <span class="psf-about">{t("import_replace_help")}</span>
            </span>
          </label>
          <label class="psf-card">
            <input type="radio" name={editor.id("how")} checked={how === "append"} onChange={() => setHow("append")} />
            <span>
              <b>{t("import_append")}</b>
              <span class="psf-about">{t("import_append_help")}</span>
            </span>
          </label>
        </fieldset>
      )}
      {how === "append" && !isEmpty && (
        <Picker
          label={t("import_from")}
          value={from}
          none={t("import_from_none")}
          shown={choiceOptions(editor).find(({ value }) => value === from)?.label ?? ""}
          options={() => [{ value: "", label: t("import_from_none") }, ...choiceOptions(editor)]}
          onPick={setFrom}
        />
      )}
      <div class="psf-row">
        <button type="submit" class="psf-button">
          {t("import_put_in")}
        </button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>
          {t("forms_cancel")}
        </button>
      </div>
      <p class="psf-help">{t("import_undo")}</p>
    </form>
  );
}

/** Show the report after inserting, with links to the places. */
function DoneStep({
  editor,
  stage,
  close,
}: {
  editor: EditorContext;
  stage: ImportStage & { kind: "done" };
  close: () => void;
}) {
  const { t } = editor;
  const leave = useCloseThen(close);
  const go = (entry: ImportEntry) => {
    const key = stage.find(entry.at);
    return key === null ? null : () => leave(() => editor.goTo(key));
  };
  return (
    <>
      <p>{t("import_done")}</p>
      <ReportView report={stage.report} media={stage.media} go={go} />
      <button type="button" class="psf-button" onClick={close}>
        {t("forms_close")}
      </button>
    </>
  );
}

/** Show the texts that differ in a spreadsheet. */
function TextChanges({
  editor,
  stage,
  close,
}: {
  editor: EditorContext;
  stage: ImportStage & { kind: "texts" };
  close: () => void;
}) {
  const { t } = editor;
  if (!stage.texts.length) {
    return (
      <>
        <p>{t("texts_same")}</p>
        <button type="button" class="psf-button" onClick={close}>
          {t("forms_close")}
        </button>
      </>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        editor.replaceTree(t("texts_step"), withKeys(stage.tree));
        close();
      }}
    >
      <p>{t(stage.texts.length === 1 ? "texts_differ_one" : "texts_differ", { count: stage.texts.length })}</p>
      <div class="psf-table" tabIndex={0} role="region" aria-label={t("texts_table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("texts_where")}</th>
              <th scope="col">{t("texts_before")}</th>
              <th scope="col">{t("texts_after")}</th>
            </tr>
          </thead>
          <tbody>
            {stage.texts.map(({ id, what, before, after }) => (
              <tr key={id}>
                <th scope="row">{what ? `${what} (${id})` : id}</th>
                <td>
                  <del>{plainText(before)}</del>
                </td>
                <td>
                  <ins>{plainText(after)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="psf-row">
        <button type="submit" class="psf-button">
          {t("texts_take")}
        </button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>
          {t("forms_cancel")}
        </button>
      </div>
    </form>
  );
}
