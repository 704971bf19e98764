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
    const told: string[] = [];
    const troubles: string[] = [];
    const show = (...busy: string[]) => setOutcome({ told: [...told, ...busy].join(" "), trouble: troubles.join(" ") });
    for (const file of files) {
      const kind = guessKind(file);
      const tag = kind && tagsByKind[kind];
      if (!tag) {
        troubles.push(t("media_no_kind", { name: file.name }));
        continue;
      }
      show(t("media_storing", { name: file.name }));
      const stored = await storeFile(editor, kind, file);
      if ("trouble" in stored) troubles.push(stored.trouble);
      else {
        put(tag, stored.file.address);
        told.push(storedText(editor, stored));
      }
    }
    show();
  };
  return { outcome, take };
}
