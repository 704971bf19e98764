// What is told, in the order it is told: things seen, words said, pictures, sound, film. In scenes, in what comes back after a
// reply, and in endings.

import { useId } from "preact/hooks";
import type { WordKey } from "../words";
import { bare, children, element, type Bare, type Node } from "../tree";
import { AddButton, AttrCheck, AttrSelect, AttrText, Group, More, Rest, Tools } from "./fields";
import { ConditionField } from "./condition-field";
import { focusOn, movedTool } from "./focus-request";
import { plain } from "../text/markup";
import { peopleOf, personName } from "./options";
import { LanguageList, RichField } from "../rich-text/rich-field";
import { add, attr, beatTags, duplicate, move, remove, spotOf, type Spot } from "./field-binding";
import { shortened } from "../text/texts";

/** How a line is called here: in a scene people speak lines, after a reply they give replies. */
type Speech = "line" | "reply";

export function Beats({ outer, speech, title, help }: { outer: Spot; speech: Speech; title: string; help?: string }) {
  const { studio } = outer;
  const { say } = studio;
  const tags = beatTags.filter((tag) => tag !== (speech === "line" ? "reply" : "line"));
  const beats = outer.node ? children(outer.node, ...tags) : [];
  const put = (tag: string, attrs: Record<string, string> = {}, inside: string | Bare[] = "") => {
    const made = add(outer, say("forms_step_add", { what: say(kindWord(tag)) }), element(tag, attrs, inside));
    focusOn(made.key);
  };
  const speaker = lastSpeaker(outer, beats);
  return (
    <Group title={title} {...(help ? { help } : {})}>
      <ol class="psf-beats">
        {beats.map((beat, n) => <Beat key={beat.key} outer={outer} node={beat} at={n} of={beats.length} tags={tags} />)}
      </ol>
      <div class="psf-row psf-adds">
        <AddButton onClick={() => put(speech, speaker ? { by: speaker } : {})}>{say("beat_add_line")}</AddButton>
        <AddButton onClick={() => put("cue")}>{say("beat_add_cue")}</AddButton>
        <AddButton onClick={() => put("image", {}, [])}>{say("beat_add_image")}</AddButton>
        <AddButton onClick={() => put("audio")}>{say("beat_add_audio")}</AddButton>
        <AddButton onClick={() => put("video")}>{say("beat_add_video")}</AddButton>
      </div>
    </Group>
  );
}

export function kindWord(tag: string): WordKey {
  const words: Record<string, WordKey> = {
    cue: "beat_cue", line: "beat_line", reply: "beat_line", image: "beat_image", audio: "beat_audio", video: "beat_video",
  };
  return words[tag] ?? "forms_stray";
}

/** Whoever spoke last here, else the scenario's first person. */
function lastSpeaker(outer: Spot, beats: readonly Node[]): string {
  const spoken = [...beats].reverse().find((beat) => beat.attrs.by);
  return spoken?.attrs.by ?? peopleOf(outer.studio.store.tree)[0]?.attrs.id ?? "";
}

interface BeatProps { outer: Spot; node: Node; at: number; of: number; tags: readonly string[] }

function Beat({ outer, node, at, of, tags }: BeatProps) {
  const spot = spotOf(outer.studio, node, outer);
  const { studio } = outer;
  const { say } = studio;
  const kind = say(kindWord(node.tag));
  const speaks = node.tag === "line" || node.tag === "reply";
  const words = shortened(plain(node.text ?? node.attrs.alt ?? ""), 30);
  const name = words ? say("forms_named", { kind, words }) : kind;
  const shift = (by: -1 | 1) => () => {
    move(outer, node, by, tags, say("forms_step_move", { what: kind }));
    focusOn(node.key, movedTool(by));
  };
  return (
    <li class={`psf-beat psf-is-${node.tag}`} data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{kind}</span>
        <Tools name={name} spot={spot} onUp={at > 0 ? shift(-1) : undefined} onDown={at < of - 1 ? shift(1) : undefined}
          onCopy={() => focusOn(duplicate(outer, node, bare(node), say("forms_step_copy", { what: kind })).key)}
          onRemove={() => { remove(spot, say("forms_step_remove", { what: kind })); focusOn(outer.node!.key); }} />
      </div>
      <Rest spot={spot} shown={["by", "mood", "src", "alt", "captions", "decorative", "xml:lang", "if", ...(node.tag === "image" ? [] : ["", "text"])]} />
      {speaks && <Spoken spot={spot} />}
      {node.tag === "cue" && <RichField spot={spot} label={say("beat_cue_text")} lang={langOf(spot)} />}
      {node.tag === "image" && <Picture spot={spot} />}
      {(node.tag === "audio" || node.tag === "video") && <Recording spot={spot} />}
      <div class="psf-mores">
        {speaks && <OtherLanguage spot={spot} />}
        <More title={say(attr(spot, "if") ? "beat_only_if_set" : "beat_only_if")} open={!!attr(spot, "if")}>
          <ConditionField spot={spot} label={say("beat_condition")} always={say("if_always")} />
        </More>
      </div>
    </li>
  );
}

