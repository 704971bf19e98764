// The field for text with markup. Authors see formatted text, no tags. It is an editing area (role textbox) with a
// toolbar for the notation's marks; its content is read back as canonical markup.
//
// Undo is that of the editor: an undo in a text is an undo in the scenario.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type FieldBinding, setText } from "../forms/field-binding";
import { FieldProblems, fieldMarkers as markOf, problemsFor } from "../forms/fields";
import { isSafeLink, parseMarkup as parsed, wordCount, writeMarkup } from "../text/markup";
import type { WordKey } from "../words";
import { afterPointerUp, watchPointer } from "./hold-layout";
import { parsePastedHtml, parsePlainText, readPieces, renderPieces } from "./rich-dom";
import * as edit from "./rich-edit";
import * as lines from "./rich-lines";

interface RichFieldProps {
  binding: FieldBinding;
  label: string;
  help?: string | undefined;
  /** Whether the element is removed when it is empty. */
  optional?: boolean;
  lang?: string | undefined;
  /** The recommended maximum number of words, if there is one. */
  most?: number;
}

type PromptKind = "a" | "abbr" | "span";
interface MarkPrompt {
  kind: PromptKind;
  value: string;
  rtl: boolean;
  span: edit.TextSpan;
}

const toolbarButtons: ReadonlyArray<{ tag: string; sign: string; word: WordKey; key?: string }> = [
  { tag: "em", sign: "I", word: "rich_em", key: "Control+I" },
  { tag: "strong", sign: "B", word: "rich_strong", key: "Control+B" },
  { tag: "q", sign: "“”", word: "rich_q", key: "Control+Shift+Q" },
  { tag: "ul", sign: "•", word: "rich_ul", key: "Control+Shift+8" },
  { tag: "ol", sign: "1.", word: "rich_ol", key: "Control+Shift+7" },
  { tag: "a", sign: "🔗", word: "rich_a", key: "Control+K" },
  { tag: "span", sign: "ñ", word: "rich_span" },
  { tag: "abbr", sign: "Abc", word: "rich_abbr" },
  { tag: "", sign: "⌫", word: "rich_clear", key: "Control+\\" },
];
const plainKeys: Record<string, string> = { i: "em", b: "strong", k: "a", "\\": "" };
const shiftKeys: Record<string, string> = { q: "q", Digit7: "ol", Digit8: "ul" };
/** Tags that mean the same mark. */
const equivalentTags: Record<string, string[]> = { em: ["em", "i"], strong: ["strong", "b"] };

