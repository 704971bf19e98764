// The report of an import, before and after it is inserted.

import { useState } from "preact/hooks";
import type { ImportEntry, ImportReport } from "../../contracts/editor";
import { type EditorContext, useEditor } from "../context";
import { choiceOptions } from "../forms/options";
import { Picker } from "../forms/picker";
import { useCloseThen } from "../shell/close-then";
import { children, type TreeNode, withKeys } from "../tree";
import { formatList, type WordKey } from "../words";
import { EntryList } from "./entry-list";
import { appendImport, replaceWithImport } from "./insert-import";
import { MediaList, storeMedia } from "./media";
import type { Stage } from "./stages";

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
function ReportView({ report, go }: { report: ImportReport; go?: (entry: ImportEntry) => (() => void) | null }) {
  const { t } = useEditor();
  return (
    <>
      <p>
        {t("import_came", {
          counts:
            formatList(
              Object.entries(report.imported)
                .filter(([name, count]) => count > 0 && countLabels[name])
                .map(([name, count]) => t(countLabels[name]!, { count })),
            ) || t("import_nothing"),
        })}
      </p>
      {entryKinds.map(({ kind, word }) => {
        const entries = report.entries.filter((entry) => entry.kind === kind);
        return (
          entries.length > 0 && (
            <details key={kind} class="psf-more" open={kind === "attention"}>
              <summary>{t(word, { count: entries.length })}</summary>
              <EntryList entries={entries} go={go} />
            </details>
          )
        );
      })}
    </>
  );
}

interface InsertStepProps {
  editor: EditorContext;
  stage: Stage<"report">;
  close: () => void;
  finish: (done: Stage<"done">) => void;
}

/** How a story is inserted: in the place of what is there, or as a branch. */
type InsertWay = "replace" | "append";

/** Show the report and how to insert the story. */
export function InsertStep({ editor, stage, finish, close }: InsertStepProps) {
  const { t, store } = editor;
  const isEmpty = children(store.tree, "scene", "ending").length === 0;
  const hasMedia = stage.media.length > 0;
  const [how, setHow] = useState<InsertWay>("replace");
  const [from, setFrom] = useState("");
  const [wantsStored, setWantsStored] = useState(stage.canStore);
  const [busy, setBusy] = useState(false);
  const put = async () => {
    setBusy(true);
    finish(await insertStory(editor, stage, hasMedia && wantsStored, how === "replace" || isEmpty ? null : from));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void put();
      }}
    >
      <ReportView report={stage.report} />
      {hasMedia && stage.canStore && <StoreMediaBox editor={editor} on={wantsStored} set={setWantsStored} />}
      {hasMedia && !wantsStored && <MediaList media={stage.media} source={stage.source} />}
      {!isEmpty && <InsertWays editor={editor} how={how} setHow={setHow} />}
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
      <p class="psf-help" role="status">
        {t(busy && wantsStored && hasMedia ? "import_media_storing" : "import_undo")}
      </p>
      <div class="psf-row ps-dialog-foot">
        <button type="submit" class="psf-button" disabled={busy}>
          {t("import_put_in")}
        </button>
        <button type="button" class="psf-button psf-quiet" onClick={close}>
          {t("forms_cancel")}
        </button>
      </div>
    </form>
  );
}

/**
 * Insert the story and return what became of it. `from` is the id of the choice that is to lead to it, "" for none; null
 * replaces what is there.
 */
async function insertStory(
  editor: EditorContext,
  stage: Stage<"report">,
  storesMedia: boolean,
  from: string | null,
): Promise<Stage<"done">> {
  const { t, store } = editor;
  const asGiven = { tree: stage.tree, media: stage.media, trouble: "" };
  const { tree, media, trouble } = storesMedia ? await storeMedia(editor, stage) : asGiven;
  const stored = stage.media.length - media.length;
  const done = { kind: "done" as const, report: stage.report, media, trouble, source: stage.source, stored };
  const imported = withKeys(tree);
  if (from === null) {
    const created = replaceWithImport(store.tree, imported, ["weight", "max_attempts", "url_name"]);
    editor.replaceTree(t("import_step"), created.tree);
    return { ...done, find: created.findKey };
  }
  const choice = children(store.tree, "scene")
    .flatMap((scene): readonly TreeNode[] => children(scene, "choice"))
    .find(({ attrs }) => attrs.id === from);
  const created = appendImport(store.tree, imported, choice?.key ?? null);
  editor.edit(t("import_step_branch"), () => created.tree);
  return { ...done, find: created.findKey };
}

/** Ask whether the story's pictures and recordings are to be stored among the course's files. */
function StoreMediaBox({ editor, on, set }: { editor: EditorContext; on: boolean; set: (on: boolean) => void }) {
  const { t } = editor;
  const id = editor.id("store-media");
  return (
    <div class="psf-check">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={`${id}-help`}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <label for={id}>{t("import_media_store")}</label>
      <p class="psf-help" id={`${id}-help`}>
        {t("import_media_store_help")}
      </p>
    </div>
  );
}

interface InsertWaysProps {
  editor: EditorContext;
  how: InsertWay;
  setHow: (how: InsertWay) => void;
}

/** Ask whether the story replaces what is there. */
function InsertWays({ editor, how, setHow }: InsertWaysProps) {
  const { t } = editor;
  const way = (one: InsertWay, title: WordKey, help: WordKey) => (
    <label class="psf-card">
      <input type="radio" name={editor.id("how")} checked={how === one} onChange={() => setHow(one)} />
      <span>
        <b>{t(title)}</b>
        <span class="psf-about">{t(help)}</span>
      </span>
    </label>
  );
  return (
    <fieldset class="psf-cards">
      <legend>{t("import_how")}</legend>
      {way("replace", "import_replace", "import_replace_help")}
      {way("append", "import_append", "import_append_help")}
    </fieldset>
  );
}

/** Show the report after inserting, with links to the places. */
export function DoneStep({ editor, stage, close }: { editor: EditorContext; stage: Stage<"done">; close: () => void }) {
  const { t } = editor;
  const leave = useCloseThen(close);
  const go = (entry: ImportEntry) => {
    const key = stage.find(entry.at);
    return key === null ? null : () => leave(() => editor.goTo(key));
  };
  return (
    <>
      <p>{t("import_done")}</p>
      {stage.trouble && (
        <p class="psf-finding psf-error" role="alert">
          {stage.trouble}
        </p>
      )}
      {stage.stored > 0 && <p>{t("import_media_stored", { count: stage.stored })}</p>}
      <ReportView report={stage.report} go={go} />
      {stage.media.length > 0 && <MediaList media={stage.media} source={stage.source} />}
      <div class="psf-row ps-dialog-foot">
        <button type="button" class="psf-button" onClick={close}>
          {t("forms_close")}
        </button>
      </div>
    </>
  );
}
