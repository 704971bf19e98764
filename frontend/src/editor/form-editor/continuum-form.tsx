// What an author says of "Where would you stand?".

import { langOf } from "../forms/content-items";
import { AddButton, AttrCheck, AttrSelect, AttrText, Frame, Group, More, marks, problemsOf, Tools } from "../forms/fields";
import { focusOn, movedTool } from "../forms/focus-request";
import { escaped } from "../text/markup";
import { RichField } from "../rich-text/rich-field";
import { add, duplicate, inner, move, remove, setText, spotOf, useSpot, type Spot } from "../forms/field-binding";
import { TextList } from "../forms/text-list";
import { useDesk } from "../shell/use-controller";
import { bare, child, children, element, type Node } from "../tree";
import type { Say } from "../../ui/words";
import { freshId } from "./reflection-form";
import type English from "../../../../powerstruggle_xblock/words/continuum-editor.json";

type EditorSay = Say<keyof typeof English>;

export const orders = {
  powerstruggle_continuum: ["intro", "frame", "scale", "next", "look-back", "statement", "prompt", "closing", "tag-out", "note"],
  statement: ["content-note", "words", "prompt"],
};

/** A text that may be missing, as a spot of its own. */
const text = (root: Spot, tag: string): Spot => inner(root, tag, element(tag, {}, ""));

export function ContinuumForm() {
  const desk = useDesk();
  const say = desk.say as unknown as EditorSay;
  const root = useSpot(desk.store.tree);
  const lang = langOf(root);
  const rich = (tag: string, label: string, help?: string) => <RichField spot={text(root, tag)} label={label} help={help} optional lang={lang} />;
  return (
    <>
      <h4 class="psf-heading" tabIndex={-1}>{say("ce_component")}</h4>
      <AttrText spot={root} name="display_name" label={say("ce_title")} />
      <AttrText spot={root} name="weight" label={say("ce_weight")} help={say("ce_weight_help")} numeric />
      <AttrText spot={root} name="xml:lang" label={say("ce_lang")} help={say("ce_lang_help")} />
      <Sharing root={root} say={say} />
      {rich("intro", say("ce_intro"), say("ce_intro_help"))}
      {rich("frame", say("ce_frame"), say("ce_frame_help"))}
      <Statements root={root} say={say} />
      <Scale root={root} say={say} />
      <Group title={say("ce_next")} help={say("ce_next_help")}>
        <AttrText spot={inner(root, "next")} name="ask" label={say("ce_ask")} optional lang={lang} />
        <Labels outer={inner(root, "next")} tag="option" say={say} name="ce_option" addWord="ce_option_add" />
      </Group>
      {rich("closing", say("ce_closing"), say("ce_closing_help"))}
      {rich("tag-out", say("ce_tag_out"), say("ce_tag_out_help"))}
      <TextList outer={root} tag="prompt" title={say("ce_general")} label={say("ce_prompt")} add={say("ce_prompt_add")} help={say("ce_prompts_help")} />
      <TextList outer={root} tag="note" title={say("ce_notes")} label={say("ce_a_note")} add={say("ce_a_note_add")} help={say("ce_notes_help")} />
    </>
  );
}

/** From when on the group sees what, and how rounds and teams hang together. */
function Sharing({ root, say }: { root: Spot; say: EditorSay }) {
  const { attrs } = root.studio.store.tree;
  return (
    <>
      <Group title={say("ce_group")} help={say("ce_group_help")}>
        <AttrText spot={root} name="k" label={say("ce_k")} help={say("ce_k_help")} numeric />
        <AttrSelect spot={root} name="show" label={say("ce_show")} usual={say("ce_show_line")}
          options={[{ value: "line", label: say("ce_show_line") }, { value: "mean", label: say("ce_show_mean") }]} />
        <AttrText spot={root} name="pool" label={say("ce_pool")} help={say("ce_pool_help")} />
      </Group>
      <Group title={say("ce_rounds")} help={say("ce_rounds_help")}>
        <AttrText spot={root} name="round" label={say("ce_round")} help={say("ce_round_help")} />
        <AttrText spot={root} name="since" label={say("ce_since")} help={say("ce_since_help")} />
        <p class="psf-help">{say("ce_own_id", { id: root.studio.loaded.block_id ?? "" })}</p>
        <More title={say("ce_more")} open={Boolean(attrs.earlier) || child(root.studio.store.tree, "look-back") !== undefined}>
          <AttrText spot={root} name="earlier" label={say("ce_earlier")} help={say("ce_earlier_help")} />
          <RichField spot={text(root, "look-back")} label={say("ce_look_back")} help={say("ce_look_back_help")} optional lang={langOf(root)} />
        </More>
      </Group>
    </>
  );
}

function Scale({ root, say }: { root: Spot; say: EditorSay }) {
  const scale = inner(root, "scale");
  return (
    <Group title={say("ce_scale")} help={say("ce_scale_help")}>
      <AttrText spot={scale} name="ask" label={say("ce_ask")} lang={langOf(root)} />
      <Labels outer={scale} tag="stop" say={say} name="ce_stop" addWord="ce_stop_add" />
      <AttrText spot={scale} name="top" label={say("ce_top")} help={say("ce_top_help")} numeric />
    </Group>
  );
}

