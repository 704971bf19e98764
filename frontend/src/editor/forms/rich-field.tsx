// A text of the scenario as authors meet it: words with marks, never tags. A real editing area (role textbox) with the notation's
// own marks on buttons and keys; what is typed, pasted or marked is read back from it as canonical markup.
//
// Undo is the editor's: a step back in a text is a step back in the scenario.

import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { WordKey } from "../words";
import { Findings, marks as markOf, problemsOf } from "./fields";
import { isSafeLink, pieces as parsed, wordCount, written } from "./markup";
import { cleaned, fill, fromPlain, pieces } from "./rich-dom";
import * as edit from "./rich-edit";
import * as lines from "./rich-lines";
import { watchPresses, whenReleased } from "./press";
import { setText, type Spot } from "./spot";

interface Props {
  spot: Spot;
  label: string;
  help?: string | undefined;
  /** The element goes once nothing is said in it. */
  optional?: boolean;
  lang?: string | undefined;
  /** How many words are wanted at most, where that is a rule. */
  most?: number;
}

type Asking = "a" | "abbr" | "span";
interface Asked { kind: Asking; value: string; rtl: boolean; span: edit.Span }

const buttons: ReadonlyArray<{ tag: string; sign: string; word: WordKey; key?: string }> = [
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
/** Older spellings of the same mark. */
const alike: Record<string, string[]> = { em: ["em", "i"], strong: ["strong", "b"] };

export function RichField({ spot, label, help, optional = false, lang, most }: Props) {
  const { studio } = spot;
  const { say } = studio;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const [asked, ask] = useState<Asked | null>(null);
  const [here, setHere] = useState(false);
  const text = spot.node?.text ?? "";
  const seen = useRef<string | null>(null);
  const found = problemsOf(spot, null);
  const page = { spot, optional, label };
  const now = useRef(page);
  now.current = page;

  // Only a text that came from elsewhere (undo, replace, another scene) is put in; what was typed is there already.
  useLayoutEffect(() => {
    const root = box.current!;
    if (seen.current === text) return;
    const hasFocus = root.contains(document.activeElement);
    const before = root.textContent ?? "";
    fill(root, parsed(text));
    seen.current = text;
    if (hasFocus) edit.selectSpan(root, changedAt(before, root.textContent ?? ""));
  }, [text]);

  const store = () => {
    const root = box.current!;
    if (edit.isUntidy(root)) {
      const range = edit.rangeIn(root);
      const span = range && edit.spanOf(root, range);
      edit.tidy(root);
      if (span) edit.selectSpan(root, span);
    }
    const after = written(pieces(root));
    if (after === seen.current) return;
    seen.current = after;
    const { spot: target, optional: goes, label: named } = now.current;
    setText(target, after, target.studio.say("forms_step_edit", { what: named }), goes);
  };

  const look = () => {
    if (!box.current) return;
    const tags = edit.marksAt(box.current).map((mark) => mark.tagName.toLowerCase());
    setActive(tags.join(" "));
  };
  useLayoutEffect(watchPresses, []);
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
      const older = (alike[tag] ?? []).find((one) => edit.marksAt(root).some((mark) => mark.tagName === one.toUpperCase()));
      edit.toggleMark(root, older ?? tag);
    }
    store();
    look();
    root.focus();
  };

  const begin = (kind: Asking) => {
    const root = box.current!;
    const inside = edit.marksAt(root).find((mark) => mark.tagName === kind.toUpperCase());
    const range = edit.rangeIn(root);
    const span = edit.wordSpan(root, true) ?? (inside && range ? edit.spanOf(root, range) : null);
    if (!span) {
      studio.announce(say("rich_no_words"));
      root.focus();
      return;
    }
    const value = inside ? (kind === "a" ? inside.dataset["href"] : inside.getAttribute(kind === "abbr" ? "title" : "lang")) : "";
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
      if (key === "y" || event.shiftKey) studio.store.redo();
      else studio.store.undo();
      return;
    }
    const tag = (event.shiftKey ? shiftKeys : plainKeys)[event.shiftKey && event.code.startsWith("Digit") ? event.code : key];
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
    if (event.inputType === "insertParagraph") take(() => lines.newLine(root));
    else if (event.inputType === "insertLineBreak") take(() => lines.breakLine(root));
    else if (event.inputType === "historyUndo") take(() => studio.store.undo());
    else if (event.inputType === "historyRedo") take(() => studio.store.redo());
    else if (event.inputType.startsWith("format")) event.preventDefault();
  };

  const bring = (event: Event, data: DataTransfer | null) => {
    event.preventDefault();
    const html = data?.getData("text/html");
    const brought = html ? cleaned(html, isSafeLink) : fromPlain(data?.getData("text/plain") ?? "");
    if (!brought.length) return;
    lines.insert(box.current!, brought);
    store();
  };

  const words = most === undefined ? 0 : wordCount(text);
  const described = [help ? `${id}-help` : "", most !== undefined ? `${id}-count` : "", found.length ? `${id}-found` : ""].filter(Boolean);
  return (
    <div class={`psf-field psf-rich-field ${here ? "psf-here" : ""}`} ref={frame} onFocusIn={() => whenReleased(settleHere)}
      onFocusOut={() => whenReleased(() => setTimeout(settleHere))}>
      <span class="psf-label" id={`${id}-label`} onClick={() => box.current?.focus()}>{label}</span>
      <div ref={box} id={id} class="psf-rich" role="textbox" aria-multiline="true" contentEditable aria-labelledby={`${id}-label`}
        aria-describedby={described.join(" ") || undefined} aria-invalid={found.some(({ severity }) => severity === "error") || undefined}
        lang={lang || undefined} dir="auto" spellcheck {...markOf(spot, null)}
        onKeyDown={onKey} onInput={store} onPaste={(event) => bring(event, event.clipboardData)}
        onDrop={(event) => bring(event, event.dataTransfer)}
        onBeforeInput={(event) => beforeInput(event as unknown as InputEvent)} />
      {here && <Toolbar active={active ?? ""} label={say("rich_marks_of", { what: label })} say={say} run={run} />}
      {asked && <Question asked={asked} say={say} settle={settle} />}
      {most !== undefined && <p class="psf-help" id={`${id}-count`}>{say("forms_words_of", { count: words, most })}</p>}
      {help && <p class="psf-help" id={`${id}-help`}>{help}</p>}
      {found.length > 0 && <Findings found={found} id={`${id}-found`} />}
    </div>
  );
}

