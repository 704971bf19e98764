// Who takes part: name, what they are, a face from the set. And the meters.

import { useId } from "preact/hooks";
import { children, element, keyed, type Node } from "../tree";
import { usualMeters } from "../operations/copying";
import { freshId, personIds } from "../operations/ids";
import { AddButton, AttrSelect, AttrText, Check, Findings, marks, More, problemsOf, Rest, Tools } from "./fields";
import { langOf } from "./content-items";
import { focusOn, movedTool } from "./focus-request";
import { personName } from "./options";
import { RichField } from "../rich-text/rich-field";
import { add, added, attr, inner, move, remove, setAttr, makeSpot, spotOf, type Spot } from "./field-binding";

export function PeopleForm({ root }: { root: Spot }) {
  const { say } = root.studio;
  const people = root.node ? children(root.node, "person") : [];
  return (
    <>
      <p class="psf-help">{say("people_help")}</p>
      <ol class="psf-plain">{people.map((node, n) => <Person key={node.key} root={root} node={node} at={n} of={people.length} />)}</ol>
      <AddButton onClick={() => {
        const id = freshId(personIds(root.node!), say("person_one"), "person");
        focusOn(add(root, say("forms_step_add", { what: say("person_one") }), element("person", { id, role: people.length ? "other" : "client" }, "")).key);
      }}>{say("people_add")}</AddButton>
    </>
  );
}

function Person({ root, node, at, of }: { root: Spot; node: Node; at: number; of: number }) {
  const spot = spotOf(root.studio, node, root);
  const { say, loaded, store } = root.studio;
  const name = personName(node) || say("person_one");
  const lines = spoken(store.tree, node.attrs.id ?? "");
  const shift = (by: -1 | 1) => () => {
    move(root, node, by, ["person"], say("forms_step_move", { what: say("person_one") }));
    focusOn(node.key, movedTool(by));
  };
  return (
    <li class="psf-beat psf-person" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <Face spot={spot} name={name} />
        <span class="psf-kind">{say(lines === 1 ? "person_lines_one" : "person_lines", { count: lines })}</span>
        <Tools name={name} spot={spot} onUp={at > 0 ? shift(-1) : undefined} onDown={at < of - 1 ? shift(1) : undefined}
          onRemove={() => { remove(spot, say("forms_step_remove", { what: say("person_one") })); focusOn(root.node!.key); }} />
      </div>
      <Rest spot={spot} shown={["name", "role", "portrait", "", "text"]} />
      <AttrText spot={spot} name="name" label={say("person_name")} lang={langOf(root)} />
      <AttrSelect spot={spot} name="role" label={say("person_role")} usual={loaded.catalogue.roles.find(({ id }) => id === "client")?.name ?? "client"}
        options={loaded.catalogue.roles.filter(({ id }) => id !== "client" || node.attrs.role === "client").map((role) => ({ value: role.id, label: role.name }))} />
      <RichField spot={spot} label={say("person_about")} help={say("person_about_help")} lang={langOf(root)} />
      <Portraits spot={spot} />
    </li>
  );
}

/** How many lines somebody speaks: what would be left without a voice. */
function spoken(root: Node, id: string): number {
  let count = 0;
  const look = (node: Node) => {
    if (node.attrs.by === id && (node.tag === "line" || node.tag === "reply" || node.tag === "their-view")) count += 1;
    node.nodes?.forEach(look);
  };
  look(root);
  return count;
}

function Face({ spot, name }: { spot: Spot; name: string }) {
  const found = spot.studio.loaded.catalogue.portraits.find(({ id }) => id === attr(spot, "portrait"));
  return found ? <img class="psf-face" src={found.url} alt="" width="40" height="40" /> : <span class="psf-face" aria-hidden="true">{name.slice(0, 1)}</span>;
}

function Portraits({ spot }: { spot: Spot }) {
  const { say, loaded } = spot.studio;
  const group = useId();
  const value = attr(spot, "portrait");
  const found = problemsOf(spot, "portrait");
  const { portraits } = loaded.catalogue;
  const known = !value || portraits.some(({ id }) => id === value);
  const pick = (id: string) => setAttr(spot, "portrait", id, say("forms_step_edit", { what: say("person_portrait") }));
  return (
    <More title={say(value ? "person_portrait_change" : "person_portrait")} open={found.length > 0}>
      <fieldset class="psf-portraits" aria-describedby={found.length ? `${group}-found` : undefined}>
        <legend>{say("person_portrait")}</legend>
        <label class="psf-portrait">
          <input type="radio" name={group} checked={!value} onChange={() => pick("")} {...(value ? {} : marks(spot, "portrait"))} />
          <span class="psf-face" aria-hidden="true">–</span><span>{say("person_no_portrait")}</span>
        </label>
        {!known && <label class="psf-portrait"><input type="radio" name={group} checked {...marks(spot, "portrait")} /><span>{value}</span></label>}
        {portraits.map(({ id, url, name }) => (
          <label key={id} class="psf-portrait">
            <input type="radio" name={group} checked={value === id} onChange={() => pick(id)} {...(value === id ? marks(spot, "portrait") : {})} />
            <img class="psf-face" src={url} alt="" width="56" height="56" loading="lazy" /><span>{name ?? id}</span>
          </label>
        ))}
      </fieldset>
      {found.length > 0 && <Findings id={`${group}-found`} found={found} />}
    </More>
  );
}

