// Dialogue, narration, pictures, sound and film, in the author's order.

import type { ContentItem, DialogueLine } from "../contracts/player";
import { pageContext } from "./page-context";
import { langAttributes, RichText } from "./text";

interface ContentItemsProps {
  items: ContentItem[];
  /** Return the DOM id of an item, for elements that are described by it. */
  idOf?: (index: number) => string;
}

/** Show the items of a scene or of a reaction. */
export function ContentItems({ items, idOf }: ContentItemsProps) {
  return (
    <>
      {items.map((item, index) => {
        const before = items[index - 1];
        const continued =
          item.kind === "line" && before?.kind === "line" && before.by === item.by && before.mood === item.mood;
        return <ContentEntry key={index} item={item} continued={continued} id={idOf?.(index)} />;
      })}
    </>
  );
}

/** Show one item. */
function ContentEntry({ item, continued, id }: { item: ContentItem; continued: boolean; id: string | undefined }) {
  const { t } = pageContext();
  switch (item.kind) {
    case "cue":
      return (
        <li class="ps-narration" id={id}>
          <RichText html={item.html} />
        </li>
      );
    case "line":
      return <Dialogue line={item} continued={continued} id={id} />;
    case "image":
      return (
        <li class="ps-media" id={id}>
          <img src={item.src} alt={item.alt} />
        </li>
      );
    case "audio":
      return (
        <li class="ps-media" id={id}>
          <audio controls preload="none" src={item.src} aria-label={t("sound")} />
          <MediaTranscript label={t("transcript_of_sound")} html={item.transcript} />
        </li>
      );
    case "video":
      return (
        <li class="ps-media" id={id}>
          <video controls preload="metadata" src={item.src} aria-label={t("film")}>
            {item.captions && <track kind="captions" src={item.captions} default />}
          </video>
          <MediaTranscript label={t("transcript_of_film")} html={item.transcript} />
        </li>
      );
  }
}

/** Show the text of a recording, folded. */
function MediaTranscript({ label, html }: { label: string; html: string }) {
  if (!html) return null;
  return (
    <details class="ps-more">
      <summary>{label}</summary>
      <RichText html={html} />
    </details>
  );
}

/** Show what a person says. Speaker and mood are always named as text; the portrait adds no information. */
function Dialogue({ line, continued, id }: { line: DialogueLine; continued: boolean; id: string | undefined }) {
  const { t } = pageContext();
  return (
    <li
      class={continued ? "ps-dialogue ps-continued" : "ps-dialogue"}
      id={id}
      data-by={line.by}
      data-recording={line.recording}
    >
      <Portrait src={line.face} name={line.name} />
      <div class="ps-bubble">
        <p class="ps-speaker">{t("name_mood", { name: line.name, mood: line.mood_word })}</p>
        <RichText html={line.html} lang={line.lang} />
      </div>
    </li>
  );
}

/** Show a person's portrait, or the first letter of the name. */
export function Portrait({ src, name, class: more = "" }: { src: string | null; name: string; class?: string }) {
  const lang = langAttributes();
  return src ? (
    <img class={`ps-portrait ${more}`} src={src} alt="" width={44} height={44} />
  ) : (
    <span class={`ps-portrait ps-initial ${more}`} aria-hidden="true" {...lang}>
      {Array.from(name)[0] ?? ""}
    </span>
  );
}
