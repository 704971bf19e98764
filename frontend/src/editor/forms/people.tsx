// The forms of people and meters.

import { defaultMeters } from "../../contracts/constants";
import { freshId, notForNames, personIds } from "../operations/ids";
import { insertInOrder } from "../operations/insertion";
import { RichField } from "../rich-text/rich-field";
import { children, elementData, type TreeNode, withKeys } from "../tree";
import { languageOf } from "./content-items";
import {
  addElement,
  attributeOf,
  bindChild,
  bindNode,
  createBinding,
  type FieldBinding,
  moveElement,
  placeElement,
  removeElement,
  setAttribute,
} from "./field-binding";
import { AddButton, AttrSelect, AttrText, Checkbox, fieldMarkers, ItemTools, OtherProblems } from "./fields";
import { moveButtonName, requestFocus } from "./focus-request";
import { personName } from "./options";
import { PortraitPicker, PortraitPreview } from "./portraits";

/** Show all people. */
export function PeopleForm({ root }: { root: FieldBinding }) {
  const { t } = root.editor;
  const people = root.node ? children(root.node, "person") : [];
  return (
    <>
      <p class="psf-help">{t("people_help")}</p>
      <ol class="psf-plain">
        {people.map((node, n) => (
          <PersonForm key={node.key} root={root} node={node} at={n} of={people.length} />
        ))}
      </ol>
      <AddButton
        onClick={() => {
          const id = freshId(personIds(root.node!), t("person_one"), "person", notForNames);
          requestFocus(
            addElement(
              root,
              t("forms_step_add", { what: t("person_one") }),
              elementData("person", { id, role: people.length ? "other" : "client" }, ""),
            ).key,
          );
        }}
      >
        {t("people_add")}
      </AddButton>
    </>
  );
}

/** Show the fields of one person. */
function PersonForm({ root, node, at, of }: { root: FieldBinding; node: TreeNode; at: number; of: number }) {
  const binding = bindNode(root.editor, node, root);
  const { t, loaded, store } = root.editor;
  const name = personName(node) || t("person_one");
  const lines = countLines(store.tree, node.attrs.id ?? "");
  const shift = (by: -1 | 1) => () => {
    moveElement(root, node, by, ["person"], t("forms_step_move", { what: t("person_one") }));
    requestFocus(node.key, moveButtonName(by));
  };
  return (
    <li class="psf-item psf-person" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <PortraitPreview binding={binding} name={name} />
        <span class="psf-kind">{t("person_lines", { count: lines })}</span>
        <ItemTools
          name={name}
          binding={binding}
          onUp={at > 0 ? shift(-1) : undefined}
          onDown={at < of - 1 ? shift(1) : undefined}
          onDrop={(to) => placeElement(root, node, to, ["person"], t("forms_step_move", { what: t("person_one") }))}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("person_one") }));
            requestFocus(root.node!.key);
          }}
        />
      </div>
      <OtherProblems binding={binding} shown={["name", "role", "portrait", "", "text"]} />
      <AttrText binding={binding} name="name" label={t("person_name")} lang={languageOf(root)} />
      <AttrSelect
        binding={binding}
        name="role"
        label={t("person_role")}
        usual={loaded.catalogue.roles.find(({ id }) => id === "client")?.name ?? "client"}
        options={loaded.catalogue.roles
          .filter(({ id }) => id !== "client" || node.attrs.role === "client")
          .map((role) => ({ value: role.id, label: role.name }))}
      />
      <RichField binding={binding} label={t("person_about")} help={t("person_about_help")} lang={languageOf(root)} />
      <PortraitPicker binding={binding} />
    </li>
  );
}

/** Return how often a person speaks. */
function countLines(root: TreeNode, id: string): number {
  let count = 0;
  const look = (node: TreeNode) => {
    if (node.attrs.by === id && (node.tag === "line" || node.tag === "reply" || node.tag === "their-view")) count += 1;
    node.nodes?.forEach(look);
  };
  look(root);
  return count;
}

// --- meters ---

