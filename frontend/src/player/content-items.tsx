// Lines, cues, pictures and sounds, in the order the author wrote them.

import type { Beat, Line } from "../contracts/player";
import { here } from "./page-context";
import { Heard, Rich, langOf } from "./text";

interface Props {
  beats: Beat[];
  /** Gives each item an id, for what describes itself by them. */
  idOf?: (index: number) => string;
}

export function Beats({ beats, idOf }: Props) {
  return (
    <>
      {beats.map((beat, index) => {
        const before = beats[index - 1];
        const goesOn = beat.kind === "line" && before?.kind === "line" && before.by === beat.by;
        return <OneBeat key={index} beat={beat} goesOn={goesOn} id={idOf?.(index)} />;
      })}
    </>
  );
}

function OneBeat({ beat, goesOn, id }: { beat: Beat; goesOn: boolean; id: string | undefined }) {
  const { say } = here();
  switch (beat.kind) {
    case "cue":
      return <li class="ps-cue" id={id}><Rich html={beat.html} /></li>;
    case "line":
      return <Spoken line={beat} goesOn={goesOn} id={id} />;
    case "image":
      return <li class="ps-media" id={id}><img src={beat.src} alt={beat.alt} /></li>;
    case "audio":
      return (
        <li class="ps-media" id={id}>
          <audio controls preload="none" src={beat.src} />
          <Transcript label={say("transcript_of_sound")} html={beat.transcript} />
        </li>
      );
    case "video":
      return (
        <li class="ps-media" id={id}>
          <video controls preload="metadata" src={beat.src}>
            {beat.captions && <track kind="captions" src={beat.captions} default />}
          </video>
          <Transcript label={say("transcript_of_film")} html={beat.transcript} />
        </li>
      );
  }
}

function Transcript({ label, html }: { label: string; html: string }) {
  if (!html) return null;
  return <details class="ps-more"><summary>{label}</summary><Rich html={html} /></details>;
}

/** Who speaks is always text; the face beside it says nothing more than that text does. */
function Spoken({ line, goesOn, id }: { line: Line; goesOn: boolean; id: string | undefined }) {
  const { say } = here();
  const mood = line.mood_word;
  const heard = mood && line.face;
  return (
    <li class={goesOn ? "ps-line ps-goes-on" : "ps-line"} id={id}>
      <Face src={line.face} name={line.name} />
      <div class="ps-bubble">
        <p class="ps-who">
          {heard ? <><span aria-hidden="true">{line.name}</span><Heard>{say("name_mood", { name: line.name, mood })}</Heard></> : line.name}
          {mood && !line.face && <span class="ps-mood"> {mood}</span>}
        </p>
        <Rich html={line.html} lang={line.lang} />
      </div>
    </li>
  );
}

export function Face({ src, name }: { src: string | null; name: string }) {
  const lang = langOf();
  return src
    ? <img class="ps-face" src={src} alt="" width={44} height={44} />
    : <span class="ps-face ps-letter" aria-hidden="true" {...lang}>{Array.from(name)[0] ?? ""}</span>;
}
