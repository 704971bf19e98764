// The dialog for choosing a file: from this computer, or among the course's files.

import { useEffect, useRef, useState } from "preact/hooks";
import type { CourseFileInfo, FilesAnswer, MediaKind } from "../../contracts/editor";
import { useEditor } from "../context";
import { useCloseThen } from "../shell/close-then";
import { Dialog } from "../shell/dialog";
import { formatNumber } from "../words";
import { MediaDrop } from "./media-drop";
import { inMegabytes, storedText, storeFile } from "./store-file";

interface MediaDialogProps {
  kind: MediaKind;
  close: () => void;
  /** Called after the dialog has closed, with the address of the chosen file and, of one that was stored, what is told. */
  choose: (address: string, told: string) => void;
}

/** Show the dialog. */
export function MediaDialog({ kind, close, choose }: MediaDialogProps) {
  const { t, loaded } = useEditor();
  const leave = useCloseThen(close);
  const pick = ({ address }: CourseFileInfo, told = "") => leave(() => choose(address, told));
  return (
    <Dialog title={t(`media_dialog_${kind}`)} close={close} wide>
      <div class="psm-dialog psf-dialog">
        {loaded.media.can_store ? (
          <Upload kind={kind} pick={pick} />
        ) : (
          <p class="psm-note" data-first tabIndex={-1}>
            {t("media_no_store")}
          </p>
        )}
        {loaded.media.can_list ? <CourseFiles kind={kind} pick={pick} /> : <p class="psf-help">{t("media_no_list")}</p>}
      </div>
    </Dialog>
  );
}

/** Take a file from this computer and store it. */
function Upload({ kind, pick }: { kind: MediaKind; pick: (file: CourseFileInfo, told: string) => void }) {
  const editor = useEditor();
  const { t, loaded } = editor;
  const { accept, most_bytes: most } = loaded.media.kinds[kind];
  const [state, setState] = useState({ busy: "", trouble: "" });
  const store = async (file: File | undefined) => {
    if (!file || state.busy) return;
    setState({ busy: t("media_storing", { name: file.name }), trouble: "" });
    const stored = await storeFile(editor, kind, file);
    if ("file" in stored) pick(stored.file, storedText(editor, stored));
    else setState({ busy: "", trouble: stored.trouble });
  };
  return (
    <MediaDrop class="psm-upload" take={([file]) => void store(file)}>
      <label class="psf-label" for={editor.id("media-file")}>
        {t("media_upload")}
      </label>
      <input
        id={editor.id("media-file")}
        type="file"
        accept={accept}
        data-first
        aria-describedby={editor.id("media-file-help")}
        disabled={!!state.busy}
        onChange={(event) => void store(event.currentTarget.files?.[0])}
      />
      <p class="psf-help" id={editor.id("media-file-help")}>
        {t("media_upload_help", {
          endings: accept.replaceAll(",", ", "),
          most: formatNumber(Math.floor(most / 1000 ** 2)),
        })}
      </p>
      <p class="psf-help" role="status">
        {state.busy}
      </p>
      <p class="psf-finding psf-error" role="alert">
        {state.trouble}
      </p>
    </MediaDrop>
  );
}

/** After this time without a key press the search begins, in milliseconds. */
const searchDelayMs = 250;

/** Return the course's files of a kind that were found, what went wrong, and what asks for more of them. */
function useCourseFiles(kind: MediaKind, search: string) {
  const { server, t } = useEditor();
  const [found, setFound] = useState<FilesAnswer | null>(null);
  const [trouble, setTrouble] = useState("");
  const asked = useRef(0);
  const ask = async (start: number) => {
    const turn = ++asked.current;
    const got = await server.post<FilesAnswer>("editor_files", { document: { kind, search, start } });
    if (turn !== asked.current) return;
    if (got.kind !== "done") return setTrouble(got.kind === "refused" ? got.error : t("media_no_list"));
    setTrouble("");
    setFound((before) => ({
      ...got.data,
      files: start && before ? [...before.files, ...got.data.files] : got.data.files,
    }));
  };
  useEffect(() => {
    const timer = setTimeout(() => void ask(0), search ? searchDelayMs : 0);
    return () => clearTimeout(timer);
  }, [search]);
  return { found, trouble, askMore: () => void ask(found?.files.length ?? 0) };
}

interface CourseFilesProps {
  kind: MediaKind;
  pick: (file: CourseFileInfo) => void;
}

/** Show the course's files of a kind, with a search. */
function CourseFiles({ kind, pick }: CourseFilesProps) {
  const { t } = useEditor();
  const [search, setSearch] = useState("");
  const { found, trouble, askMore } = useCourseFiles(kind, search);
  return (
    <section class="psm-files" aria-label={t("media_in_course")}>
      <div class="psm-files-head">
        <h4>{t("media_in_course")}</h4>
        <label class="psm-search">
          {t("media_search")}
          <input
            type="text"
            value={search}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </label>
      </div>
      <p class="psf-help" role="status">
        {found && t("media_count", { count: found.total })}
      </p>
      <p class="psf-finding psf-error" role="alert">
        {trouble}
      </p>
      <FileGrid kind={kind} files={found?.files ?? []} pick={pick} />
      {found && found.files.length < found.total && (
        <button type="button" class="psf-button psf-quiet" onClick={askMore}>
          {t("media_more")}
        </button>
      )}
    </section>
  );
}

/** Show files as buttons, each with a small picture, name and size. */
function FileGrid({ kind, files, pick }: CourseFilesProps & { files: readonly CourseFileInfo[] }) {
  const { t } = useEditor();
  return (
    <ul class={`psm-grid psm-grid-${kind}`}>
      {files.map((file) => (
        <li key={file.name}>
          <button type="button" class="psm-file" onClick={() => pick(file)}>
            <Thumbnail file={file} />
            <span class="psm-name">{file.name}</span>
            {file.bytes !== null && <span class="psf-about">{t("media_size", { size: inMegabytes(file.bytes) })}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Show a small picture of a file, or its ending. */
function Thumbnail({ file }: { file: CourseFileInfo }) {
  const [isBroken, setBroken] = useState(false);
  const address = file.kind === "picture" ? (file.thumbnail ?? file.url) : null;
  if (!address || isBroken)
    return (
      <span class="psm-thumbnail" aria-hidden="true">
        {/\.(\w+)$/.exec(file.name)?.[1] ?? ""}
      </span>
    );
  return <img class="psm-thumbnail" src={address} alt="" loading="lazy" onError={() => setBroken(true)} />;
}