/** Show all meters. */
export function MetersForm({ root }: { root: FieldBinding }) {
  const { editor } = root;
  const { t } = editor;
  const meters = bindChild(root, "meters");
  const own = meters.node
    ? children(meters.node, "meter").filter((meter) => !defaultMeters.includes(meter.attrs.id ?? ""))
    : [];
  const show = [
    { value: "live", label: t("meters_live") },
    { value: "never", label: t("meters_never") },
  ];
  return (
    <div data-element={meters.node?.key} tabIndex={-1}>
      <p class="psf-help">{t("meters_help")}</p>
      <AttrSelect
        binding={meters}
        name="show"
        label={t("meters_show")}
        usual={t("meters_end")}
        options={show}
        optional
      />
      <ul class="psf-plain">
        {defaultMeters.map((id) => (
          <StandardMeter key={id} meters={meters} id={id} />
        ))}
        {own.map((node) => (
          <CustomMeter key={node.key} meters={meters} node={node} />
        ))}
      </ul>
      <AddButton
        onClick={() => {
          const taken = new Set([...defaultMeters, ...own.map((meter) => meter.attrs.id ?? "")]);
          const id = freshId(taken, t("meter_own"), "meter", notForNames);
          const created = withKeys(elementData("meter", { id, name: "" }, []));
          meters.change(t("forms_step_add", { what: t("meter_own") }), (node) => insertInOrder(node, created));
          requestFocus(created.key, "id");
        }}
      >
        {t("meters_add")}
      </AddButton>
    </div>
  );
}

/** Return the binding of a standard meter. Its element is added with the first change and removed with the last. */
function standardMeterBinding(meters: FieldBinding, id: string): FieldBinding {
  const node = meters.node && children(meters.node, "meter").find((meter) => meter.attrs.id === id);
  return createBinding({
    editor: meters.editor,
    node,
    tag: "meter",
    id: `${meters.id}.${id}`,
    parent: meters,
    apply: (tree, change) =>
      meters.apply(tree, (all) => {
        const now = children(all, "meter").find((meter) => meter.attrs.id === id);
        const after = change(now ?? withKeys(elementData("meter", { id }, [])));
        const says = after && Object.keys(after.attrs).some((name) => name !== "id");
        const nodes = (all.nodes ?? []).flatMap((one) => (one !== now ? [one] : says ? [after] : []));
        return metersOrNull(all, now || !says ? nodes : [...nodes, after]);
      }),
  });
}

/** Return the meters element, or null when it is empty. */
const metersOrNull = (all: TreeNode, nodes: readonly TreeNode[]): TreeNode | null =>
  nodes.length || Object.keys(all.attrs).length ? { ...all, nodes } : null;

/** Show the fields of a standard meter. */
function StandardMeter({ meters, id }: { meters: FieldBinding; id: string }) {
  const binding = standardMeterBinding(meters, id);
  const { t, loaded } = meters.editor;
  const usual = loaded.catalogue.meters.find((meter) => meter.id === id)?.name ?? id;
  const dropped = attributeOf(binding, "drop") === "true";
  return (
    <li class="psf-item" data-element={binding.node?.key} tabIndex={-1} aria-label={usual}>
      <span class="psf-kind">{usual}</span>
      {!dropped && <MeterFields binding={binding} usual={usual} />}
      <Checkbox
        label={t("meter_drop")}
        on={dropped}
        mark={fieldMarkers(binding, "drop")}
        onFlip={(on) => setAttribute(binding, "drop", on ? "true" : "", t("forms_step_edit", { what: usual }))}
      />
    </li>
  );
}

/** Show the fields of an author's own meter. */
function CustomMeter({ meters, node }: { meters: FieldBinding; node: TreeNode }) {
  const binding = bindNode(meters.editor, node, meters);
  const { t } = meters.editor;
  const name = node.attrs.name || node.attrs.id || t("meter_own");
  return (
    <li class="psf-item" data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{t("meter_own")}</span>
        <ItemTools
          name={name}
          binding={binding}
          onRemove={() => {
            meters.change(t("forms_step_remove", { what: t("meter_own") }), (all) =>
              metersOrNull(
                all,
                (all.nodes ?? []).filter((one) => one.key !== node.key),
              ),
            );
          }}
        />
      </div>
      <AttrText binding={binding} name="id" label={t("meter_id")} help={t("meter_id_help")} />
      <MeterFields binding={binding} usual={attributeOf(binding, "id")} />
    </li>
  );
}

/** Show name and visibility of a meter. */
function MeterFields({ binding, usual }: { binding: FieldBinding; usual: string }) {
  const { t } = binding.editor;
  const show = [
    { value: "live", label: t("meters_live") },
    { value: "end", label: t("meters_end") },
    { value: "never", label: t("meters_never") },
  ];
  return (
    <div class="psf-pair">
      <AttrText binding={binding} name="name" label={t("meter_name")} placeholder={usual} />
      <AttrSelect binding={binding} name="show" label={t("meter_show")} usual={t("meter_show_all")} options={show} />
    </div>
  );
}