interface LabelsProps { outer: Spot; tag: string; say: EditorSay; name: "ce_stop" | "ce_option"; addWord: "ce_stop_add" | "ce_option_add" }

/** Short plain words in an order: stops, or what people do next. */
function Labels({ outer, tag, say, name, addWord }: LabelsProps) {
  const nodes = outer.node ? children(outer.node, tag) : [];
  return (
    <>
      <ol class="psf-plain">
        {nodes.map((node, index) => {
          const spot = spotOf(outer.studio, node, outer);
          const label = say(name, { number: index + 1 });
          const shift = (by: -1 | 1) => () => {
            move(outer, node, by, [tag], outer.studio.say("forms_step_move", { what: label }));
            focusOn(node.key, movedTool(by));
          };
          return (
            <li key={node.key} class="psf-line-entry" data-element={node.key} tabIndex={-1}>
              <PlainText spot={spot} label={label} />
              <Tools name={label} spot={spot} onUp={index > 0 ? shift(-1) : undefined} onDown={index < nodes.length - 1 ? shift(1) : undefined}
                onRemove={() => {
                  remove(spot, outer.studio.say("forms_step_remove", { what: label }));
                  if (outer.node) focusOn(outer.node.key);
                }} />
            </li>
          );
        })}
      </ol>
      <AddButton onClick={() => {
        const made = add(outer, say(addWord), element(tag, { id: freshId(nodes, tag) }, ""));
        focusOn(made.key);
      }}>{say(addWord)}</AddButton>
    </>
  );
}

/** The words of an element that takes no marks. */
function PlainText({ spot, label }: { spot: Spot; label: string }) {
  return (
    <Frame label={label} found={problemsOf(spot, null)}>
      {({ id, describedBy, invalid }) => (
        <input id={id} type="text" value={plain(spot.node?.text ?? "")} autocomplete="off" lang={langOf(spot)} dir="auto"
          aria-describedby={describedBy} aria-invalid={invalid || undefined} {...marks(spot, null)}
          onInput={(event) => setText(spot, escaped(event.currentTarget.value), spot.studio.say("forms_step_edit", { what: label }))} />
      )}
    </Frame>
  );
}

function plain(markup: string): string {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.textContent ?? "";
}

function Statements({ root, say }: { root: Spot; say: EditorSay }) {
  const nodes = children(root.studio.store.tree, "statement");
  return (
    <Group title={say("ce_statements")} help={say("ce_statements_help")}>
      <ol class="psf-plain">
        {nodes.map((node, index) => <StatementForm key={node.key} root={root} node={node} index={index} of={nodes.length} say={say} />)}
      </ol>
      <AddButton onClick={() => {
        const made = add(root, say("ce_add"), element("statement", { id: freshId(nodes, "event") }, [element("words", {}, "")]));
        focusOn(made.key);
      }}>{say("ce_add")}</AddButton>
    </Group>
  );
}

interface StatementProps { root: Spot; node: Node; index: number; of: number; say: EditorSay }

function StatementForm({ root, node, index, of, say }: StatementProps) {
  const spot = spotOf(root.studio, node, root);
  const lang = langOf(spot);
  const number = index + 1;
  const name = say("ce_statement", { number });
  const words = plain(child(node, "words")?.text ?? "");
  const shift = (by: -1 | 1) => () => {
    move(root, node, by, ["statement"], say("ce_move"));
    focusOn(node.key, movedTool(by));
  };
  return (
    <li class="psf-group psc-event" data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <span class="ps-heard">{name}</span>
        <Tools name={name} spot={spot} onUp={index > 0 ? shift(-1) : undefined} onDown={index < of - 1 ? shift(1) : undefined}
          onCopy={() => {
            const copy = bare(node);
            const id = freshId(children(root.studio.store.tree, "statement"), node.attrs.id ?? "event");
            focusOn(duplicate(root, node, { ...copy, attrs: { ...copy.attrs, id } }, say("ce_copy")).key);
          }}
          onRemove={() => { remove(spot, say("ce_remove")); if (root.node) focusOn(root.node.key); }} />
      </div>
      <More title={words ? say("ce_statement_named", { number, words }) : name} open={!words}>
        <RichField spot={text(spot, "words")} label={say("ce_words")} lang={lang} />
        <AttrCheck spot={spot} name="follow-up" label={say("ce_follow_up")} />
        <RichField spot={text(spot, "content-note")} label={say("ce_note")} help={say("ce_note_help")} optional lang={lang} />
        <AttrText spot={spot} name="low" label={say("ce_low")} help={say("ce_poles_help")} lang={lang} />
        <AttrText spot={spot} name="high" label={say("ce_high")} lang={lang} />
        <TextList outer={spot} tag="prompt" title={say("ce_prompts", { number })} label={say("ce_prompt")} add={say("ce_prompt_add")} help={say("ce_prompts_help")} />
        <p class="psf-help">{say("ce_id", { id: node.attrs.id ?? "" })}</p>
      </More>
    </li>
  );
}