/** Show the field. */
export function RichField({ binding, label, help, optional = false, lang, most }: RichFieldProps) {
  const { editor } = binding;
  const { t } = editor;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [asked, ask] = useState<MarkPrompt | null>(null);
  const [here, setHere] = useState(false);
  const text = binding.node?.text ?? "";
  const seen = useRef<string | null>(null);
  const found = problemsFor(binding, null);
  const page = { binding, optional, label };
  const now = useRef(page);
  now.current = page;

  // Only text that was changed elsewhere (undo, replace, another selection) is rendered; typed text is already there.
  useLayoutEffect(() => {
    const root = box.current!;
    if (seen.current === text) return;
    const hasFocus = root.contains(document.activeElement);
    const before = root.textContent ?? "";
    renderPieces(root, parsed(text));
    seen.current = text;
    if (hasFocus) edit.selectSpan(root, changePosition(before, root.textContent ?? ""));
  }, [text]);

  const store = () => {
    const root = box.current!;
    if (edit.isUntidy(root)) {
      const range = edit.rangeIn(root);
      const span = range && edit.spanOf(root, range);
      edit.tidy(root);
      if (span) edit.selectSpan(root, span);
    }
    const after = writeMarkup(readPieces(root));
    if (after === seen.current) return;
    seen.current = after;
    const { binding: target, optional: goes, label: named } = now.current;
    setText(target, after, target.editor.t("forms_step_edit", { what: named }), goes);
  };

  const look = () => {
    if (!box.current) return;
    const tags = edit.marksAt(box.current).map((mark) => mark.tagName.toLowerCase());
    setActive(tags.join(" "));
  };
  useEffect(watchPointer, []);
  useEffect(() => {
    if (!here) return undefined;
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [here]);

  const settleHere = () => {
    if (frame.current) setHere(frame.current.contains(document.activeElement));
  };

  const run = (tag: string) => {
    const root = box.current!;
    if (!edit.rangeIn(root)) {
      root.focus();
      edit.selectSpan(root, { from: (root.textContent ?? "").length, to: (root.textContent ?? "").length });
    }
    if (tag === "a" || tag === "abbr" || tag === "span") return begin(tag);
    if (tag === "ul" || tag === "ol") lines.toggleList(root, tag);
    else if (tag === "") edit.clearMarks(root);
    else {
      const older = (equivalentTags[tag] ?? []).find((one) =>
        edit.marksAt(root).some((mark) => mark.tagName === one.toUpperCase()),
      );
      edit.toggleMark(root, older ?? tag);
    }
    store();
    look();
    root.focus();
  };

  const begin = (kind: PromptKind) => {
    const root = box.current!;
    const inside = edit.marksAt(root).find((mark) => mark.tagName === kind.toUpperCase());
    const range = edit.rangeIn(root);
    const span = edit.wordSpan(root, true) ?? (inside && range ? edit.spanOf(root, range) : null);
    if (!span) {
      editor.announce(t("rich_no_words"));
      root.focus();
      return;
    }
    const value = inside
      ? kind === "a"
        ? inside.dataset.href
        : inside.getAttribute(kind === "abbr" ? "title" : "lang")
      : "";
    ask({ kind, value: value ?? "", rtl: inside?.getAttribute("dir") === "rtl", span });
  };

  const settle = (done: "set" | "clear" | "leave", attrs: Record<string, string> = {}) => {
    const root = box.current!;
    const { kind, span } = asked!;
    ask(null);
    root.focus();
    edit.selectSpan(root, span);
    if (done === "leave") return;
    const inside = edit.marksAt(root).find((mark) => mark.tagName === kind.toUpperCase());
    if (done === "clear") edit.clearMark(root, kind);
    else if (inside) edit.setAttributes(inside, attrs);
    else edit.setMark(root, kind, attrs);
    store();
  };

  const onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      event.stopPropagation();
      if (key === "y" || event.shiftKey) editor.store.redo();
      else editor.store.undo();
      return;
    }
    const tag = (event.shiftKey ? shiftKeys : plainKeys)[
      event.shiftKey && event.code.startsWith("Digit") ? event.code : key
    ];
    if (tag !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      run(tag);
    } else if (key === "u") event.preventDefault();
  };

  const beforeInput = (event: InputEvent) => {
    const root = box.current!;
    const take = (change: () => void) => {
      event.preventDefault();
      change();
      store();
    };
    if (event.inputType === "insertParagraph") take(() => lines.insertLine(root));
    else if (event.inputType === "insertLineBreak") take(() => lines.insertLineBreak(root));
    else if (event.inputType === "historyUndo") take(() => editor.store.undo());
    else if (event.inputType === "historyRedo") take(() => editor.store.redo());
    else if (event.inputType.startsWith("format")) event.preventDefault();
  };

  const bring = (event: Event, data: DataTransfer | null) => {
    event.preventDefault();
    const html = data?.getData("text/html");
    const addedPeople = html ? parsePastedHtml(html, isSafeLink) : parsePlainText(data?.getData("text/plain") ?? "");
    if (!addedPeople.length) return;
    lines.insertPieces(box.current!, addedPeople);
    store();
  };

  const words = most === undefined ? 0 : wordCount(text);
  const described = [
    help ? `${id}-help` : "",
    most !== undefined ? `${id}-count` : "",
    found.length ? `${id}-found` : "",
  ].filter(Boolean);
  return (
    <div
      class={`psf-field psf-rich-field ${here ? "psf-focused" : ""}`}
      ref={frame}
      onFocusIn={() => afterPointerUp(settleHere)}
      onFocusOut={() => afterPointerUp(() => setTimeout(settleHere))}
    >
      <span class="psf-label" id={`${id}-label`} onClick={() => box.current?.focus()}>
        {label}
      </span>
      <div
        ref={box}
        id={id}
        class="psf-rich"
        role="textbox"
        aria-multiline="true"
        contentEditable
        aria-labelledby={`${id}-label`}
        aria-describedby={described.join(" ") || undefined}
        aria-invalid={found.some(({ severity }) => severity === "error") || undefined}
        lang={lang || undefined}
        dir="auto"
        spellcheck
        {...markOf(binding, null)}
        onKeyDown={onKey}
        onInput={store}
        onPaste={(event) => bring(event, event.clipboardData)}
        onDrop={(event) => bring(event, event.dataTransfer)}
        onBeforeInput={(event) => beforeInput(event as unknown as InputEvent)}
      />
      {here && <Toolbar active={active ?? ""} label={t("rich_marks_of", { what: label })} t={t} run={run} />}
      {asked && <MarkPromptForm asked={asked} t={t} settle={settle} />}
      {most !== undefined && (
        <p class="psf-help" id={`${id}-count`}>
          {t("forms_words_of", { count: words, most })}
        </p>
      )}
      {help && (
        <p class="psf-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {found.length > 0 && <FieldProblems found={found} id={`${id}-found`} />}
    </div>
  );
}

/** Return where two texts differ, seen from the end: the caret goes there after an undo. */
function changePosition(before: string, after: string): edit.TextSpan {
  let same = 0;
  while (same < before.length && same < after.length && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from: after.length - same, to: after.length - same };
}

interface ToolbarProps {
  active: string;
  label: string;
  t: FieldBinding["editor"]["t"];
  run: (tag: string) => void;
}

/** Show the toolbar. It is one stop for the Tab key; arrow keys move inside. */
function Toolbar({ active, label, t, run }: ToolbarProps) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const on = active.split(" ");
  const go = (event: KeyboardEvent) => {
    const forward = getComputedStyle(bar.current!).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step =
      event.key === "Home"
        ? -at
        : event.key === "End"
          ? toolbarButtons.length - 1 - at
          : event.key === forward
            ? 1
            : event.key === "ArrowLeft" || event.key === "ArrowRight"
              ? -1
              : 0;
    if (!step) return;
    event.preventDefault();
    const next = (at + step + toolbarButtons.length) % toolbarButtons.length;
    setAt(next);
    (bar.current!.children[next] as HTMLElement).focus();
  };
  return (
    <div class="psf-toolbar" role="toolbar" aria-label={label} ref={bar} onKeyDown={go}>
      {toolbarButtons.map(({ tag, sign, word, key }, n) => {
        const isMark = tag !== "";
        const pressed = on.some((one) => (equivalentTags[tag] ?? [tag]).includes(one));
        return (
          <button
            key={tag}
            type="button"
            class={`psf-tool psf-mark-${tag}`}
            tabIndex={n === at ? 0 : -1}
            title={t(word)}
            aria-label={t(word)}
            aria-pressed={isMark ? pressed : undefined}
            aria-keyshortcuts={key}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(tag)}
            data-sign={sign}
          />
        );
      })}
    </div>
  );
}