/** Where two texts stop being alike, seen from the end: the caret goes there after an undo. */
function changedAt(before: string, after: string): edit.Span {
  let same = 0;
  while (same < before.length && same < after.length && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from: after.length - same, to: after.length - same };
}

interface ToolbarProps { active: string; label: string; say: Spot["studio"]["say"]; run: (tag: string) => void }

/** One stop for the Tab key, arrows within. */
function Toolbar({ active, label, say, run }: ToolbarProps) {
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const on = active.split(" ");
  const go = (event: KeyboardEvent) => {
    const forward = getComputedStyle(bar.current!).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const step = event.key === "Home" ? -at : event.key === "End" ? buttons.length - 1 - at
      : event.key === forward ? 1 : event.key === "ArrowLeft" || event.key === "ArrowRight" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const next = (at + step + buttons.length) % buttons.length;
    setAt(next);
    (bar.current!.children[next] as HTMLElement).focus();
  };
  return (
    <div class="psf-toolbar" role="toolbar" aria-label={label} ref={bar} onKeyDown={go}>
      {buttons.map(({ tag, sign, word, key }, n) => {
        const isMark = tag !== "";
        const pressed = on.some((one) => (alike[tag] ?? [tag]).includes(one));
        return (
          <button key={tag} type="button" class={`psf-tool psf-mark-${tag}`} tabIndex={n === at ? 0 : -1} title={say(word)}
            aria-label={say(word)} aria-pressed={isMark ? pressed : undefined} aria-keyshortcuts={key}
            onMouseDown={(event) => event.preventDefault()} onClick={() => run(tag)} data-sign={sign} />
        );
      })}
    </div>
  );
}

/** Common languages to choose from; any other tag can be typed. */
const languages = ["ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "ht", "hu", "id", "it", "ja",
  "ko", "lt", "lv", "my", "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "so", "sq", "sr", "sv", "sw", "ta", "th", "ti", "tl", "tr",
  "uk", "ur", "vi", "zh"];
const rightToLeft = /^(?:ar|fa|he|ps|ur|yi|dv|ku-arab)\b/i;

export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(document.documentElement.lang || undefined, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function LanguageList({ id }: { id: string }) {
  return <datalist id={id}>{languages.map((tag) => <option key={tag} value={tag}>{languageName(tag)}</option>)}</datalist>;
}

interface QuestionProps {
  asked: Asked; say: Spot["studio"]["say"]; settle: (done: "set" | "clear" | "leave", attrs?: Record<string, string>) => void;
}

/** Asks for an address, a language or the long form. Stands below the text; Esc goes back to it. */
function Question({ asked: { kind, value: first, rtl }, say, settle }: QuestionProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(first);
  const [wrong, setWrong] = useState("");
  // At once: whoever types on must not type into the text.
  useLayoutEffect(() => input.current?.focus(), []);
  const done = () => {
    const said = value.trim();
    const address = kind === "a" && /^[^\s/:@]+\.[^\s/:@]+/.test(said) ? `https://${said}` : said;
    if (!said) settle(first ? "clear" : "leave");
    else if (kind === "a" && !isSafeLink(address)) setWrong(say("rich_a_wrong"));
    else if (kind === "span" && !/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(said)) setWrong(say("rich_span_wrong"));
    else if (kind === "a") settle("set", { href: address });
    else if (kind === "abbr") settle("set", { title: said });
    else settle("set", { lang: said, dir: rightToLeft.test(said) || rtl ? "rtl" : "" });
  };
  const word = { a: "rich_a_label", abbr: "rich_abbr_label", span: "rich_span_label" } as const;
  return (
    <div class="psf-question" role="group" aria-label={say(word[kind])} onKeyDown={(event) => {
      if (event.key === "Escape") settle("leave");
      else if (event.key === "Enter" && event.target === input.current) done();
      else return;
      event.preventDefault();
      event.stopPropagation();
    }}>
      <label for={id}>{say(word[kind])}</label>
      <input ref={input} id={id} type="text" value={value} list={kind === "span" ? `${id}-list` : undefined} autocomplete="off"
        aria-describedby={wrong ? `${id}-wrong` : undefined} aria-invalid={wrong ? true : undefined}
        onInput={(event) => setValue(event.currentTarget.value)} />
      {kind === "span" && <LanguageList id={`${id}-list`} />}
      <p id={`${id}-wrong`} class="psf-finding psf-error" role="alert">{wrong}</p>
      <div class="psf-row">
        <button type="button" class="psf-button" onClick={done}>{say("forms_ok")}</button>
        {first && <button type="button" class="psf-button psf-quiet" onClick={() => settle("clear")}>{say("rich_take_off")}</button>}
        <button type="button" class="psf-button psf-quiet" onClick={() => settle("leave")}>{say("forms_cancel")}</button>
      </div>
    </div>
  );
}
