// The field of a condition: rows of menus joined by "and", and the stored text below. A condition that can't be parsed
// is shown as text.

import { useId, useRef, useState } from "preact/hooks";
import { comparisons } from "../../contracts/constants";
import { afterRender } from "../../ui/after-render";
import { Icon } from "../../ui/icon";
import { type Clause, type Comparison, formatCondition, parseCondition } from "./conditions";
import { attributeOf, type FieldBinding, setAttribute } from "./field-binding";
import { Field, FieldProblems, fieldMarkers, problemsFor, SelectField } from "./fields";
import { choiceOptions, meterOptions, placeOptions } from "./options";
import { Picker } from "./picker";

interface ConditionFieldProps {
  binding: FieldBinding;
  label: string;
  help?: string;
  always: string;
}

/** Show the field. */
export function ConditionField({ binding, label, help, always }: ConditionFieldProps) {
  const { t } = binding.editor;
  const id = useId();
  const rows = parseCondition(attributeOf(binding, "if"));
  // Text that is typed stays text until the author asks for the menus, even when it can be parsed.
  const [byHand, setByHand] = useState(rows === null);
  const found = problemsFor(binding, "if");
  const write = (words: string) => setAttribute(binding, "if", words, t("forms_step_edit", { what: label }));
  return (
    <fieldset class="psf-condition" aria-describedby={found.length ? `${id}-found` : undefined}>
      <legend>{label}</legend>
      {help && <p class="psf-help">{help}</p>}
      {rows === null || byHand ? (
        <ConditionText binding={binding} isParsed={rows !== null} write={write} showMenus={() => setByHand(false)} />
      ) : (
        <ConditionMenus binding={binding} rows={rows} always={always} write={write} />
      )}
      {found.length > 0 && <FieldProblems id={`${id}-found`} found={found} />}
    </fieldset>
  );
}

interface ConditionTextProps {
  binding: FieldBinding;
  /** Whether menus can show the text. */
  isParsed: boolean;
  write: (words: string) => void;
  showMenus: () => void;
}

/** Show the condition as text, and the ways to the menus. */
function ConditionText({ binding, isParsed, write, showMenus }: ConditionTextProps) {
  const { t } = binding.editor;
  return (
    <>
      <Field label={t("if_words")} help={isParsed ? undefined : t("if_not_read")}>
        {({ id, describedBy }) => (
          <input
            id={id}
            type="text"
            value={attributeOf(binding, "if")}
            aria-describedby={describedBy}
            spellcheck={false}
            aria-invalid={!isParsed || undefined}
            {...fieldMarkers(binding, "if")}
            onInput={(event) => write(event.currentTarget.value)}
          />
        )}
      </Field>
      {isParsed && (
        <button type="button" class="psf-add" onClick={showMenus}>
          {t("if_menus")}
        </button>
      )}
      <button
        type="button"
        class="psf-add"
        onClick={() => {
          write("");
          showMenus();
        }}
      >
        {t("if_drop")}
      </button>
    </>
  );
}

interface ConditionMenusProps {
  binding: FieldBinding;
  rows: readonly Clause[];
  always: string;
  write: (words: string) => void;
}

/** Show a row of menus for each clause, the stored text, and the button for one more. */
function ConditionMenus({ binding, rows, always, write }: ConditionMenusProps) {
  const { t } = binding.editor;
  const add = useRef<HTMLButtonElement>(null);
  const set = (next: readonly Clause[]) => write(formatCondition(next));
  const addRow = () => {
    const meter = meterOptions(binding.editor)[0]?.value ?? "tension";
    set([...rows, { kind: "meter", meter, how: "at least", value: 7 }]);
    afterRender(() =>
      add.current?.parentElement?.querySelector<HTMLElement>(".psf-clause:last-of-type select")?.focus(),
    );
  };
  const removeRow = (n: number) => {
    set(rows.filter((_, at) => at !== n));
    afterRender(() => add.current?.focus());
  };
  return (
    <>
      {rows.map((row, n) => (
        <ClauseRow
          key={n}
          binding={binding}
          row={row}
          first={n === 0}
          onChange={(next) => set(rows.map((old, at) => (at === n ? next : old)))}
          onRemove={() => removeRow(n)}
          mark={n === 0 ? fieldMarkers(binding, "if") : {}}
        />
      ))}
      <p class="psf-stored">
        {rows.length ? (
          <>
            {t("if_stored")} <q>{formatCondition(rows)}</q>
          </>
        ) : (
          always
        )}
      </p>
      <button
        type="button"
        ref={add}
        class="psf-add"
        onClick={addRow}
        {...(rows.length ? {} : fieldMarkers(binding, "if"))}
      >
        <span aria-hidden="true">+ </span>
        {t(rows.length ? "if_and" : "if_add")}
      </button>
    </>
  );
}

