// The picture, sound or film of an item, or that it can't be found.

import { useEffect, useState } from "preact/hooks";
import type { MediaKind } from "../../contracts/editor";
import { useEditor } from "../context";
import { fileAddress } from "../faces";
import type { WordKey } from "../words";

const notFound: Record<Exclude<MediaKind, "captions">, WordKey> = {
  picture: "media_image_missing",
  sound: "media_sound_missing",
  film: "media_film_missing",
};

/** Show what is at an address, or say that it is not there. */
export function MediaPreview({ src, kind }: { src: string; kind: MediaKind }) {
  const { t, loaded } = useEditor();
  const [isBroken, setBroken] = useState(false);
  const address = fileAddress(src.trim(), loaded.asset_url);
  useEffect(() => setBroken(false), [address]);
  if (!address || kind === "captions") return null;
  if (isBroken) return <p class="psf-help psm-missing">{t(notFound[kind])}</p>;
  const shared = { key: address, src: address, onError: () => setBroken(true) };
  // The text alternatives are the fields below.
  if (kind === "picture") return <img class="psf-preview-image" alt="" {...shared} />;
  if (kind === "sound")
    return <audio class="psm-player" controls preload="metadata" aria-label={t("media_recording")} {...shared} />;
  return <video class="psm-player" controls preload="metadata" aria-label={t("media_film")} {...shared} />;
}
