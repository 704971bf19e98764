// The list of content items of scenes, reactions and endings.

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { TreeData } from "../../contracts/tree";
import { MediaDrop } from "../media/media-drop";
import { MediaField } from "../media/media-field";
import { MediaOutcomeLines } from "../media/media-outcome";
import { contentTags } from "../operations/insertion";
import { firstWording } from "../operations/variants";
import { LanguageList } from "../rich-text/languages";
import { RichField } from "../rich-text/rich-field";
import { plainText } from "../text/markup";
import { shorten } from "../text/texts";
import { children, elementData, type TreeNode, toTreeData } from "../tree";
import type { WordKey } from "../words";
import { ConditionField } from "./condition-field";
import { Disclosure } from "./disclosure";
import { useDroppedMedia } from "./dropped-media";
import { PersonFace } from "./face";
import {
  addElement,
  attributeOf,
  bindNode,
  duplicateElement,
  type FieldBinding,
  moveElement,
  placeElement,
  removeElement,
} from "./field-binding";
import {
  AddButton,
  AttrCheckbox,
  AttrSelect,
  AttrText,
  FieldGroup,
  ItemTools,
  OtherProblems,
  problemsFor,
} from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { NeedsField } from "./notes";
import { peopleOf, personName } from "./options";
import { RecordingField } from "./recording";
import { WordingsField } from "./wordings";

/** The tag of dialogue: "line" in scenes and endings, "reply" after a choice. */
type Speech = "line" | "reply";

interface ContentItemListProps {
  parent: FieldBinding;
  speech: Speech;
  title: string;
  help?: string;
}

/** Show all items and buttons to add more. */
export function ContentItemList({ parent, speech, title, help }: ContentItemListProps) {
  const { editor } = parent;
  const { t } = editor;
  const tags = contentTags.filter((tag) => tag !== (speech === "line" ? "reply" : "line"));
  const items = parent.node ? children(parent.node, ...tags) : [];
  const put = (
    tag: string,
    attrs: Record<string, string> = {},
    inside: string | TreeData[] = "",
    field: string | null = null,
  ) => {
    const created = addElement(
      parent,
      t("forms_step_add", { what: t(kindLabel(tag)) }),
      elementData(tag, attrs, inside),
    );
    requestFocus(created.key, field);
  };
  const speaker = lastSpeaker(parent, items);
  const { outcome, take } = useDroppedMedia(editor, (tag, src) =>
    put(tag, { src }, tag === "image" ? [] : "", tag === "image" ? "alt" : ""),
  );
  return (
    <MediaDrop take={(files) => void take(files)}>
      <FieldGroup title={title} {...(help ? { help } : {})}>
        <ol class="psf-items">
          {items.map((item, n) => (
            <ContentItemForm key={item.key} parent={parent} node={item} at={n} of={items.length} tags={tags} />
          ))}
        </ol>
        <div class="psf-row psf-adds">
          <AddButton onClick={() => put(speech, speaker ? { by: speaker } : {})}>{t("item_add_line")}</AddButton>
          <AddButton onClick={() => put("cue")}>{t("item_add_cue")}</AddButton>
          <AddButton onClick={() => put("image", {}, [])}>{t("item_add_image")}</AddButton>
          <AddButton onClick={() => put("audio")}>{t("item_add_audio")}</AddButton>
          <AddButton onClick={() => put("video")}>{t("item_add_video")}</AddButton>
        </div>
        <MediaOutcomeLines {...outcome} />
      </FieldGroup>
    </MediaDrop>
  );
}

/** Return the translation key of an item's kind. */
function kindLabel(tag: string): WordKey {
  const words: Record<string, WordKey> = {
    cue: "item_cue",
    line: "item_line",
    reply: "item_line",
    image: "item_image",
    audio: "item_audio",
    video: "item_video",
  };
  return words[tag] ?? "forms_stray";
}

/** Return the id of the last speaker, else of the first person. */
function lastSpeaker(parent: FieldBinding, items: readonly TreeNode[]): string {
  const spoken = [...items].reverse().find((item) => item.attrs.by);
  return spoken?.attrs.by ?? peopleOf(parent.editor.store.tree)[0]?.attrs.id ?? "";
}

interface ContentItemFormProps {
  parent: FieldBinding;
  node: TreeNode;
  at: number;
  of: number;
  tags: readonly string[];
}

/** Show the fields of one item. */
function ContentItemForm({ parent, node, at, of, tags }: ContentItemFormProps) {
  const binding = bindNode(parent.editor, node, parent);
  const { editor } = parent;
  const { t } = editor;
  const kind = t(kindLabel(node.tag));
  const speaks = node.tag === "line" || node.tag === "reply";
  const words = shorten(plainText(firstWording(node) || (node.attrs.alt ?? "")), 30);
  const name = words ? t("forms_named", { kind, words }) : kind;
  const shift = (by: -1 | 1) => () => {
    moveElement(parent, node, by, tags, t("forms_step_move", { what: kind }));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class={`psf-item psf-is-${node.tag}`} data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{kind}</span>
        <ItemTools
          name={name}
          binding={binding}
          onUp={at > 0 ? shift(-1) : undefined}
          onDown={at < of - 1 ? shift(1) : undefined}
          onDrop={(to) => placeElement(parent, node, to, tags, t("forms_step_move", { what: kind }))}
          onCopy={() =>
            requestFocus(duplicateElement(parent, node, toTreeData(node), t("forms_step_copy", { what: kind })).key)
          }
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: kind }));
            requestFocus(parent.node!.key);
          }}
        />
      </div>
      <OtherProblems
        binding={binding}
        shown={[
          "by",
          "mood",
          "src",
          "alt",
          "captions",
          "recording",
          "decorative",
          "xml:lang",
          "if",
          ...(speaks || node.tag === "cue" ? ["needs"] : []),
          ...(node.tag === "image" ? [] : ["", "text"]),
        ]}
      />
      {speaks && <DialogueFields binding={binding} />}
      {node.tag === "cue" && (
        <>
          <ItemSettings binding={binding} title={kind} class="psf-who" />
          <WordingsField binding={binding} label={t("item_cue_text")} lang={languageOf(binding)} quiet />
        </>
      )}
      {node.tag === "image" && <ImageFields binding={binding} />}
      {(node.tag === "audio" || node.tag === "video") && <MediaFields binding={binding} />}
      {!speaks && node.tag !== "cue" && <ItemSettings binding={binding} title={t("item_shown")} />}
    </li>
  );
}

