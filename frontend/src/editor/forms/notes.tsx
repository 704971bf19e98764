// What authors and reviewers say to each other about a scene, a reply, an ending or the whole. Never sent to learners.

import { children, element, type Node } from "../tree";
import { AddButton, AttrCheck, AttrText, Group, More, Tools } from "./fields";
import { focusOn } from "./focus-request";
import { plain } from "../text/markup";
import { RichField } from "../rich-text/rich-field";
import { add, attr, remove, setAttr, spotOf, type Spot } from "./field-binding";
import { shortened } from "../text/texts";

export const today = (): string => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
};

export function Notes({ outer, help }: { outer: Spot; help?: string }) {
  const { say } = outer.studio;
  const notes = outer.node ? children(outer.node, "note") : [];
  const open = notes.filter((note) => note.attrs.done !== "true").length;
  const title = open ? say("notes_title_open", { count: open }) : say("notes_title");
  const put = (attrs: Record<string, string>, what: string) => focusOn(add(outer, what, element("note", attrs, "")).key);
  return (
    <More title={title} open={open > 0}>
      <p class="psf-help">{help ?? say("notes_help")}</p>
      <ul class="psf-plain">{notes.map((note) => <OneNote key={note.key} outer={outer} node={note} />)}</ul>
      <div class="psf-row">
        <AddButton onClick={() => put({}, say("forms_step_add", { what: say("note") }))}>{say("notes_add")}</AddButton>
        <AddButton onClick={() => put({ by: lastReviewer(outer.studio.store.tree), date: today() }, say("forms_step_add", { what: say("comment") }))}>
          {say("notes_add_comment")}
        </AddButton>
      </div>
    </More>
  );
}

/** Whoever commented last most likely does so again. */
function lastReviewer(tree: Node): string {
  let found = "";
  const look = (node: Node) => {
    if (node.tag === "note" && node.attrs.by) found = node.attrs.by;
    node.nodes?.forEach(look);
  };
  look(tree);
  return found;
}

function OneNote({ outer, node }: { outer: Spot; node: Node }) {
  const spot = spotOf(outer.studio, node, outer);
  const { say } = outer.studio;
  const isComment = "by" in node.attrs || "date" in node.attrs;
  const kind = say(isComment ? "comment" : "note");
  const name = say("forms_named", { kind, words: shortened(plain(node.text ?? ""), 30) || "…" });
  return (
    <li class={`psf-beat psf-note ${attr(spot, "done") === "true" ? "psf-done" : ""}`} data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span class="psf-kind">{kind}</span>
        <Tools name={name} spot={spot} onRemove={() => {
          remove(spot, say("forms_step_remove", { what: kind }));
          focusOn(outer.node!.key);
        }} />
      </div>
      <RichField spot={spot} label={kind} />
      {isComment ? (
        <div class="psf-pair">
          <AttrText spot={spot} name="by" label={say("comment_by")} />
          <DayField spot={spot} label={say("comment_date")} />
        </div>
      ) : <button type="button" class="psf-add" onClick={() => setAttr(spot, "date", today(), say("forms_step_edit", { what: kind }))}>
        {say("note_as_comment")}
      </button>}
      <AttrCheck spot={spot} name="done" label={say("comment_done")} />
    </li>
  );
}

/** A day. A stored one that is no day stays readable, as text. */
export function DayField({ spot, label }: { spot: Spot; label: string }) {
  return <AttrText spot={spot} name="date" label={label} placeholder={today()} class="psf-short" />;
}

/** Notes of the whole scenario, with a heading of their own. */
export function ScenarioNotes({ root }: { root: Spot }) {
  const { say } = root.studio;
  return <Group title={say("notes_scenario")}><Notes outer={root} help={say("notes_scenario_help")} /></Group>;
}
