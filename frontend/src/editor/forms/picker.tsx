// A combobox for long lists.

import { useId, useLayoutEffect, useState } from "preact/hooks";
import { Icon } from "../../ui/icon";
import { useEditor } from "../context";
import type { Problem } from "../live-check";
import { Field } from "./fields";
import type { SelectOption } from "./options";

interface PickerProps {
  label: string;
  value: string;
  /** Called only when the list opens, since it may be long. */
  options: () => readonly SelectOption[];
  /** The name of the current value; empty for none. */
  shown: string;
  onPick: (value: string) => void;
  help?: string | undefined;
  found?: readonly Problem[];
  mark?: Record<string, string>;
  /** The placeholder while nothing is chosen. */
  none?: string;
}

const maxOptions = 200;
/** Return text without accents and in lower case, for comparing. */
const foldText = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Return the options that contain all typed words; those whose name contains the typed text come first. */
export function matchOptions(options: readonly SelectOption[], typed: string): SelectOption[] {
  const sought = foldText(typed.trim());
  const words = sought.split(/\s+/).filter(Boolean);
  const hits = options.filter(({ label, group = "", about = "", also = "" }) => {
    const said = foldText(`${label} ${group} ${about} ${also}`);
    return words.every((word) => said.includes(word));
  });
  const named = hits.filter(({ label }) => sought && foldText(label).includes(sought));
  return [...named, ...hits.filter((option) => !named.includes(option))];
}

/** Return the index after a step down or up; from none (-1) a step up leads to the last. */
function nextIndex(at: number, down: boolean, count: number): number {
  const step = down ? 1 : at < 0 ? 0 : -1;
  return (at + step + count) % count;
}

/** Show the combobox. */
export function Picker({ label, value, options, shown, onPick, help, found = [], mark = {}, none }: PickerProps) {
  const { t } = useEditor();
  const list = useId();
  const state = usePicker(list, value, options, onPick);
  const { open, at, hits } = state;
  return (
    <Field label={label} help={help} found={found} class="psf-picker">
      {({ id, describedBy, invalid, label: named }) => (
        <>
          <span class="psf-picker-box">
            <input
              id={id}
              type="text"
              role="combobox"
              aria-expanded={open}
              aria-controls={list}
              aria-autocomplete="list"
              aria-activedescendant={open && at >= 0 && hits[at] ? `${list}-${at}` : undefined}
              aria-describedby={describedBy}
              aria-invalid={invalid || undefined}
              autocomplete="off"
              spellcheck={false}
              value={state.typed ?? shown}
              placeholder={none}
              {...mark}
              {...state.handlers}
            />
            <span class="psf-arrow">
              <Icon name="fold" />
            </span>
          </span>
          <ul id={list} role="listbox" aria-labelledby={named} class="psf-list" hidden={!open}>
            {hits.map((option, n) => (
              <PickerOption
                key={`${option.value} ${n}`}
                id={`${list}-${n}`}
                option={option}
                at={n === at}
                chosen={option.value === value}
                group={option.group !== hits[n - 1]?.group ? option.group : undefined}
                pick={() => state.pick(option)}
              />
            ))}
            {open && !hits.length && (
              <li role="option" aria-disabled="true" aria-selected="false" class="psf-none">
                {t("forms_no_match")}
              </li>
            )}
          </ul>
        </>
      )}
    </Field>
  );
}

/** Return what a combobox shows, and what its input does. `list` is the DOM id of its list. */
function usePicker(list: string, value: string, options: PickerProps["options"], onPick: PickerProps["onPick"]) {
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const hits = open ? matchOptions(options(), typed ?? "").slice(0, maxOptions) : [];
  // The list may open below what is in sight.
  useLayoutEffect(() => {
    if (open) document.getElementById(list)?.scrollIntoView?.({ block: "nearest" });
  }, [open]);
  const close = () => {
    setOpen(false);
    setTyped(null);
  };
  const unfold = () => {
    setAt(options().findIndex((option) => option.value === value));
    setOpen(true);
  };
  const pick = (option: SelectOption | undefined) => {
    close();
    if (option && option.value !== value) onPick(option.value);
  };
  const go = (next: number) => {
    setAt(next);
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event;
    const isArrow = key === "ArrowDown" || key === "ArrowUp";
    if (isArrow && !open) unfold();
    else if (isArrow && hits.length) go(nextIndex(at, key === "ArrowDown", hits.length));
    else if (key === "Enter" && open) pick(hits[at] ?? (typed !== null ? hits[0] : undefined));
    else if (key === "Escape" && open) {
      event.stopPropagation();
      close();
    } else if (!isArrow) return;
    event.preventDefault();
  };
  const onInput = (event: { currentTarget: HTMLInputElement }) => {
    setTyped(event.currentTarget.value);
    setOpen(true);
    setAt(event.currentTarget.value ? 0 : -1);
  };
  const handlers = {
    onFocus: (event: { currentTarget: HTMLInputElement }) => event.currentTarget.select(),
    onInput,
    onClick: () => {
      if (!open) unfold();
    },
    onBlur: close,
    onKeyDown,
  };
  return { typed, open, at, hits, pick, handlers };
}

interface PickerOptionProps {
  id: string;
  option: SelectOption;
  at: boolean;
  chosen: boolean;
  group: string | undefined;
  pick: () => void;
}

/** Show one option and, when it begins a group, the group's name. */
function PickerOption({ id, option, at, chosen, group, pick }: PickerOptionProps) {
  return (
    <>
      {group && (
        <li role="presentation" class="psf-list-group">
          {group}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={chosen}
        class={at ? "psf-at" : ""}
        onMouseDown={(event) => {
          event.preventDefault();
          pick();
        }}
      >
        {option.label}
        {option.about && <span class="psf-about">{option.about}</span>}
      </li>
    </>
  );
}
