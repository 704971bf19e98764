// "Only if …": rows of menus joined by "and", and below them the sentence that is stored. A condition that can't be read is shown
// as it stands.

import { useId, useRef, useState } from "preact/hooks";
import { onceDrawn } from "../../ui/after-render";
import { clauses, comparisons, sentence, type Clause, type Comparison } from "./conditions";
import { Findings, Frame, marks, problemsOf, Select } from "./fields";
import { choicesOf, metersOf, placesOf } from "./options";
import { Picker } from "./picker";
import { attr, setAttr, type Spot } from "./field-binding";

interface Props { spot: Spot; label: string; help?: string; always: string }

export function ConditionField({ spot, label, help, always }: Props) {
  const { say } = spot.studio;
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const stored = attr(spot, "if");
  const rows = clauses(stored);
  // Words being typed by hand stay words until the author asks for the menus, even while they happen to be readable.
  const [byHand, setByHand] = useState(rows === null);
  const found = problemsOf(spot, "if");
  const write = (words: string) => setAttr(spot, "if", words, say("forms_step_edit", { what: label }));
  const set = (next: readonly Clause[]) => write(sentence(next));
  const addRow = () => {
    const meter = metersOf(spot.studio)[0]?.value ?? "tension";
    set([...(rows ?? []), { kind: "meter", meter, how: "at least", value: 7 }]);
    onceDrawn(() => box.current?.querySelector<HTMLElement>(".psf-clause:last-of-type select")?.focus());
  };
  const removeRow = (n: number) => {
    set(rows!.filter((_, at) => at !== n));
    onceDrawn(() => box.current?.querySelector<HTMLElement>(".psf-add")?.focus());
  };
  return (
    <fieldset class="psf-condition" ref={box} aria-describedby={found.length ? `${id}-found` : undefined}>
      <legend>{label}</legend>
      {help && <p class="psf-help">{help}</p>}
      {rows === null || byHand ? (
        <>
          <Frame label={say("if_words")} help={rows === null ? say("if_not_read") : undefined}>
            {({ id: at, describedBy }) => <input id={at} type="text" value={stored} aria-describedby={describedBy} spellcheck={false}
              aria-invalid={rows === null || undefined} {...marks(spot, "if")} onInput={(event) => write(event.currentTarget.value)} />}
          </Frame>
          {rows !== null && <button type="button" class="psf-add" onClick={() => setByHand(false)}>{say("if_menus")}</button>}
          <button type="button" class="psf-add" onClick={() => { write(""); setByHand(false); }}>{say("if_drop")}</button>
        </>
      ) : (
        <>
          {rows.map((row, n) => (
            <Row key={n} spot={spot} row={row} first={n === 0} onChange={(next) => set(rows.map((old, at) => (at === n ? next : old)))}
              onRemove={() => removeRow(n)} mark={n === 0 ? marks(spot, "if") : {}} />
          ))}
          <p class="psf-stored">{rows.length ? <>{say("if_stored")} <q>{sentence(rows)}</q></> : always}</p>
          <button type="button" class="psf-add" onClick={addRow} {...(rows.length ? {} : marks(spot, "if"))}>
            <span aria-hidden="true">+ </span>{say(rows.length ? "if_and" : "if_add")}
          </button>
        </>
      )}
      {found.length > 0 && <Findings id={`${id}-found`} found={found} />}
    </fieldset>
  );
}

interface RowProps { spot: Spot; row: Clause; first: boolean; onChange: (row: Clause) => void; onRemove: () => void; mark: Record<string, string> }

function Row({ spot, row, first, onChange, onRemove, mark }: RowProps) {
  const { studio } = spot;
  const { say } = studio;
  const meters = metersOf(studio);
  const past = [
    { value: "chose", label: say("if_chose") }, { value: "not chose", label: say("if_not_chose") },
    { value: "visited", label: say("if_visited") }, { value: "not visited", label: say("if_not_visited") },
  ];
  const kind = row.kind === "meter" ? `meter ${row.meter}` : `${row.not ? "not " : ""}${row.kind}`;
  const kinds = [...meters.map(({ value, label }) => ({ value: `meter ${value}`, label })), ...past];
  const pickKind = (next: string) => {
    if (next.startsWith("meter ")) {
      onChange(row.kind === "meter" ? { ...row, meter: next.slice(6) } : { kind: "meter", meter: next.slice(6), how: "at least", value: 7 });
      return;
    }
    const not = next.startsWith("not ");
    const what = (not ? next.slice(4) : next) as "chose" | "visited";
    const first_ = (what === "chose" ? choicesOf(studio) : placesOf(studio))[0]?.value ?? "";
    onChange({ kind: what, not, id: row.kind === what ? row.id : first_ || "…" });
  };
  return (
    <div class="psf-clause" role="group" aria-label={first ? say("if_clause") : say("if_and_clause")}>
      <Select label={say("if_what")} value={kind} options={kinds} onPick={pickKind} mark={mark} />
      {row.kind === "meter" ? <MeterRow spot={spot} row={row} onChange={onChange} /> : (
        <Picker label={say(row.kind === "chose" ? "if_which_reply" : "if_which_scene")} value={row.id}
          options={() => (row.kind === "chose" ? choicesOf(studio) : placesOf(studio))}
          shown={(row.kind === "chose" ? choicesOf(studio) : placesOf(studio)).find(({ value }) => value === row.id)?.label ?? row.id}
          onPick={(id) => onChange({ ...row, id })} />
      )}
      <button type="button" class="psf-tool" aria-label={say("if_remove")} title={say("if_remove")} onClick={onRemove}>
        <span aria-hidden="true">✕</span>
      </button>
    </div>
  );
}

function MeterRow({ spot, row, onChange }: { spot: Spot; row: Clause & { kind: "meter" }; onChange: (row: Clause) => void }) {
  const { say } = spot.studio;
  const words = { "at least": "if_at_least", "at most": "if_at_most", over: "if_over", under: "if_under", is: "if_is" } as const;
  return (
    <>
      <Select label={say("if_how")} value={row.how} options={comparisons.map((how) => ({ value: how, label: say(words[how]) }))}
        onPick={(how) => onChange({ ...row, how: how as Comparison })} />
      <Select label={say("if_number")} value={String(row.value)} options={Array.from({ length: 11 }, (_, n) => ({ value: String(n), label: String(n) }))}
        onPick={(value) => onChange({ ...row, value: Number(value) })} />
    </>
  );
}
