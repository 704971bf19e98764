// What a list of content items does with files that are dropped or pasted into it.

import { useState } from "preact/hooks";
import type { MediaKind } from "../../contracts/editor";
import type { EditorContext } from "../context";
import { type MediaOutcome, noOutcome } from "../media/media-outcome";
import { guessKind, storedText, storeFile } from "../media/store-file";

/** The items that show files of each kind; captions belong to a film. */
const tagsByKind: Partial<Record<MediaKind, string>> = { picture: "image", sound: "audio", film: "video" };

/** Return what became of the files, and what stores them; `put` adds an item with an address for each. */
export function useDroppedMedia(
  editor: EditorContext,
  put: (tag: string, address: string) => void,
): { outcome: MediaOutcome; take: (files: File[]) => Promise<void> } {
  const { t } = editor;
  const [outcome, setOutcome] = useState(noOutcome);
  const take = async (files: File[]) => {
    for (const file of files) {
      const kind = guessKind(file);
      const tag = kind && tagsByKind[kind];
      setOutcome({ told: tag ? t("media_storing", { name: file.name }) : "", trouble: "" });
      const stored = tag ? await storeFile(editor, kind, file) : { trouble: t("media_no_kind", { name: file.name }) };
      if ("trouble" in stored) {
        setOutcome({ told: "", trouble: stored.trouble });
        return;
      }
      put(tag!, stored.file.address);
      setOutcome({ told: storedText(editor, stored), trouble: "" });
    }
  };
  return { outcome, take };
}
