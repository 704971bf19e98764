// The field for text with markup. Authors see formatted text, no tags. It is an editing area (role textbox) with a
// toolbar for the notation's marks; its content is read back as canonical markup.
//
// Undo is that of the editor: an undo in a text is an undo in the scenario.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { EditorContext } from "../context";
import type { FieldBinding } from "../forms/field-binding";
import { FieldProblems, fieldMarkers, isInvalid, placeholderOf, problemsFor } from "../forms/fields";
import type { Problem } from "../live-check";
import { isSafeLink, wordCount } from "../text/markup";
import type { EditorTranslate } from "../words";
import { afterPointerUp, watchPointer } from "./hold-layout";
import { MarkPromptForm, needsValue, useMarkPrompt } from "./mark-prompt";
import { parsePastedHtml, parsePlainText } from "./rich-dom";
import * as edit from "./rich-edit";
import * as lines from "./rich-lines";
import { equivalentTags, Toolbar, tagForKey } from "./toolbar";
import { useRichText } from "./use-rich-text";

interface RichFieldProps {
  binding: FieldBinding;
  label: string;
  help?: string | undefined;
  /** Whether the element is removed when it is empty. */
  optional?: boolean;
  lang?: string | undefined;
  /** Whether the label is for screen readers only, where the look of the field says what it is. */
  quiet?: boolean;
  /** The recommended maximum number of words, if there is one. */
  most?: number;
}

/** Return whether the field has the focus, the tags at the caret, and the handlers that keep both up to date. */
function useFocusAndTags(box: { current: HTMLDivElement | null }) {
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(false);
  const [tags, setTags] = useState("");
  const readTags = () => {
    if (box.current)
      setTags(
        edit
          .marksAt(box.current)
          .map((mark) => mark.tagName.toLowerCase())
          .join(" "),
      );
  };
  const readFocus = () => {
    if (frame.current) setFocused(frame.current.contains(document.activeElement));
  };
  useLayoutEffect(watchPointer, []);
  useEffect(() => {
    if (!focused) return undefined;
    document.addEventListener("selectionchange", readTags);
    return () => document.removeEventListener("selectionchange", readTags);
  }, [focused]);
  const handlers = {
    onFocusIn: () => afterPointerUp(readFocus),
    onFocusOut: () => afterPointerUp(() => setTimeout(readFocus)),
  };
  return { frame, focused, tags, readTags, handlers };
}

/** Apply a button of the toolbar that needs no value. */
function applyTag(root: HTMLElement, tag: string): void {
  if (tag === "ul" || tag === "ol") lines.toggleList(root, tag);
  else if (tag === "") edit.clearMarks(root);
  else {
    const isSet = (one: string) => edit.marksAt(root).some((mark) => mark.tagName === one.toUpperCase());
    edit.toggleMark(root, (equivalentTags[tag] ?? []).find(isSet) ?? tag);
  }
}

/** Return the handlers of keys, input and paste; `run` applies a button, `store` reads the changed text. */
function inputHandlers(
  editor: EditorContext,
  box: { current: HTMLDivElement | null },
  run: (tag: string) => void,
  store: () => void,
) {
  const consume = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const tag = tagForKey(event);
    if (key === "y" || (key === "z" && event.shiftKey)) editor.store.redo();
    else if (key === "z") editor.store.undo();
    else if (tag !== undefined) run(tag);
    else if (key === "u") return event.preventDefault();
    else return;
    consume(event);
  };
  const changes: Record<string, (root: HTMLElement) => void> = {
    insertParagraph: lines.insertLine,
    insertLineBreak: lines.insertLineBreak,
    historyUndo: () => editor.store.undo(),
    historyRedo: () => editor.store.redo(),
  };
  const onBeforeInput = (event: Event) => {
    const { inputType } = event as InputEvent;
    const change = changes[inputType];
    if (change || inputType.startsWith("format")) event.preventDefault();
    if (!change) return;
    change(box.current!);
    store();
  };
  const insert = (event: Event, data: DataTransfer | null) => {
    const html = data?.getData("text/html");
    const pieces = html ? parsePastedHtml(html, isSafeLink) : parsePlainText(data?.getData("text/plain") ?? "");
    // A file without words, such as a picture, is for the list around this text.
    if (!pieces.length && data?.files.length) return;
    event.preventDefault();
    if (!pieces.length) return;
    lines.insertPieces(box.current!, pieces);
    store();
  };
  return {
    onKeyDown,
    onInput: store,
    onBeforeInput,
    onPaste: (event: ClipboardEvent) => insert(event, event.clipboardData),
    onDrop: (event: DragEvent) => insert(event, event.dataTransfer),
  };
}

