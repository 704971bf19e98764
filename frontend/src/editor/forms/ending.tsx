// An ending: how it went, what became of it, the other person's own view of it, and questions to think about.

import { children, element, type Node } from "../tree";
import { AddButton, AttrSelect, AttrText, Group, More, Rest } from "./fields";
import { Beats, langOf, Strays } from "./content-items";
import { Notes } from "./notes";
import { peopleOf, personName } from "./options";
import { TextList } from "./text-list";
import { RichField } from "../rich-text/rich-field";
import { attr, inner, useSpot } from "./field-binding";

const known = ["cue", "line", "image", "audio", "video", "later", "their-view", "ask", "note"];

export function EndingForm({ node }: { node: Node }) {
  const spot = useSpot(node);
  const { studio } = spot;
  const { say } = studio;
  const view = inner(spot, "their-view", element("their-view", {}, ""));
  const people = peopleOf(studio.store.tree).map((person) => ({ value: person.attrs.id ?? "", label: personName(person) }));
  const kinds = studio.loaded.catalogue.kinds.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div data-element={node.key} tabIndex={-1}>
      <Rest spot={spot} shown={["title", "kind", "cap", ...(view.node ? [] : ["their-view"])]} />
      <AttrText spot={spot} name="title" label={say("ending_title")} lang={langOf(spot)} />
      <AttrSelect spot={spot} name="kind" label={say("ending_kind")} options={kinds} help={say("ending_kind_help")}
        usual={attr(spot, "kind") ? undefined : say("ending_kind_none")} />
      <Beats outer={spot} speech="line" title={say("ending_beats")} />
      <Group title={say("their_view_title")} help={say("their_view_help")}>
        {people.length > 1 && <AttrSelect spot={view} name="by" label={say("their_view_by")} options={people} usual={say("their_view_client")} optional />}
        <RichField spot={view} label={say("their_view_label")} optional lang={langOf(spot)} />
      </Group>
      <RichField spot={inner(spot, "later", element("later", {}, ""))} label={say("ending_later")} help={say("ending_later_help")} optional lang={langOf(spot)} />
      <TextList outer={spot} tag="ask" title={say("ending_asks")} label={say("ending_ask")} add={say("ending_add_ask")} help={say("ending_asks_help")} />
      <More title={say("ending_cap_title")} open={!!attr(spot, "cap")}>
        <AttrText spot={spot} name="cap" label={say("ending_cap")} help={say("ending_cap_help")} numeric />
      </More>
      <Strays outer={spot} known={known} />
      <Notes outer={spot} />
      {children(node, "their-view").length > 1 && <AddButton onClick={() => spot.change(say("forms_step_note"), (ending) => ({
        ...ending, nodes: (ending.nodes ?? []).map((one, n, all) =>
          one.tag === "their-view" && all.findIndex((other) => other.tag === "their-view") !== n
            ? { tag: "note", attrs: {}, text: one.text ?? "", key: one.key } : one),
      }))}>{say("their_view_several")}</AddButton>}
    </div>
  );
}
