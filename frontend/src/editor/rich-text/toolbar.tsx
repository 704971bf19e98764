// The toolbar of a text field, and its keyboard shortcuts.

import { useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../../ui/icon";
import type { EditorTranslate, WordKey } from "../words";

/** A button shows letters or an icon. */
const toolbarButtons: ReadonlyArray<{ tag: string; sign?: string; icon?: IconName; word: WordKey; key?: string }> = [
  { tag: "em", sign: "I", word: "rich_em", key: "Control+I" },
  { tag: "strong", sign: "B", word: "rich_strong", key: "Control+B" },
  { tag: "q", sign: "“”", word: "rich_q", key: "Control+Shift+Q" },
  { tag: "ul", icon: "list", word: "rich_ul", key: "Control+Shift+8" },
  { tag: "ol", sign: "1.", word: "rich_ol", key: "Control+Shift+7" },
  { tag: "a", icon: "link", word: "rich_a", key: "Control+K" },
  { tag: "span", sign: "ñ", word: "rich_span" },
  { tag: "abbr", sign: "Abc", word: "rich_abbr" },
  { tag: "", icon: "clear", word: "rich_clear", key: "Control+\\" },
];
const plainKeys: Record<string, string> = { i: "em", b: "strong", k: "a", "\\": "" };
const shiftKeys: Record<string, string> = { q: "q", Digit7: "ol", Digit8: "ul" };
/** Tags that mean the same mark. */
export const equivalentTags: Record<string, string[]> = { em: ["em", "i"], strong: ["strong", "b"] };

/** Return the tag that a keyboard shortcut stands for; undefined when it is none. */
export function tagForKey(event: KeyboardEvent): string | undefined {
  const key = event.shiftKey && event.code.startsWith("Digit") ? event.code : event.key.toLowerCase();
  return (event.shiftKey ? shiftKeys : plainKeys)[key];
}

interface ToolbarProps {
  active: string;
  label: string;
  t: EditorTranslate;
  run: (tag: string) => void;
}

/** Show the toolbar. It is one stop for the Tab key; arrow keys move inside. */
export function Toolbar({ active, label, t, run }: ToolbarProps) {
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
      {toolbarButtons.map(({ tag, sign, icon, word, key }, n) => {
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
          >
            {icon && <Icon name={icon} />}
          </button>
        );
      })}
    </div>
  );
}
