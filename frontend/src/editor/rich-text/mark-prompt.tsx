// Asks for what a mark needs: the address of a link, the language of words, the long form of an abbreviation.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { isSafeLink } from "../text/markup";
import type { EditorTranslate, WordKey } from "../words";
import { LanguageList } from "./languages";
import * as edit from "./rich-edit";

type PromptKind = "a" | "abbr" | "span";

/** What is being asked for, and the words that it is about. */
interface MarkPrompt {
  kind: PromptKind;
  value: string;
  rtl: boolean;
  span: edit.TextSpan;
}

/** Tell whether a mark needs a value. */
export const needsValue = (tag: string): tag is PromptKind => tag === "a" || tag === "abbr" || tag === "span";

/** Return the mark of this kind around the selection. */
const markIn = (root: HTMLElement, kind: PromptKind) =>
  edit.marksAt(root).find((mark) => mark.tagName === kind.toUpperCase());

/** Return the value that a mark has now; empty without one. */
function currentValue(mark: HTMLElement | undefined, kind: PromptKind): string {
  const value = kind === "a" ? mark?.dataset.href : mark?.getAttribute(kind === "abbr" ? "title" : "lang");
  return value ?? "";
}

/** Return the current prompt and the functions that open and settle it; `store` reads the changed text. */
export function useMarkPrompt(box: { current: HTMLElement | null }, store: () => void, refuse: () => void) {
  const [prompt, setPrompt] = useState<MarkPrompt | null>(null);
  const open = (kind: PromptKind) => {
    const root = box.current!;
    const mark = markIn(root, kind);
    const range = edit.rangeIn(root);
    const span = edit.wordSpan(root, true) ?? (mark && range ? edit.spanOf(root, range) : null);
    if (span) {
      setPrompt({ kind, value: currentValue(mark, kind), rtl: mark?.getAttribute("dir") === "rtl", span });
      return;
    }
    refuse();
    root.focus();
  };
  const settle: Settle = (how, attrs = {}) => {
    const root = box.current!;
    const { kind, span } = prompt!;
    setPrompt(null);
    root.focus();
    edit.selectSpan(root, span);
    if (how === "leave") return;
    const mark = markIn(root, kind);
    if (how === "clear") edit.clearMark(root, kind);
    else if (mark) edit.setAttributes(mark, attrs);
    else edit.setMark(root, kind, attrs);
    store();
  };
  return { prompt, open, settle };
}

type Settle = (how: "set" | "clear" | "leave", attrs?: Record<string, string>) => void;

const rightToLeft = /^(?:ar|fa|he|ps|ur|yi|dv|ku-arab)\b/i;

interface MarkPromptFormProps {
  prompt: MarkPrompt;
  t: EditorTranslate;
  settle: Settle;
}

/** Return the attributes of a mark with this value; a translation key where it can't be used. */
function attributesFor(kind: PromptKind, value: string, rtl: boolean): Record<string, string> | WordKey {
  if (kind === "abbr") return { title: value };
  if (kind === "span") {
    if (!/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(value)) return "rich_span_wrong";
    return { lang: value, dir: rightToLeft.test(value) || rtl ? "rtl" : "" };
  }
  const address = /^[^\s/:@]+\.[^\s/:@]+/.test(value) ? `https://${value}` : value;
  return isSafeLink(address) ? { href: address } : "rich_a_wrong";
}

/** Ask for an address, a language or a long form, below the text; Escape returns to it. */
export function MarkPromptForm({ prompt: { kind, value: first, rtl }, t, settle }: MarkPromptFormProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(first);
  const [wrong, setWrong] = useState("");
  // Immediately: what is typed next must not go into the text.
  useLayoutEffect(() => input.current?.focus(), []);
  const done = () => {
    if (!value.trim()) return settle(first ? "clear" : "leave");
    const attrs = attributesFor(kind, value.trim(), rtl);
    if (typeof attrs === "string") setWrong(t(attrs));
    else settle("set", attrs);
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
