// Stores files among the course's files.

import type { CourseFileInfo, MediaKind, StoreFileAnswer } from "../../contracts/editor";
import { ownValue } from "../../ui/own-value";
import type { EditorContext } from "../context";
import { formatNumber } from "../words";

/** A megabyte, as the platform counts it. */
const megabyte = 1000 ** 2;

/** What became of a file: it is stored, or a sentence says why not. */
export type StoredFile = { file: CourseFileInfo; notes: string[] } | { trouble: string };

/** Return a size in megabytes, as text; rounded up, so that what is too large is never shown as the limit itself. */
export const inMegabytes = (bytes: number): string => formatNumber(Math.ceil(bytes / 10_000) / 100);

/** Store a file of a kind. What is too large is not even sent. */
export async function storeFile(editor: EditorContext, kind: MediaKind, file: File): Promise<StoredFile> {
  const { t, server, loaded } = editor;
  const { can_store: canStore, kinds } = loaded.media;
  const most = kinds[kind].most_bytes;
  if (!canStore) return { trouble: t("media_no_store") };
  if (file.size > most)
    return {
      trouble: t("media_too_large", {
        name: file.name,
        size: inMegabytes(file.size),
        most: formatNumber(Math.floor(most / megabyte)),
      }),
    };
  const got = await server.post<StoreFileAnswer>("editor_store_file", {
    document: { kind },
    parts: { file: new File([file], file.name || kind, { type: "application/octet-stream" }) },
  });
  if (got.kind === "done") return got.data;
  return { trouble: got.kind === "refused" ? got.error : t("media_failed", { name: file.name }) };
}

/** Return what is told of a file that was stored, and of what was done to it on the way. */
export const storedText = ({ t }: EditorContext, { file, notes }: Extract<StoredFile, { file: object }>): string =>
  [t("media_stored", { name: file.name }), ...notes].join(" ");

/** Endings of names by which the kind of a file is guessed before the server looks into it. */
const kindsByEnding: Record<string, MediaKind> = {
  png: "picture",
  jpg: "picture",
  jpeg: "picture",
  jfif: "picture",
  gif: "picture",
  webp: "picture",
  svg: "picture",
  heic: "picture",
  heif: "picture",
  avif: "picture",
  bmp: "picture",
  tif: "picture",
  tiff: "picture",
  mp3: "sound",
  m4a: "sound",
  wav: "sound",
  ogg: "sound",
  opus: "sound",
  flac: "sound",
  aac: "sound",
  amr: "sound",
  wma: "sound",
  mp4: "film",
  webm: "film",
  mov: "film",
  m4v: "film",
  mkv: "film",
  avi: "film",
  wmv: "film",
  vtt: "captions",
  srt: "captions",
};

/** Guess the kind of a file that was dropped or pasted; null for one that has no place in a scenario. */
export function guessKind({ name, type }: Pick<File, "name" | "type">): MediaKind | null {
  const [general] = type.split("/");
  if (general === "image") return "picture";
  if (general === "audio") return "sound";
  if (general === "video") return "film";
  return ownValue(kindsByEnding, /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "") ?? null;
}