interface ClauseRowProps {
  binding: FieldBinding;
  row: Clause;
  first: boolean;
  onChange: (row: Clause) => void;
  onRemove: () => void;
  mark: Record<string, string>;
}

/** Show the menus of one clause. */
function ClauseRow({ binding, row, first, onChange, onRemove, mark }: ClauseRowProps) {
  const { editor } = binding;
  const { t } = editor;
  const meters = meterOptions(editor);
  const past = [
    { value: "chose", label: t("if_chose") },
    { value: "not chose", label: t("if_not_chose") },
    { value: "visited", label: t("if_visited") },
    { value: "not visited", label: t("if_not_visited") },
  ];
  const kind = row.kind === "meter" ? `meter ${row.meter}` : `${row.not ? "not " : ""}${row.kind}`;
  const kinds = [...meters.map(({ value, label }) => ({ value: `meter ${value}`, label })), ...past];
  const pickKind = (next: string) => {
    if (next.startsWith("meter ")) {
      onChange(
        row.kind === "meter"
          ? { ...row, meter: next.slice(6) }
          : { kind: "meter", meter: next.slice(6), how: "at least", value: 7 },
      );
      return;
    }
    const not = next.startsWith("not ");
    const what = (not ? next.slice(4) : next) as "chose" | "visited";
    const first_ = (what === "chose" ? choiceOptions(editor) : placeOptions(editor))[0]?.value ?? "";
    onChange({ kind: what, not, id: row.kind === what ? row.id : first_ || "…" });
  };
  return (
    <div class="psf-clause" role="group" aria-label={first ? t("if_clause") : t("if_and_clause")}>
      <SelectField label={t("if_what")} value={kind} options={kinds} onPick={pickKind} mark={mark} />
      {row.kind === "meter" ? (
        <MeterClauseRow binding={binding} row={row} onChange={onChange} />
      ) : (
        <Picker
          label={t(row.kind === "chose" ? "if_which_reply" : "if_which_scene")}
          value={row.id}
          options={() => (row.kind === "chose" ? choiceOptions(editor) : placeOptions(editor))}
          shown={
            (row.kind === "chose" ? choiceOptions(editor) : placeOptions(editor)).find(({ value }) => value === row.id)
              ?.label ?? row.id
          }
          onPick={(id) => onChange({ ...row, id })}
        />
      )}
      <button type="button" class="psf-tool" aria-label={t("if_remove")} title={t("if_remove")} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </div>
  );
}

/** Show the menus of a clause about a meter. */
function MeterClauseRow({
  binding,
  row,
  onChange,
}: {
  binding: FieldBinding;
  row: Clause & { kind: "meter" };
  onChange: (row: Clause) => void;
}) {
  const { t } = binding.editor;
  const words = {
    "at least": "if_at_least",
    "at most": "if_at_most",
    over: "if_over",
    under: "if_under",
    is: "if_is",
  } as const;
  return (
    <>
      <SelectField
        label={t("if_how")}
        value={row.how}
        options={comparisons.map((how) => ({ value: how, label: t(words[how]) }))}
        onPick={(how) => onChange({ ...row, how: how as Comparison })}
      />
      <SelectField
        label={t("if_number")}
        value={String(row.value)}
        options={Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) }))}
        onPick={(value) => onChange({ ...row, value: Number(value) })}
      />
    </>
  );
}
