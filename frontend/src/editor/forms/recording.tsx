// The author's recording of what somebody says, with a player to check it.

import { fileAddress } from "../faces";
import { Disclosure } from "./disclosure";
import { attributeOf, type FieldBinding } from "./field-binding";
import { AttrText } from "./fields";

/** Show the field for a recording; closed where there is none. */
export function RecordingField({ binding }: { binding: FieldBinding }) {
  const { t, loaded } = binding.editor;
  const recording = attributeOf(binding, "recording");
  const address = fileAddress(recording.trim(), loaded.asset_url);
  return (
    <Disclosure title={t(recording ? "media_recording_set" : "media_recording_add")} open={!!recording}>
      <AttrText binding={binding} name="recording" label={t("media_recording")} help={t("media_recording_help")} />
      {/* The words stand in the field above. */}
      {address && (
        <audio class="psf-recording" controls preload="none" src={address} aria-label={t("media_recording")} />
      )}
    </Disclosure>
  );
}
