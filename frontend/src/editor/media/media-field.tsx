// The field of a file: its address, a dialog to choose one, a place to drop one, and what is there.

import { useState } from "preact/hooks";
import type { MediaKind } from "../../contracts/editor";
import { attributeOf, type FieldBinding, setAttribute } from "../forms/field-binding";
import { AttrText } from "../forms/fields";
import { requestFocus } from "../forms/focus-request";
import { MediaDialog } from "./media-dialog";
import { MediaDrop } from "./media-drop";
import { MediaPreview } from "./media-preview";
import { storedText, storeFile } from "./store-file";

interface MediaFieldProps {
  binding: FieldBinding;
  /** The attribute that holds the address. */
  name: string;
  kind: MediaKind;
  label: string;
  help?: string;
  /** The field that is wanted next once a file is chosen: the picture's description, the transcript. */
  next?: string;
}

/** Show the field of a file. */
export function MediaField({ binding, name, kind, label, help, next }: MediaFieldProps) {
  const { editor } = binding;
  const { t } = editor;
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState({ busy: "", told: "", trouble: "" });
  const src = attributeOf(binding, name);
  const choose = (address: string, told: string) => {
    setAttribute(binding, name, address, t("forms_step_edit", { what: label }));
    setState({ busy: "", told, trouble: "" });
    if (binding.node && next !== undefined) requestFocus(binding.node.key, next);
  };
  const take = async ([file]: File[]) => {
    if (!file || state.busy) return;
    setState({ busy: t("media_storing", { name: file.name }), told: "", trouble: "" });
    const stored = await storeFile(editor, kind, file);
    if ("file" in stored) choose(stored.file.address, storedText(editor, stored));
    else setState({ busy: "", told: "", trouble: stored.trouble });
  };
  return (
    <MediaDrop class="psm-field" take={(files) => void take(files)}>
      <AttrText binding={binding} name={name} label={label} {...(help ? { help } : {})} />
      <div class="psf-row">
        <button type="button" class="psf-button psf-quiet" onClick={() => setOpen(true)}>
          {t(src ? "media_change" : "media_choose")}
          <span class="ps-heard">: {label}</span>
        </button>
        <span class="psf-help" role="status">
          {state.busy || state.told}
        </span>
      </div>
      <p class="psf-finding psf-error" role="alert">
        {state.trouble}
      </p>
      <MediaPreview src={src} kind={kind} />
      {isOpen && <MediaDialog kind={kind} close={() => setOpen(false)} choose={choose} />}
    </MediaDrop>
  );
}