/** Show the field. */
export function RichField({ binding, label, help, optional = false, lang, most, quiet = false }: RichFieldProps) {
  const { editor } = binding;
  const { t } = editor;
  const id = useId();
  const { box, text, store } = useRichText({ binding, label, optional });
  const { frame, focused, tags, readTags, handlers } = useFocusAndTags(box);
  const { prompt, open, settle } = useMarkPrompt(box, store, () => editor.announce(t("rich_no_words")));
  const found = problemsFor(binding, null);
  const placeholder = placeholderOf(binding, null);
  const run = (tag: string) => {
    const root = box.current!;
    selectSomething(root);
    if (needsValue(tag)) return open(tag);
    applyTag(root, tag);
    store();
    readTags();
    root.focus();
  };
  const notes = { help, count: most === undefined ? undefined : { words: wordCount(text), most }, found };
  return (
    <div class={`psf-field psf-rich-field ${focused ? "psf-focused" : ""}`} ref={frame} {...handlers}>
      <span class={quiet ? "ps-heard" : "psf-label"} id={`${id}-label`} onClick={() => box.current?.focus()}>
        {label}
      </span>
      <div
        ref={box}
        id={id}
        class={text ? "psf-rich" : "psf-rich psf-blank"}
        aria-placeholder={(!text && placeholder) || undefined}
        data-placeholder={placeholder}
        role="textbox"
        aria-multiline="true"
        contentEditable
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy(id, notes)}
        aria-invalid={isInvalid(found) || undefined}
        lang={lang || undefined}
        dir="auto"
        spellcheck
        {...fieldMarkers(binding, null)}
        {...inputHandlers(editor, box, run, store)}
      />
      {focused && <Toolbar active={tags} label={t("rich_marks_of", { what: label })} t={t} run={run} />}
      {prompt && <MarkPromptForm prompt={prompt} t={t} settle={settle} />}
      <FieldNotes id={id} t={t} notes={notes} />
    </div>
  );
}

/** Put the cursor at the end of a text that has no selection. */
function selectSomething(root: HTMLElement): void {
  if (edit.rangeIn(root)) return;
  const end = (root.textContent ?? "").length;
  root.focus();
  edit.selectSpan(root, { from: end, to: end });
}

/** What stands below a text: its length, help and problems. */
interface FieldNotesData {
  help: string | undefined;
  count: { words: number; most: number } | undefined;
  found: readonly Problem[];
}

/** Return the ids of what stands below a text, for describing it. */
const describedBy = (id: string, { help, count, found }: FieldNotesData): string | undefined =>
  [help ? `${id}-help` : "", count ? `${id}-count` : "", found.length ? `${id}-found` : ""].filter(Boolean).join(" ") ||
  undefined;

/** Show what stands below a text. */
function FieldNotes({
  id,
  t,
  notes: { help, count, found },
}: {
  id: string;
  t: EditorTranslate;
  notes: FieldNotesData;
}) {
  return (
    <>
      {count && (
        <p class="psf-help" id={`${id}-count`}>
          {t("forms_words_of", { count: count.words, most: count.most })}
        </p>
      )}
      {help && (
        <p class="psf-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {found.length > 0 && <FieldProblems found={found} id={`${id}-found`} />}
    </>
  );
}
