// Fields for changes of meters, in whole numbers.

import { children, elementData, type TreeNode } from "../tree";
import { ConditionField } from "./condition-field";
import { addElement, bindChild, bindNode, type FieldBinding, removeElement } from "./field-binding";
import { AddButton, AttrText, FieldGroup, ItemTools } from "./fields";
import { requestFocus } from "./focus-request";
import { meterOptions } from "./options";

/** Show one number field per meter, and one for each stored name that is no meter any more. */
function MeterNumberFields({
  binding,
  skip,
  usual = {},
  optional = false,
}: {
  binding: FieldBinding;
  skip: readonly string[];
  usual?: Record<string, number>;
  optional?: boolean;
}) {
  const { t } = binding.editor;
  const meters = meterOptions(binding.editor);
  const others = Object.keys(binding.node?.attrs ?? {}).filter(
    (name) => !skip.includes(name) && !meters.some(({ value }) => value === name),
  );
  return (
    <div class="psf-numbers">
      {[...meters, ...others.map((name) => ({ value: name, label: name }))].map(({ value, label }) => (
        <AttrText
          key={value}
          binding={binding}
          name={value}
          label={label}
          numeric
          optional={optional}
          placeholder={value in usual ? t("shift_usual", { value: signedNumber(usual[value] ?? 0) }) : ""}
        />
      ))}
    </div>
  );
}

/** Return a number with its sign. */
const signedNumber = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");

/** Show the changes that replace the usual ones of a choice's move. */
export function ChoiceMeterChange({ choice, usual }: { choice: FieldBinding; usual: Record<string, number> }) {
  const { t } = choice.editor;
  const binding = bindChild(choice, "shift");
  return (
    <FieldGroup title={t("shift_own")} help={t("shift_own_help")} level={6}>
      <MeterNumberFields binding={binding} skip={[]} usual={usual} optional />
      {binding.node && (
        <button
          type="button"
          class="psf-add"
          onClick={() => {
            removeElement(binding, t("shift_step_usual"));
            requestFocus(choice.node!.key, "move");
          }}
        >
          {t("shift_back")}
        </button>
      )}
    </FieldGroup>
  );
}

/** Show the changes on arriving at a scene. */
export function ArrivalChanges({ scene }: { scene: FieldBinding }) {
  const { t } = scene.editor;
  const shifts = scene.node ? children(scene.node, "shift") : [];
  return (
    <FieldGroup title={t("arrive_title")} help={t("arrive_help")} level={6}>
      <ul class="psf-plain">
        {shifts.map((node) => (
          <ArrivalChange key={node.key} scene={scene} node={node} />
        ))}
      </ul>
      <AddButton
        onClick={() =>
          requestFocus(
            addElement(scene, t("forms_step_add", { what: t("arrive_title") }), elementData("shift", {}, [])).key,
          )
        }
      >
        {t("arrive_add")}
      </AddButton>
    </FieldGroup>
  );
}

/** Show the fields of one change. */
function ArrivalChange({ scene, node }: { scene: FieldBinding; node: TreeNode }) {
  const binding = bindNode(scene.editor, node, scene);
  const { t } = scene.editor;
  return (
    <li class="psf-item" data-element={node.key} tabIndex={-1} aria-label={t("arrive_title")}>
      <div class="psf-group-head">
        <span class="psf-kind">{t("arrive_one")}</span>
        <ItemTools
          name={t("arrive_one")}
          binding={binding}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("arrive_title") }));
            requestFocus(scene.node!.key);
          }}
        />
      </div>
      <MeterNumberFields binding={binding} skip={["if"]} />
      <ConditionField
        binding={binding}
        label={t("item_condition")}
        always={t("if_always")}
        help={t("arrive_visited")}
      />
    </li>
  );
}
