// Lines, cues, pictures and sounds, in the order the author wrote them.

import type { ContentItem, DialogueLine } from "../contracts/player";
import { pageContext } from "./page-context";
import { VisuallyHidden, RichText, langAttributes } from "./text";

interface ContentItemsProps {
  beats: ContentItem[];
  /** Gives each item an id, for what describes itself by them. */
  idOf?: (index: number) => string;
}

export function ContentItems({ beats, idOf }: ContentItemsProps) {
  return (
    <>
      {beats.map((beat, index) => {
        const before = beats[index - 1];
        const goesOn = beat.kind === "line" && before?.kind === "line" && before.by === beat.by;
        return <ContentEntry key={index} beat={beat} goesOn={goesOn} id={idOf?.(index)} />;
      })}
    </>
  );
}

function ContentEntry({ beat, goesOn, id }: { beat: ContentItem; goesOn: boolean; id: string | undefined }) {
  const { t } = pageContext();
  switch (beat.kind) {
    case "cue":
      return <li class="ps-cue" id={id}><RichText html={beat.html} /></li>;
    case "line":
      return <Dialogue line={beat} goesOn={goesOn} id={id} />;
    case "image":
      return <li class="ps-media" id={id}><img src={beat.src} alt={beat.alt} /></li>;
    case "audio":
      return (
        <li class="ps-media" id={id}>
          <audio controls preload="none" src={beat.src} />
          <MediaTranscript label={t("transcript_of_sound")} html={beat.transcript} />
        </li>
      );
    case "video":
      return (
        <li class="ps-media" id={id}>
          <video controls preload="metadata" src={beat.src}>
            {beat.captions && <track kind="captions" src={beat.captions} default />}
          </video>
          <MediaTranscript label={t("transcript_of_film")} html={beat.transcript} />
        </li>
      );
  }
}

function MediaTranscript({ label, html }: { label: string; html: string }) {
  if (!html) return null;
  return <details class="ps-more"><summary>{label}</summary><RichText html={html} /></details>;
}

/** Who speaks is always text; the face beside it says nothing more than that text does. */
function Dialogue({ line, goesOn, id }: { line: DialogueLine; goesOn: boolean; id: string | undefined }) {
  const { t } = pageContext();
  const mood = line.mood_word;
  const heard = mood && line.face;
  return (
    <li class={goesOn ? "ps-line ps-goes-on" : "ps-line"} id={id}>
      <Portrait src={line.face} name={line.name} />
      <div class="ps-bubble">
        <p class="ps-who">
          {heard ? <><span aria-hidden="true">{line.name}</span><VisuallyHidden>{t("name_mood", { name: line.name, mood })}</VisuallyHidden></> : line.name}
          {mood && !line.face && <span class="ps-mood"> {mood}</span>}
        </p>
        <RichText html={line.html} lang={line.lang} />
      </div>
    </li>
  );
}

export function Portrait({ src, name }: { src: string | null; name: string }) {
  const lang = langAttributes();
  return src
    ? <img class="ps-face" src={src} alt="" width={44} height={44} />
    : <span class="ps-face ps-letter" aria-hidden="true" {...lang}>{Array.from(name)[0] ?? ""}</span>;
}
