// A menu button with the usual keys: arrow keys, first letters, Escape.

import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useEditor } from "../context";
import { KeyNames } from "./key-names";
import { keepInSight } from "./menu-position";

/** One command of a menu. */
export interface MenuItem {
  text: string;
  act: () => void;
  /** The keyboard shortcut, as it is shown. */
  keys?: string;
  disabled?: boolean;
  /** What the command lacks, shown below its text. */
  note?: string | null;
}

interface MenuButtonProps {
  label: string;
  items: readonly MenuItem[];
  name?: string;
  plain?: boolean;
}

/** Show the button and its menu. */
export function MenuButton({ label, items, name, plain = false }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const shut = (back: boolean) => {
    setOpen(false);
    if (back) button.current?.focus();
  };
  return (
    <div
      class="ps-menu"
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (open && to instanceof Node && !event.currentTarget.contains(to)) setOpen(false);
      }}
    >
      <button
        type="button"
        ref={button}
        class={plain ? "ps-icon" : "ps-tool"}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={name}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" && !open) {
            event.preventDefault();
            event.stopPropagation();
            setOpen(true);
          }
        }}
      >
        {label}
        {plain ? null : <span class="ps-chevron" aria-hidden="true" />}
      </button>
      {open && <MenuList id={id} label={name ?? label} items={items} button={button} shut={shut} />}
    </div>
  );
}

interface MenuListProps {
  id: string;
  label: string;
  items: readonly MenuItem[];
  button: { current: HTMLButtonElement | null };
  /** Close the menu; with `back`, the button gets the focus. */
  shut: (back: boolean) => void;
}

/** Show the menu below or above its button, with its first command focused. */
function MenuList({ id, label, items, button, shut }: MenuListProps) {
  const list = useRef<HTMLUListElement>(null);
  const entries = () => Array.from(list.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []);
  useLayoutEffect(() => {
    if (!list.current || !button.current) return undefined;
    const letGo = keepInSight(list.current, button.current);
    entries()[0]?.focus({ preventScroll: true });
    return letGo;
  }, []);
  const onKey = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1 + all.length,
      Home: 0,
      End: all.length - 1,
    };
    if (event.key === "Escape") shut(true);
    else if (event.key === "Tab") return shut(false);
    else if (event.key in to) all[to[event.key]! % all.length]?.focus();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
      const next = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      next.find((entry) => entry.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul id={id} ref={list} class="ps-menu-list" role="menu" aria-label={label} onKeyDown={onKey}>
      {items.map((item) => (
        <MenuEntry key={item.text} item={item} shut={shut} />
      ))}
    </ul>
  );
}

/** Show one command. */
function MenuEntry({
  item: { text, act, keys, disabled, note },
  shut,
}: { item: MenuItem } & Pick<MenuListProps, "shut">) {
  const { t } = useEditor();
  return (
    <li role="none">
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        aria-disabled={disabled ? "true" : undefined}
        onClick={() => {
          if (disabled) return;
          shut(true);
          act();
        }}
      >
        <span>
          {text}
          {note && <span class="ps-menu-note"> {note}</span>}
        </span>
        {keys && (
          <kbd aria-hidden="true">
            <KeyNames keys={keys} t={t} />
          </kbd>
        )}
      </button>
    </li>
  );
}
