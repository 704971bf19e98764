// The basic fields of all forms. Each has a label, optional help, and the problems found; help and problems are linked
// by aria-describedby.

import type { ComponentChildren, VNode } from "preact";
import { useId } from "preact/hooks";
import { Icon, type IconName } from "../../ui/icon";
import { kindOf, type Problem, problemClass } from "../live-check";
import type { WordKey } from "../words";
import { Grip } from "./dragging";
import { attributeOf, type FieldBinding, setAttribute } from "./field-binding";
import type { SelectOption } from "./options";

/** Return the problems of an attribute, or of the element's text when `name` is null. */
export function problemsFor(binding: FieldBinding, name: string | null): Problem[] {
  const { problems } = binding.editor.check;
  return problems.filter(({ key, field }) => {
    if (binding.node && key === binding.node.key)
      return name === null ? field === null || field === "text" || field === "" : field === name;
    return (
      name === null &&
      !binding.node &&
      binding.parent?.node !== undefined &&
      key === binding.parent.node.key &&
      field === binding.tag
    );
  });
}

/** Return the attributes by which `goTo` finds the control. The first variant of a text is found as the text, too. */
export function fieldMarkers(binding: FieldBinding, name: string | null): Record<string, string> {
  const found: string[] = [];
  if (binding.node) found.push(`${binding.node.key}@${name ?? ""}`);
  if (name === null && binding.parent?.node) found.push(`${binding.parent.node.key}@${binding.tag}`);
  const { parent } = binding;
  if (name === null && parent && binding.tag === "variant" && parent.node?.nodes?.[0] === binding.node)
    found.push(fieldMarkers(parent, null)["data-field"] ?? "");
  return { "data-field": found.join(" ") };
}

/** Show problems below a field. */
export function FieldProblems({ found, id }: { found: readonly Problem[]; id: string }) {
  return (
    <div id={id} class="psf-findings">
      {found.map((problem, n) => (
        <p key={n} class={`psf-finding ${problemClass(problem)}`}>
          {problem.message}
        </p>
      ))}
    </div>
  );
}

/** Show the problems of an element that none of its fields shows; `shown` are the names that have a field. */
export function OtherProblems({ binding, shown }: { binding: FieldBinding; shown: readonly string[] }) {
  const id = useId();
  const found = binding.editor.check.problems.filter(
    ({ key, field }) => key === binding.node?.key && !shown.includes(field ?? ""),
  );
  return found.length ? <FieldProblems id={id} found={found} /> : null;
}

/** Tell whether a field holds something wrong; an empty one that waits for words does not. */
export const isInvalid = (found: readonly Problem[]): boolean => found.some((problem) => kindOf(problem) === "errors");

/** Return what belongs in an attribute, or in the text with `null`, of an element that came from a scaffold. */
export const placeholderOf = (binding: FieldBinding, name: string | null): string | undefined =>
  binding.node?.attrs[name === null ? "placeholder" : `placeholder-${name}`];

interface FieldProps {
  label: string;
  help?: string | undefined;
  found?: readonly Problem[];
  class?: string;
  children: (ids: {
    id: string;
    describedBy: string | undefined;
    invalid: boolean;
    label: string;
  }) => ComponentChildren;
}

/** Show label, control, help and problems. */
export function Field({ label, help, found = [], class: name = "", children }: FieldProps): VNode {
  const id = useId();
  const described =
    [help ? `${id}-help` : "", found.length ? `${id}-found` : ""].filter(Boolean).join(" ") || undefined;
  return (
    <div class={`psf-field ${name}`}>
      <label class="psf-label" for={id} id={`${id}-label`}>
        {label}
      </label>
      {children({
        id,
        describedBy: described,
        invalid: isInvalid(found),
        label: `${id}-label`,
      })}
      {help && (
        <p class="psf-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {found.length > 0 && <FieldProblems found={found} id={`${id}-found`} />}
    </div>
  );
}

interface AttrProps {
  binding: FieldBinding;
  name: string;
  label: string;
  help?: string | undefined;
  class?: string;
  /** Whether the element is removed when it is empty. */
  optional?: boolean;
}

/** Show the text field of an attribute. */
export function AttrText({
  binding,
  name,
  label,
  help,
  optional = false,
  numeric = false,
  lang,
  placeholder,
  list,
  class: cls = "",
}: AttrProps & { numeric?: boolean; lang?: string | undefined; placeholder?: string; list?: string }) {
  return (
    <Field label={label} help={help} found={problemsFor(binding, name)} class={`${cls} ${numeric ? "psf-short" : ""}`}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          type="text"
          value={attributeOf(binding, name)}
          inputMode={numeric ? "numeric" : undefined}
          autocomplete="off"
          spellcheck={!numeric}
          lang={lang}
          dir="auto"
          placeholder={placeholder ?? placeholderOf(binding, name)}
          list={list}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...fieldMarkers(binding, name)}
          onInput={(event) =>
            setAttribute(
              binding,
              name,
              event.currentTarget.value,
              binding.editor.t("forms_step_edit", { what: label }),
              optional,
            )
          }
        />
      )}
    </Field>
  );
}

