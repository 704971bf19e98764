// The list of content items of scenes, reactions and endings.

import { useId } from "preact/hooks";
import type { TreeData } from "../../contracts/tree";
import { LanguageList } from "../rich-text/languages";
import { RichField } from "../rich-text/rich-field";
import { plainText } from "../text/markup";
import { shorten } from "../text/texts";
import { children, elementData, type TreeNode, toTreeData } from "../tree";
import type { WordKey } from "../words";
import { ConditionField } from "./condition-field";
import {
  addElement,
  attributeOf,
  bindNode,
  contentTags,
  duplicateElement,
  type FieldBinding,
  moveElement,
  removeElement,
} from "./field-binding";
import {
  AddButton,
  AttrCheckbox,
  AttrSelect,
  AttrText,
  Disclosure,
  FieldGroup,
  ItemTools,
  OtherProblems,
} from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { peopleOf, personName } from "./options";

/** The tag of dialogue: "line" in scenes and endings, "reply" after a choice. */
type Speech = "line" | "reply";

/** Show all items and buttons to add more. */
export function ContentItemList({
  parent,
  speech,
  title,
  help,
}: {
  parent: FieldBinding;
  speech: Speech;
  title: string;
  help?: string;
}) {
  const { editor } = parent;
  const { t } = editor;
  const tags = contentTags.filter((tag) => tag !== (speech === "line" ? "reply" : "line"));
  const beats = parent.node ? children(parent.node, ...tags) : [];
  const put = (tag: string, attrs: Record<string, string> = {}, inside: string | TreeData[] = "") => {
    const created = addElement(
      parent,
      t("forms_step_add", { what: t(kindLabel(tag)) }),
      elementData(tag, attrs, inside),
    );
    requestFocus(created.key);
  };
  const speaker = lastSpeaker(parent, beats);
  return (
    <FieldGroup title={title} {...(help ? { help } : {})}>
      <ol class="psf-items">
        {beats.map((beat, n) => (
          <ContentItemForm key={beat.key} parent={parent} node={beat} at={n} of={beats.length} tags={tags} />
        ))}
      </ol>
      <div class="psf-row psf-adds">
        <AddButton onClick={() => put(speech, speaker ? { by: speaker } : {})}>{t("beat_add_line")}</AddButton>
        <AddButton onClick={() => put("cue")}>{t("beat_add_cue")}</AddButton>
        <AddButton onClick={() => put("image", {}, [])}>{t("beat_add_image")}</AddButton>
        <AddButton onClick={() => put("audio")}>{t("beat_add_audio")}</AddButton>
        <AddButton onClick={() => put("video")}>{t("beat_add_video")}</AddButton>
      </div>
    </FieldGroup>
  );
}

/** Return the translation key of an item's kind. */
function kindLabel(tag: string): WordKey {
  const words: Record<string, WordKey> = {
    cue: "beat_cue",
    line: "beat_line",
    reply: "beat_line",
    image: "beat_image",
    audio: "beat_audio",
    video: "beat_video",
  };
  return words[tag] ?? "forms_stray";
}

/** Return the id of the last speaker, else of the first person. */
function lastSpeaker(parent: FieldBinding, beats: readonly TreeNode[]): string {
  const spoken = [...beats].reverse().find((beat) => beat.attrs.by);
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
  const words = shorten(plainText(node.text ?? node.attrs.alt ?? ""), 30);
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
          "decorative",
          "xml:lang",
          "if",
          ...(node.tag === "image" ? [] : ["", "text"]),
        ]}
      />
      {speaks && <DialogueFields binding={binding} />}
      {node.tag === "cue" && <RichField binding={binding} label={t("beat_cue_text")} lang={languageOf(binding)} />}
      {node.tag === "image" && <ImageFields binding={binding} />}
      {(node.tag === "audio" || node.tag === "video") && <MediaFields binding={binding} />}
      <div class="psf-mores">
        {speaks && <LanguageOverride binding={binding} />}
        <Disclosure
          title={t(attributeOf(binding, "if") ? "beat_only_if_set" : "beat_only_if")}
          open={!!attributeOf(binding, "if")}
        >
          <ConditionField binding={binding} label={t("beat_condition")} always={t("if_always")} />
        </Disclosure>
      </div>
    </li>
  );
}

/** Show the field for the item's own language. */
function LanguageOverride({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const id = useId();
  return (
    <Disclosure title={t("beat_language")} open={!!attributeOf(binding, "xml:lang")}>
      <AttrText
        binding={binding}
        name="xml:lang"
        label={t("beat_language_tag")}
        help={t("beat_language_help")}
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
  return (
    <>
      <div class="psf-pair">
        <AttrSelect binding={binding} name="by" label={t("beat_by")} options={people} usual={t("beat_nobody")} />
        <AttrSelect
          binding={binding}
          name="mood"
          label={t("beat_mood")}
          usual={calm?.label ?? "calm"}
          options={others}
        />
      </div>
      <RichField binding={binding} label={t("beat_words")} lang={languageOf(binding)} />
    </>
  );
}

/** Show the fields of a picture. */
function ImageFields({ binding }: { binding: FieldBinding }) {
  const { t } = binding.editor;
  const decorative = attributeOf(binding, "decorative") === "true";
  return (
    <>
      <AttrText binding={binding} name="src" label={t("media_src")} help={t("media_src_help")} />
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
  return (
    <>
      <AttrText binding={binding} name="src" label={t("media_src")} help={t("media_src_help")} />
      {binding.tag === "video" && (
        <AttrText binding={binding} name="captions" label={t("media_captions")} help={t("media_captions_help")} />
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

/** Show elements that nothing reads, so that no work is hidden; the author can turn them into notes or delete them. */
export function UnknownParts({ parent, known }: { parent: FieldBinding; known: readonly string[] }) {
  const { t } = parent.editor;
  const strays = (parent.node?.nodes ?? []).filter(({ tag }) => !known.includes(tag));
  if (!strays.length) return null;
  return (
    <FieldGroup title={t("forms_strays")} help={t("forms_strays_help")}>
      <ul class="psf-plain">
        {strays.map((stray) => {
          const binding = bindNode(parent.editor, stray, parent);
          const words = plainText(allText(stray));
          return (
            <li key={stray.key} data-element={stray.key} tabIndex={-1} class="psf-item">
              <p>{words || t("forms_stray_empty", { tag: stray.tag })}</p>
              <div class="psf-row">
                <button
                  type="button"
                  class="psf-button psf-quiet"
                  onClick={() =>
                    parent.change(t("forms_step_note"), (parent) => ({
                      ...parent,
                      nodes: (parent.nodes ?? []).map((one) =>
                        one.key === stray.key ? { tag: "note", attrs: {}, text: allText(stray), key: stray.key } : one,
                      ),
                    }))
                  }
                >
                  {t("forms_stray_note")}
                </button>
                <button
                  type="button"
                  class="psf-button psf-quiet"
                  onClick={() => removeElement(binding, t("forms_step_remove", { what: t("forms_stray") }))}
                >
                  {t("forms_stray_drop")}
                </button>
              </div>
            </li>
          );
        })}
      </ul>
    </FieldGroup>
  );
}

/** Return all text inside an element. */
function allText(node: TreeNode): string {
  return [node.text ?? "", ...(node.nodes ?? []).map(allText)].filter(Boolean).join(" ");
}