/** Languages to choose from; any other tag can be typed. */
const commonLanguages = [
  "ar",
  "bg",
  "bn",
  "cs",
  "da",
  "de",
  "el",
  "en",
  "es",
  "et",
  "fa",
  "fi",
  "fr",
  "he",
  "hi",
  "hr",
  "ht",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "lt",
  "lv",
  "my",
  "ne",
  "nl",
  "no",
  "pa",
  "pl",
  "ps",
  "pt",
  "ro",
  "ru",
  "so",
  "sq",
  "sr",
  "sv",
  "sw",
  "ta",
  "th",
  "ti",
  "tl",
  "tr",
  "uk",
  "ur",
  "vi",
  "zh",
];
const rightToLeft = /^(?:ar|fa|he|ps|ur|yi|dv|ku-arab)\b/i;

/** Return a language's name in the page's language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang || undefined, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Show the languages to choose from. */
export function LanguageList({ id }: { id: string }) {
  return (
    <datalist id={id}>
      {commonLanguages.map((tag) => (
        <option key={tag} value={tag}>
          {languageName(tag)}
        </option>
      ))}
    </datalist>
  );
}

interface MarkPromptFormProps {
  asked: MarkPrompt;
  t: FieldBinding["editor"]["t"];
  settle: (done: "set" | "clear" | "leave", attrs?: Record<string, string>) => void;
}

/** Ask for an address, a language or a long form, below the text; Escape returns to it. */
function MarkPromptForm({ asked: { kind, value: first, rtl }, t, settle }: MarkPromptFormProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(first);
  const [wrong, setWrong] = useState("");
  // Immediately: what is typed next must not go into the text.
  useLayoutEffect(() => input.current?.focus(), []);
  const done = () => {
    const said = value.trim();
    const address = kind === "a" && /^[^\s/:@]+\.[^\s/:@]+/.test(said) ? `https://${said}` : said;
    if (!said) settle(first ? "clear" : "leave");
    else if (kind === "a" && !isSafeLink(address)) setWrong(t("rich_a_wrong"));
    else if (kind === "span" && !/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(said)) setWrong(t("rich_span_wrong"));
    else if (kind === "a") settle("set", { href: address });
    else if (kind === "abbr") settle("set", { title: said });
    else settle("set", { lang: said, dir: rightToLeft.test(said) || rtl ? "rtl" : "" });
  };
  const word = { a: "rich_a_label", abbr: "rich_abbr_label", span: "rich_span_label" } as const;
  return (
    <div
      class="psf-question"
      role="group"
      aria-label={t(word[kind])}
      onKeyDown={(event) => {
        if (event.key === "Escape") settle("leave");
        else if (event.key === "Enter" && event.target === input.current) done();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <label for={id}>{t(word[kind])}</label>
      <input
        ref={input}
        id={id}
        type="text"
        value={value}
        list={kind === "span" ? `${id}-list` : undefined}
        autocomplete="off"
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        aria-invalid={wrong ? true : undefined}
        onInput={(event) => setValue(event.currentTarget.value)}
      />
      {kind === "span" && <LanguageList id={`${id}-list`} />}
      <p id={`${id}-wrong`} class="psf-finding psf-error" role="alert">
        {wrong}
      </p>
      <div class="psf-row">
        <button type="button" class="psf-button" onClick={done}>
          {t("forms_ok")}
        </button>
        {first && (
          <button type="button" class="psf-button psf-quiet" onClick={() => settle("clear")}>
            {t("rich_take_off")}
          </button>
        )}
        <button type="button" class="psf-button psf-quiet" onClick={() => settle("leave")}>
          {t("forms_cancel")}
        </button>
      </div>
    </div>
  );
}