// --- meters ---------------------------------------------------------------------------------------------------------

export function MetersForm({ root }: { root: Spot }) {
  const { studio } = root;
  const { say } = studio;
  const meters = inner(root, "meters");
  const own = meters.node ? children(meters.node, "meter").filter((meter) => !usualMeters.includes(meter.attrs.id ?? "")) : [];
  const show = [{ value: "live", label: say("meters_live") }, { value: "never", label: say("meters_never") }];
  return (
    <div data-element={meters.node?.key} tabIndex={-1}>
      <p class="psf-help">{say("meters_help")}</p>
      <AttrSelect spot={meters} name="show" label={say("meters_show")} usual={say("meters_end")} options={show} optional />
      <ul class="psf-plain">
        {usualMeters.map((id) => <Usual key={id} meters={meters} id={id} />)}
        {own.map((node) => <Own key={node.key} meters={meters} node={node} />)}
      </ul>
      <AddButton onClick={() => {
        const taken = new Set([...usualMeters, ...own.map((meter) => meter.attrs.id ?? "")]);
        const made = keyed(element("meter", { id: freshId(taken, say("meter_own"), "meter"), name: "" }, []));
        meters.change(say("forms_step_add", { what: say("meter_own") }), (node) => added(node, made));
        focusOn(made.key, "id");
      }}>{say("meters_add")}</AddButton>
    </div>
  );
}

/** One of the four that are always there: its element appears with the first change, and goes with the last. */
function meterSpot(meters: Spot, id: string): Spot {
  const node = meters.node && children(meters.node, "meter").find((meter) => meter.attrs.id === id);
  return makeSpot({
    studio: meters.studio, node, tag: "meter", id: `${meters.id}.${id}`, outer: meters,
    apply: (tree, change) => meters.apply(tree, (all) => {
      const now = children(all, "meter").find((meter) => meter.attrs.id === id);
      const after = change(now ?? keyed(element("meter", { id }, [])));
      const says = after && Object.keys(after.attrs).some((name) => name !== "id");
      const nodes = (all.nodes ?? []).flatMap((one) => (one !== now ? [one] : says ? [after] : []));
      return withMeters(all, now || !says ? nodes : [...nodes, after]);
    }),
  });
}

/** The <meters> element goes once it says nothing. */
const withMeters = (all: Node, nodes: readonly Node[]): Node | null =>
  nodes.length || Object.keys(all.attrs).length ? { ...all, nodes } : null;

function Usual({ meters, id }: { meters: Spot; id: string }) {
  const spot = meterSpot(meters, id);
  const { say, loaded } = meters.studio;
  const usual = loaded.catalogue.meters.find((meter) => meter.id === id)?.name ?? id;
  const dropped = attr(spot, "drop") === "true";
  return (
    <li class="psf-beat" data-element={spot.node?.key} tabIndex={-1} aria-label={usual}>
      <span class="psf-kind">{usual}</span>
      {!dropped && <MeterFields spot={spot} usual={usual} />}
      <Check label={say("meter_drop")} on={dropped} mark={marks(spot, "drop")}
        onFlip={(on) => setAttr(spot, "drop", on ? "true" : "", say("forms_step_edit", { what: usual }))} />
    </li>
  );
}

function Own({ meters, node }: { meters: Spot; node: Node }) {
  const spot = spotOf(meters.studio, node, meters);
  const { say } = meters.studio;
  const name = node.attrs.name || node.attrs.id || say("meter_own");
  return (
    <li class="psf-beat" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{say("meter_own")}</span>
        <Tools name={name} spot={spot} onRemove={() => {
          meters.change(say("forms_step_remove", { what: say("meter_own") }), (all) =>
            withMeters(all, (all.nodes ?? []).filter((one) => one.key !== node.key)));
        }} />
      </div>
      <AttrText spot={spot} name="id" label={say("meter_id")} help={say("meter_id_help")} />
      <MeterFields spot={spot} usual={attr(spot, "id")} />
    </li>
  );
}

function MeterFields({ spot, usual }: { spot: Spot; usual: string }) {
  const { say } = spot.studio;
  const show = [{ value: "live", label: say("meters_live") }, { value: "end", label: say("meters_end") }, { value: "never", label: say("meters_never") }];
  return (
    <div class="psf-pair">
      <AttrText spot={spot} name="name" label={say("meter_name")} placeholder={usual} />
      <AttrSelect spot={spot} name="show" label={say("meter_show")} usual={say("meter_show_all")} options={show} />
    </div>
  );
}
