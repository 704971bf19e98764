// The controls to record, to hear and to delete a recording.

import { useEffect, useRef, useState } from "preact/hooks";
import type { StepNote } from "../player/local-notes";
import { ConfirmButton } from "../ui/confirm-button";
import { Button } from "../ui/controls";
import type { RehearsalData } from "../ui/rehearsal-data";
import { canRecord } from "./microphone";
import type { PlaceProps } from "./place";
import { deleteRecording, findRecording, keepRecording } from "./recordings";
import { longestSeconds, VoiceRecorder } from "./voice-recorder";

/** Return the recorder of a place; null where recording can't be offered. It ends once the choices are shown. */
export function useRecorder(data: RehearsalData, root: Element): VoiceRecorder | null {
  const [isOffered, offer] = useState(false);
  const [, redraw] = useState(0);
  const current = useRef(data);
  current.current = data;
  const recorder = useRef<VoiceRecorder | null>(null);
  recorder.current ??= new VoiceRecorder(
    () => root.isConnected && !root.closest("[hidden]") && !isSeen(current.current),
    () => redraw((count) => count + 1),
    (sound, seconds) => void keep(current.current, sound, seconds),
  );
  useEffect(() => void canRecord().then(offer), []);
  if (isSeen(data)) recorder.current.stop();
  return isOffered ? recorder.current : null;
}

/** Tell whether the choices were shown. */
const isSeen = ({ notes, attempt, step }: RehearsalData): boolean => !!notes.at(attempt, step)?.seen;

/** Keep a recording in the place of an earlier one. */
async function keep({ notes, attempt, step, scene, changed }: RehearsalData, sound: Blob, seconds: number) {
  const earlier = notes.at(attempt, step)?.recording;
  const id = await keepRecording(notes, sound);
  if (earlier) await deleteRecording(notes, earlier.id);
  notes.set(attempt, step, scene, { recording: { id, seconds } });
  changed();
}

/** Show the button that begins and ends a recording, and the recording. */
export function RecordField({ data, t, recorder }: PlaceProps & { recorder: VoiceRecorder }) {
  const { notes, attempt, step, id } = data;
  const { state, seconds, problem } = recorder;
  const recording = notes.at(attempt, step)?.recording;
  const label = {
    idle: recording ? "record_again" : "record_start",
    asking: "record_asking",
    recording: "record_stop",
  };
  return (
    <div class="ps-record">
      <p class="ps-row">
        {/* One button for all states, so that the focus stays. */}
        <Button
          kind="plain"
          id={id("record")}
          busy={state === "asking"}
          aria-describedby={id("record-where")}
          onClick={() => (state === "recording" ? recorder.stop() : void recorder.start())}
        >
          {t(label[state] as "record_start")}
        </Button>
        {state === "recording" && (
          <span class="ps-recording ps-small" aria-hidden="true">
            {t("record_time", { seconds, most: longestSeconds })}
          </span>
        )}
      </p>
      <p class="ps-small" role="status">
        {state === "recording" && <span class="ps-heard">{t("record_now")}</span>}
        {state === "idle" && recording && seconds > 0 && <span class="ps-heard">{t("record_kept")}</span>}
        {state === "idle" && problem && t(problem)}
      </p>
      {recording && state !== "recording" && (
        <OwnRecording data={data} t={t} recording={recording} onDeleted={() => focusOn(id("record"))} />
      )}
      <p class="ps-small" id={id("record-where")}>
        {t("record_where")}
      </p>
    </div>
  );
}

/** Focus the element with this id. */
const focusOn = (id: string) => document.getElementById(id)?.focus();

type RecordingProps = PlaceProps & { recording: NonNullable<StepNote["recording"]>; onDeleted?: () => void };

/** Play a recording, and offer to delete it. */
export function OwnRecording({ data, t, recording, onDeleted }: RecordingProps) {
  const { notes, attempt, scene, id, step, kind, changed } = data;
  const [address, setAddress] = useState<string | null | undefined>(undefined);
  const [confirming, setConfirming] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    let isOver = false;
    void findRecording(notes, recording.id).then((sound) => {
      if (isOver) return;
      made = sound ? URL.createObjectURL(sound) : null;
      setAddress(made);
    });
    return () => {
      isOver = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [recording.id]);
  const remove = async () => {
    notes.set(attempt, step, scene, { recording: undefined });
    await deleteRecording(notes, recording.id);
    changed();
    onDeleted?.();
  };
  const label = t("record_label", { seconds: recording.seconds });
  return (
    <div class="ps-own-recording">
      <p class="ps-small" id={id(`recording-${kind}-${step}`)}>
        {address === null ? t("record_gone") : label}
      </p>
      {address && (
        <audio class="ps-unprinted" controls src={address} aria-labelledby={id(`recording-${kind}-${step}`)} />
      )}
      <div class="ps-unprinted">
        <ConfirmButton
          context={data}
          name={`recording-${kind}-${step}`}
          ask={t("record_delete")}
          sure={t("record_delete_sure")}
          yes={t("record_delete_now")}
          no={t("record_delete_not")}
          confirming={confirming}
          setConfirming={setConfirming}
          onYes={() => void remove()}
        />
      </div>
    </div>
  );
}
