// The faces of people: a portrait of the set, or a picture of the author's own.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { faceAddress } from "../faces";
import { MediaDialog } from "../media/media-dialog";
import { MediaDrop } from "../media/media-drop";
import { MediaOutcomeLines, noOutcome } from "../media/media-outcome";
import { storedText, storeFile } from "../media/store-file";
import { Disclosure } from "./disclosure";
import { attributeOf, type FieldBinding, setAttribute } from "./field-binding";
import { FieldProblems, fieldMarkers, problemsFor } from "./fields";

/** Tell whether a portrait is a picture of the author's own. */
const isOwnPicture = (portrait: string): boolean => portrait.includes("/");

/** Show a person's face. */
export function PortraitPreview({ binding, name }: { binding: FieldBinding; name: string }) {
  const [broken, setBroken] = useState("");
  const address = faceAddress(binding.editor.loaded, attributeOf(binding, "portrait"), "calm");
  return address && address !== broken ? (
    <img class="psf-face" src={address} alt="" width="40" height="40" onError={() => setBroken(address)} />
  ) : (
    <span class="psf-face" aria-hidden="true">
      {name.slice(0, 1)}
    </span>
  );
}

/** Show the portraits to choose from, the moods of the chosen one, and the way to a picture of one's own. */
export function PortraitPicker({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t } = editor;
  const group = useId();
  const [isOpen, setOpen] = useState(false);
  const [media, setMedia] = useState(noOutcome);
  const value = attributeOf(binding, "portrait");
  const found = problemsFor(binding, "portrait");
  const pick = (id: string, told = "") => {
    setMedia({ told, trouble: "" });
    setAttribute(binding, "portrait", id, t("forms_step_edit", { what: t("person_portrait") }));
  };
  const take = async ([file]: File[]) => {
    if (!file) return;
    setMedia({ told: t("media_storing", { name: file.name }), trouble: "" });
    const stored = await storeFile(editor, "picture", file);
    if ("file" in stored) pick(stored.file.address, storedText(editor, stored));
    else setMedia({ told: "", trouble: stored.trouble });
  };
  return (
    <Disclosure title={t(value ? "person_portrait_change" : "person_portrait")} open={found.length > 0}>
      <MediaDrop take={(files) => void take(files)}>
        <PortraitChoices binding={binding} group={group} pick={pick} />
        {found.length > 0 && <FieldProblems id={`${group}-found`} found={found} />}
        <Moods binding={binding} />
        <div class="psf-row">
          <button type="button" class="psf-button psf-quiet" onClick={() => setOpen(true)}>
            {t(isOwnPicture(value) ? "person_own_change" : "person_own_choose")}
          </button>
        </div>
        <p class="psf-help">{t("person_own_help")}</p>
        <MediaOutcomeLines {...media} />
        {isOpen && <MediaDialog kind="picture" close={() => setOpen(false)} choose={pick} />}
      </MediaDrop>
    </Disclosure>
  );
}

interface PortraitChoicesProps {
  binding: FieldBinding;
  /** The name of the radio buttons, and what the ids of their problems begin with. */
  group: string;
  pick: (id: string) => void;
}

/** Show the portraits of the set, with none of them first, and the present one where it is another. */
function PortraitChoices({ binding, group, pick }: PortraitChoicesProps) {
  const { t, loaded } = binding.editor;
  const { portraits } = loaded.catalogue;
  const value = attributeOf(binding, "portrait");
  const choice = (id: string, look: ComponentChildren) => (
    <label key={id} class="psf-portrait">
      <input
        type="radio"
        name={group}
        checked={value === id}
        onChange={() => pick(id)}
        {...(value === id ? fieldMarkers(binding, "portrait") : {})}
      />
      {look}
    </label>
  );
  const none = (
    <>
      <span class="psf-face" aria-hidden="true">
        –
      </span>
      <span>{t("person_no_portrait")}</span>
    </>
  );
  const other = (
    <>
      <PortraitPreview binding={binding} name="?" />
      <span>{isOwnPicture(value) ? t("person_own_picture") : value}</span>
    </>
  );
  return (
    <fieldset
      class="psf-portraits"
      aria-describedby={problemsFor(binding, "portrait").length ? `${group}-found` : undefined}
    >
      <legend>{t("person_portrait")}</legend>
      {choice("", none)}
      {value && !portraits.some(({ id }) => id === value) && choice(value, other)}
      {portraits.map(({ id, url }) =>
        choice(
          id,
          <>
            <img class="psf-face" src={url ?? undefined} alt="" width="56" height="56" loading="lazy" />
            <span>{id}</span>
          </>,
        ),
      )}
    </fieldset>
  );
}

/** Show how the chosen portrait looks in each mood. */
function Moods({ binding }: { binding: FieldBinding }) {
  const { t, loaded } = binding.editor;
  const chosen = loaded.catalogue.portraits.find(({ id }) => id === attributeOf(binding, "portrait"));
  if (!chosen) return null;
  return (
    <figure class="psf-moods">
      <figcaption class="psf-label">{t("person_moods")}</figcaption>
      <ul>
        {loaded.catalogue.moods.map(({ id, name }) => (
          <li key={id}>
            <img class="psf-face" src={chosen.faces[id]} alt="" width="48" height="48" loading="lazy" />
            <span>{name}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