function OtherLanguage({ spot }: { spot: Spot }) {
  const { say } = spot.studio;
  const id = useId();
  return (
    <More title={say("beat_language")} open={!!attr(spot, "xml:lang")}>
      <AttrText spot={spot} name="xml:lang" label={say("beat_language_tag")} help={say("beat_language_help")} list={id} />
      <LanguageList id={id} />
    </More>
  );
}

/** The language of the author's texts, or of this one line. */
export function langOf(spot: Spot): string | undefined {
  return spot.node?.attrs["xml:lang"] || spot.studio.store.tree.attrs["xml:lang"] || undefined;
}

function Spoken({ spot }: { spot: Spot }) {
  const { studio } = spot;
  const { say } = studio;
  const people = peopleOf(studio.store.tree).map((person) => ({ value: person.attrs.id ?? "", label: personName(person) }));
  const moods = studio.loaded.catalogue.moods.map(({ id, name }) => ({ value: id, label: name }));
  const calm = moods.find(({ value }) => value === "calm");
  const others = moods.filter(({ value }) => value !== "calm");
  return (
    <>
      <div class="psf-pair">
        <AttrSelect spot={spot} name="by" label={say("beat_by")} options={people} usual={say("beat_nobody")} />
        <AttrSelect spot={spot} name="mood" label={say("beat_mood")} usual={calm?.label ?? "calm"} options={others} />
      </div>
      <RichField spot={spot} label={say("beat_words")} lang={langOf(spot)} />
    </>
  );
}

function Picture({ spot }: { spot: Spot }) {
  const { say } = spot.studio;
  const decorative = attr(spot, "decorative") === "true";
  return (
    <>
      <AttrText spot={spot} name="src" label={say("media_src")} help={say("media_src_help")} />
      {!decorative && <AttrText spot={spot} name="alt" label={say("media_alt")} help={say("media_alt_help")} lang={langOf(spot)} />}
      <AttrCheck spot={spot} name="decorative" label={say("media_decorative")} />
    </>
  );
}

function Recording({ spot }: { spot: Spot }) {
  const { say } = spot.studio;
  return (
    <>
      <AttrText spot={spot} name="src" label={say("media_src")} help={say("media_src_help")} />
      {spot.tag === "video" && <AttrText spot={spot} name="captions" label={say("media_captions")} help={say("media_captions_help")} />}
      <RichField spot={spot} label={say("media_transcript")} help={say("media_transcript_help")} lang={langOf(spot)} />
    </>
  );
}

/** A part of a file that nothing reads. It is shown, so that nothing of an author's work hides; it can become a note or go. */
export function Strays({ outer, known }: { outer: Spot; known: readonly string[] }) {
  const { say } = outer.studio;
  const strays = (outer.node?.nodes ?? []).filter(({ tag }) => !known.includes(tag));
  if (!strays.length) return null;
  return (
    <Group title={say("forms_strays")} help={say("forms_strays_help")}>
      <ul class="psf-plain">
        {strays.map((stray) => {
          const spot = spotOf(outer.studio, stray, outer);
          const words = plain(wordsOf(stray));
          return (
            <li key={stray.key} data-element={stray.key} tabIndex={-1} class="psf-beat">
              <p>{words || say("forms_stray_empty", { tag: stray.tag })}</p>
              <div class="psf-row">
                <button type="button" class="psf-button psf-quiet" onClick={() => outer.change(say("forms_step_note"), (parent) => ({
                  ...parent, nodes: (parent.nodes ?? []).map((one) =>
                    one.key === stray.key ? { tag: "note", attrs: {}, text: wordsOf(stray), key: stray.key } : one),
                }))}>{say("forms_stray_note")}</button>
                <button type="button" class="psf-button psf-quiet"
                  onClick={() => remove(spot, say("forms_step_remove", { what: say("forms_stray") }))}>{say("forms_stray_drop")}</button>
              </div>
            </li>
          );
        })}
      </ul>
    </Group>
  );
}

function wordsOf(node: Node): string {
  return [node.text ?? "", ...(node.nodes ?? []).map(wordsOf)].filter(Boolean).join(" ");
}
