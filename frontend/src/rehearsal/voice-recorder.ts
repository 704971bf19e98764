// Records the learner's voice into memory. This module sends nothing.

import type { RehearsalKey } from "./words";

/** A recording ends by itself after so many seconds: what one would say is short. */
export const longestSeconds = 60;

/** A recording of one place on the page. */
export class VoiceRecorder {
  state: "idle" | "asking" | "recording" = "idle";
  seconds = 0;
  /** Why nothing could be recorded. */
  problem: RehearsalKey | null = null;
  #recorder: MediaRecorder | null = null;
  #ticking: ReturnType<typeof setInterval> | undefined;

  /**
   * `isThere` tells whether the place can still be seen: where not, the recording ends. `onChange` is called whenever
   * something changed, `onSound` with what was recorded.
   */
  constructor(
    readonly isThere: () => boolean,
    readonly onChange: () => void,
    readonly onSound: (sound: Blob, seconds: number) => void,
  ) {}

  /** Ask for the microphone and begin. */
  async start(): Promise<void> {
    if (this.state !== "idle") return;
    this.problem = null;
    this.#become("asking");
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (this.isThere()) this.#record(stream);
      else release(stream);
    } catch (error) {
      this.problem = problemOf(error);
    }
    if (this.#recorder === null) this.#become("idle");
  }

  /** End the recording; what was recorded is kept. */
  stop(): void {
    if (this.#recorder?.state === "recording") this.#recorder.stop();
  }

  /** Record from a stream until `stop`. */
  #record(stream: MediaStream): void {
    const parts: Blob[] = [];
    const recorder = new MediaRecorder(stream);
    recorder.ondataavailable = ({ data }) => {
      if (data.size) parts.push(data);
    };
    recorder.onstop = () => {
      clearInterval(this.#ticking);
      release(stream);
      this.#recorder = null;
      if (parts.length) this.onSound(new Blob(parts, { type: recorder.mimeType }), Math.max(1, this.seconds));
      this.#become("idle");
    };
    recorder.start();
    this.#recorder = recorder;
    this.seconds = 0;
    this.#ticking = setInterval(() => {
      this.seconds += 1;
      if (this.seconds >= longestSeconds || !this.isThere()) this.stop();
      else this.onChange();
    }, 1000);
    this.#become("recording");
  }

  #become(state: VoiceRecorder["state"]): void {
    this.state = state;
    this.onChange();
  }
}

/** Let the microphone go. */
function release(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** Return why the microphone can't be used. */
function problemOf(error: unknown): RehearsalKey {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "microphone_refused";
  return name === "NotFoundError" ? "microphone_none" : "microphone_failed";
}