/** The attributes that an item's settings show. */
const settingNames = ["by", "mood", "if", "needs", "xml:lang"];

/** Show the settings of an item, folded: `children`, when it is shown, and what is said about its words. */
function ItemSettings({
  binding,
  title,
  open = false,
  class: name = "",
  children: first,
}: {
  binding: FieldBinding;
  title: string;
  open?: boolean;
  class?: string;
  children?: ComponentChildren;
}) {
  const { t } = binding.editor;
  const speaks = binding.tag === "line" || binding.tag === "reply";
  const set = [
    attributeOf(binding, "if") && t("item_has_condition"),
    attributeOf(binding, "needs") && t("item_has_needs"),
    attributeOf(binding, "xml:lang") && t("item_has_language"),
  ].filter(Boolean);
  const wrong = settingNames.some((attribute) => problemsFor(binding, attribute).length > 0);
  return (
    <Disclosure title={title} summary={set.length ? `– ${set.join(", ")}` : ""} open={open || wrong} class={name}>
      {first}
      <ConditionField binding={binding} label={t("item_condition")} always={t("if_always")} />
      <div class="psf-mores">
        {speaks && <RecordingField binding={binding} />}
        {speaks && <LanguageOverride binding={binding} />}
        {(speaks || binding.tag === "cue") && <NeedsField binding={binding} />}
      </div>
    </Disclosure>
  );
}

/** Show the field for the item's own language. */
function LanguageOverride({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const id = useId();
  return (
    <Disclosure title={t("item_language")} open={!!attributeOf(binding, "xml:lang")}>
      <AttrText
        binding={binding}
        name="xml:lang"
        label={t("item_language_tag")}
        help={t("item_language_help")}
        list={id}
      />
      <LanguageList id={id} />
    </Disclosure>
  );
}

/** Return the language of an element's text. */
export function languageOf(binding: FieldBinding): string | undefined {
  return binding.node?.attrs["xml:lang"] || binding.editor.store.tree.attrs["xml:lang"] || undefined;
}

/** Show the fields of dialogue. */
function DialogueFields({ binding }: { binding: FieldBinding }) {
  const { editor } = binding;
  const { t } = editor;
  const people = peopleOf(editor.store.tree).map((person) => ({
    value: person.attrs.id ?? "",
    label: personName(person),
  }));
  const moods = editor.loaded.catalogue.moods.map(({ id, name }) => ({ value: id, label: name }));
  const calm = moods.find(({ value }) => value === "calm");
  const others = moods.filter(({ value }) => value !== "calm");
  const speaker = people.find(({ value }) => value === attributeOf(binding, "by"));
  const mood = moods.find(({ value }) => value === attributeOf(binding, "mood")) ?? calm;
  const who = speaker ? [speaker.label, mood?.label].filter(Boolean).join(" · ") : t("item_nobody");
  const person = peopleOf(editor.store.tree).find(({ attrs }) => speaker && attrs.id === speaker.value);
  return (
    <div class="psf-said">
      <PersonFace editor={editor} person={person} />
      <div>
        <ItemSettings binding={binding} title={who} class="psf-who" open={!speaker}>
          <div class="psf-pair">
            <AttrSelect binding={binding} name="by" label={t("item_by")} options={people} usual={t("item_nobody")} />
            <AttrSelect
              binding={binding}
              name="mood"
              label={t("item_mood")}
              usual={calm?.label ?? "calm"}
              options={others}
            />
          </div>
        </ItemSettings>
        <WordingsField binding={binding} label={t("item_words")} lang={languageOf(binding)} quiet />
      </div>
    </div>
  );
}

/** Show the fields of a picture. */
function ImageFields({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const decorative = attributeOf(binding, "decorative") === "true";
  return (
    <>
      <MediaField
        binding={binding}
        name="src"
        kind="picture"
        label={t("media_src")}
        help={t("media_src_help")}
        next="alt"
      />
      {!decorative && (
        <AttrText
          binding={binding}
          name="alt"
          label={t("media_alt")}
          help={t("media_alt_help")}
          lang={languageOf(binding)}
        />
      )}
      <AttrCheckbox binding={binding} name="decorative" label={t("media_decorative")} />
    </>
  );
}

/** Show the fields of a recording. */
function MediaFields({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const isFilm = binding.tag === "video";
  return (
    <>
      <MediaField
        binding={binding}
        name="src"
        kind={isFilm ? "film" : "sound"}
        label={t("media_src")}
        help={t("media_src_help")}
        next=""
      />
      {isFilm && (
        <MediaField
          binding={binding}
          name="captions"
          kind="captions"
          label={t("media_captions")}
          help={t("media_captions_help")}
          next=""
        />
      )}
      <RichField
        binding={binding}
        label={t("media_transcript")}
        help={t("media_transcript_help")}
        lang={languageOf(binding)}
      />
    </>
  );
}
