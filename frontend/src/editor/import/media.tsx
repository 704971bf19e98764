// The pictures, sounds and films of an imported file: stored among the course's files, or offered as a ZIP file.

import { useState } from "preact/hooks";
import type { ImportMedia, StoreMediaAnswer } from "../../contracts/editor";
import type { TreeData } from "../../contracts/tree";
import { offerDownload } from "../autosave/download";
import { type EditorContext, useEditor } from "../context";
import type { RequestContent } from "../server";
import type { ImportSource, Stage } from "./stages";

/** What remains after storing: the tree with the new addresses, the files that were not stored, and why. */
interface StoredMedia {
  tree: TreeData;
  media: ImportMedia[];
  trouble: string;
}

/** Store the media of an import among the course's files. */
export async function storeMedia(editor: EditorContext, stage: Stage<"report">): Promise<StoredMedia> {
  const got = await editor.server.post<StoreMediaAnswer>("editor_store_media", request(stage.source));
  if (got.kind !== "done") {
    return { tree: stage.tree, media: stage.media, trouble: editor.t("import_media_not_stored") };
  }
  const addresses = new Map<string, string>();
  for (const { address, stored_address } of got.data.files) if (stored_address) addresses.set(address, stored_address);
  return {
    tree: withAddresses(stage.tree, addresses),
    media: stage.media.filter(({ address }) => !addresses.has(address)),
    trouble: got.data.files.flatMap(({ message }) => message ?? []).join(" "),
  };
}

/** Show the files to upload, and offer them as a ZIP file. */
export function MediaList({ media, source }: { media: readonly ImportMedia[]; source: ImportSource }) {
  const editor = useEditor();
  const { t } = editor;
  const [trouble, setTrouble] = useState("");
  const download = async () => {
    setTrouble("");
    const got = await editor.server.download("editor_media_zip", request(source));
    if (got.kind === "done") offerDownload(got.file, got.name);
    else setTrouble(got.kind === "refused" ? got.error : t("import_media_zip_failed"));
  };
  return (
    <>
      <p>{t("import_upload")}</p>
      <ul class="psf-bullets">
        {media.map(({ name }) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <button type="button" class="psf-button psf-quiet" onClick={() => void download()}>
        {t("import_media_zip")}
      </button>
      <p class="psf-finding psf-error" role="alert">
        {trouble}
      </p>
    </>
  );
}

/** Return a request about the file of an import. */
function request({ file, pick }: ImportSource): RequestContent {
  const picked: Record<string, string> = pick === undefined ? {} : { pick };
  return { document: picked, parts: { file, ...picked } };
}

/** Return the tree with other addresses in its attributes. */
function withAddresses(node: TreeData, addresses: ReadonlyMap<string, string>): TreeData {
  const attrs = Object.fromEntries(
    Object.entries(node.attrs).map(([name, value]) => [name, addresses.get(value) ?? value]),
  );
  return {
    ...node,
    attrs,
    ...(node.nodes ? { nodes: node.nodes.map((inner) => withAddresses(inner, addresses)) } : {}),
  };
}
