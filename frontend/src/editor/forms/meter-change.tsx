// What something does to the client, meter by meter, in whole numbers.

import { children, element, type Node } from "../tree";
import { AddButton, AttrText, Group, Tools } from "./fields";
import { ConditionField } from "./condition-field";
import { focusOn } from "./focus-request";
import { metersOf } from "./options";
import { add, inner, remove, spotOf, type Spot } from "./field-binding";

/** One number field a meter, and one for each stored name that is no meter (any more). */
export function MeterNumbers({ spot, skip, usual = {}, optional = false }: {
  spot: Spot; skip: readonly string[]; usual?: Record<string, number>; optional?: boolean;
}) {
  const { say } = spot.studio;
  const meters = metersOf(spot.studio);
  const others = Object.keys(spot.node?.attrs ?? {}).filter((name) => !skip.includes(name) && !meters.some(({ value }) => value === name));
  return (
    <div class="psf-numbers">
      {[...meters, ...others.map((name) => ({ value: name, label: name }))].map(({ value, label }) => (
        <AttrText key={value} spot={spot} name={value} label={label} numeric optional={optional}
          placeholder={value in usual ? say("shift_usual", { value: signed(usual[value] ?? 0) }) : ""} />
      ))}
    </div>
  );
}

export const signed = (value: number): string => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : "0");

/** What a reply does instead of its move's usual effect. */
export function ChoiceShift({ choice, usual }: { choice: Spot; usual: Record<string, number> }) {
  const { say } = choice.studio;
  const spot = inner(choice, "shift");
  return (
    <Group title={say("shift_own")} help={say("shift_own_help")} level={6}>
      <MeterNumbers spot={spot} skip={[]} usual={usual} optional />
      {spot.node && <button type="button" class="psf-add" onClick={() => {
        remove(spot, say("shift_step_usual"));
        focusOn(choice.node!.key, "move");
      }}>{say("shift_back")}</button>}
    </Group>
  );
}

/** What arriving at a scene does. */
export function Arrivals({ scene }: { scene: Spot }) {
  const { say } = scene.studio;
  const shifts = scene.node ? children(scene.node, "shift") : [];
  return (
    <Group title={say("arrive_title")} help={say("arrive_help")} level={6}>
      <ul class="psf-plain">{shifts.map((node) => <Arrival key={node.key} scene={scene} node={node} />)}</ul>
      <AddButton onClick={() => focusOn(add(scene, say("forms_step_add", { what: say("arrive_title") }), element("shift", {}, [])).key)}>
        {say("arrive_add")}
      </AddButton>
    </Group>
  );
}

function Arrival({ scene, node }: { scene: Spot; node: Node }) {
  const spot = spotOf(scene.studio, node, scene);
  const { say } = scene.studio;
  return (
    <li class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={say("arrive_title")}>
      <div class="psf-group-head">
        <span class="psf-kind">{say("arrive_one")}</span>
        <Tools name={say("arrive_one")} spot={spot} onRemove={() => {
          remove(spot, say("forms_step_remove", { what: say("arrive_title") }));
          focusOn(scene.node!.key);
        }} />
      </div>
      <MeterNumbers spot={spot} skip={["if"]} />
      <ConditionField spot={spot} label={say("beat_condition")} always={say("if_always")} help={say("arrive_visited")} />
    </li>
  );
}