/** Show a menu. A stored value that is not in the list is shown and kept. */
export function SelectField({
  label,
  help,
  value,
  options,
  onPick,
  found = [],
  mark = {},
  class: cls = "",
}: {
  label: string;
  help?: string | undefined;
  value: string;
  options: readonly SelectOption[];
  onPick: (value: string) => void;
  found?: readonly Problem[];
  mark?: Record<string, string>;
  class?: string;
}) {
  const known = options.some((option) => option.value === value);
  return (
    <Field label={label} help={help} found={found} class={cls}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          value={value}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          {...mark}
          onChange={(event) => onPick(event.currentTarget.value)}
        >
          {!known && <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Show the menu of an attribute. */
export function AttrSelect({
  binding,
  name,
  label,
  help,
  options,
  usual,
  optional = false,
  class: cls = "",
}: AttrProps & { options: readonly SelectOption[]; usual?: string | undefined }) {
  const all = usual === undefined ? options : [{ value: "", label: usual }, ...options];
  return (
    <SelectField
      label={label}
      help={help}
      value={attributeOf(binding, name)}
      options={all}
      found={problemsFor(binding, name)}
      mark={fieldMarkers(binding, name)}
      class={cls}
      onPick={(value) =>
        setAttribute(binding, name, value, binding.editor.t("forms_step_edit", { what: label }), optional)
      }
    />
  );
}

/** Show a checkbox. */
export function Checkbox({
  label,
  help,
  on,
  onFlip,
  mark = {},
}: {
  label: string;
  help?: string | undefined;
  on: boolean;
  onFlip: (on: boolean) => void;
  mark?: Record<string, string>;
}) {
  const id = useId();
  return (
    <div class="psf-check">
      <input
        id={id}
        type="checkbox"
        checked={on}
        aria-describedby={help ? `${id}-help` : undefined}
        {...mark}
        onChange={(event) => onFlip(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {help && (
        <p class="psf-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

/** Show the checkbox of an attribute. */
export function AttrCheckbox({ binding, name, label, help, optional = false }: AttrProps) {
  return (
    <Checkbox
      label={label}
      help={help}
      on={attributeOf(binding, name) === "true"}
      mark={fieldMarkers(binding, name)}
      onFlip={(on) =>
        setAttribute(binding, name, on ? "true" : "", binding.editor.t("forms_step_edit", { what: label }), optional)
      }
    />
  );
}

/** Show the buttons of a list item. After a move the focus stays on the item. */
export function ItemTools({
  name,
  onUp,
  onDown,
  onCopy,
  onRemove,
  onDrop,
  binding,
}: {
  /** The item's name, for screen readers. */
  name: string;
  binding: FieldBinding;
  onUp?: (() => void) | undefined;
  onDown?: (() => void) | undefined;
  onCopy?: () => void;
  onRemove: () => void;
  /** Called with the item's new place after a drag. */
  onDrop?: ((to: number) => void) | undefined;
}) {
  const { t } = binding.editor;
  const button = (word: WordKey, icon: IconName, act: (() => void) | undefined, tool = "") =>
    act && (
      <button
        type="button"
        class="psf-tool"
        title={t(word, { what: name })}
        aria-label={t(word, { what: name })}
        data-tool={`${binding.node?.key ?? ""} ${tool}`}
        onClick={act}
      >
        <Icon name={icon} />
      </button>
    );
  return (
    <span class="psf-tools">
      {onDrop && (onUp || onDown) && <Grip drop={onDrop} />}
      {button("forms_move_up", "up", onUp, "tool-up")}
      {button("forms_move_down", "down", onDown, "tool-down")}
      {button("forms_copy", "copy", onCopy)}
      {button("forms_remove", "close", onRemove)}
    </span>
  );
}

/** Show a heading with fields below it. */
export function FieldGroup({
  title,
  help,
  children,
  tools,
  level = 5,
  class: cls = "",
}: {
  title: string;
  help?: string;
  children: ComponentChildren;
  tools?: ComponentChildren;
  level?: 5 | 6;
  class?: string;
}) {
  const id = useId();
  const Heading = `h${level}` as "h5" | "h6";
  return (
    <div class={`psf-group ${cls}`} role="group" aria-labelledby={id}>
      <div class="psf-group-head">
        <Heading id={id}>{title}</Heading>
        {tools}
      </div>
      {help && <p class="psf-help">{help}</p>}
      {children}
    </div>
  );
}

/** Show a button that adds something; a quiet one where it stands under field after field. */
export function AddButton({
  onClick,
  mark = {},
  quiet = false,
  children,
}: {
  onClick: () => void;
  mark?: Record<string, string>;
  quiet?: boolean;
  children: ComponentChildren;
}) {
  return (
    <button type="button" class={quiet ? "psf-add psf-faint" : "psf-add"} onClick={onClick} {...mark}>
      <span aria-hidden="true">+ </span>
      {children}
    </button>
  );
}
