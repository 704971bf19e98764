// What an author says of a reflection component.

import { langOf } from "../forms/content-items";
import { AddButton, AttrSelect, AttrText, Check, Group, Tools } from "../forms/fields";
import { focusOn, movedTool } from "../forms/focus-request";
import { RichField } from "../rich-text/rich-field";
import { add, duplicate, inner, move, remove, setAttr, spotOf, useSpot, type Spot } from "../forms/field-binding";
import { TextList } from "../forms/text-list";
import { useDesk } from "../shell/use-controller";
import { bare, children, element, type Node } from "../tree";
import type { Say } from "../../ui/words";
import type English from "../../../../powerstruggle_xblock/words/reflection-editor.json";

export type EditorKey = keyof typeof English;

export const orders = {
  powerstruggle_reflection: ["intro", "prompt", "closing", "note"],
  prompt: ["words", "hint", "example"],
};

export function ReflectionForm() {
  const desk = useDesk();
  const say = desk.say as unknown as Say<EditorKey>;
  const root = useSpot(desk.store.tree);
  const intro = inner(root, "intro", element("intro", {}, ""));
  const closing = inner(root, "closing", element("closing", {}, ""));
  const lang = langOf(root);
  const prompts = children(desk.store.tree, "prompt");
  return (
    <>
      <h4 class="psf-heading" tabIndex={-1}>{say("re_component")}</h4>
      <AttrText spot={root} name="display_name" label={say("re_title")} />
      <AttrText spot={root} name="weight" label={say("re_weight")} help={say("re_weight_help")} numeric />
      <AttrText spot={root} name="xml:lang" label={say("re_lang")} help={say("re_lang_help")} />
      <Group title={say("re_who")} help={say("re_who_help")}>
        <AttrSelect spot={root} name="keep" label={say("re_keep")} help={say(desk.store.tree.attrs.keep === "learner" ? "re_keep_learner_help" : "re_keep_browser_help")}
          usual={say("re_keep_browser")} options={[{ value: "browser", label: say("re_keep_browser") }, { value: "learner", label: say("re_keep_learner") }]} />
        <Check label={say("re_share")} help={say("re_share_help")} on={desk.store.tree.attrs.share === "true"}
          onFlip={(on) => setAttr(root, "share", on ? "true" : "false", say("re_share"))} />
      </Group>
      <RichField spot={intro} label={say("re_intro")} help={say("re_intro_help")} optional lang={lang} />
      <Group title={say("re_prompts")} help={say("re_prompts_help")}>
        <ol class="psf-plain">
          {prompts.map((node, index) => <PromptForm key={node.key} root={root} node={node} index={index} of={prompts.length} say={say} />)}
        </ol>
        <AddButton onClick={() => {
          const made = add(root, say("re_add"), element("prompt", { id: freshId(prompts, "question") }, [element("words")]));
          focusOn(made.key);
        }}>{say("re_add")}</AddButton>
      </Group>
      <RichField spot={closing} label={say("re_closing")} help={say("re_closing_help")} optional lang={lang} />
      <TextList outer={root} tag="note" title={say("re_notes")} label={say("re_note")} add={say("re_note_add")} help={say("re_notes_help")} />
    </>
  );
}

interface PromptProps { root: Spot; node: Node; index: number; of: number; say: Say<EditorKey> }

function PromptForm({ root, node, index, of, say }: PromptProps) {
  const spot = spotOf(root.studio, node, root);
  const words = inner(spot, "words", element("words", {}, ""));
  const hint = inner(spot, "hint", element("hint", {}, ""));
  const lang = langOf(spot);
  const name = say("re_prompt", { number: index + 1 });
  const shift = (by: -1 | 1) => () => {
    move(root, node, by, ["prompt"], say("re_move"));
    focusOn(node.key, movedTool(by));
  };
  return (
    <li class="psf-group" data-element={node.key} tabIndex={-1}>
      <div class="psf-group-head">
        <h6>{name}</h6>
        <Tools name={name} spot={spot} onUp={index > 0 ? shift(-1) : undefined} onDown={index < of - 1 ? shift(1) : undefined}
          onCopy={() => {
            const ids = children(root.node ?? node, "prompt");
            const copy = bare(node);
            focusOn(duplicate(root, node, { ...copy, attrs: { ...copy.attrs, id: freshId(ids, node.attrs.id ?? "question") } }, say("re_copy")).key);
          }}
          onRemove={() => { remove(spot, say("re_remove")); if (root.node) focusOn(root.node.key); }} />
      </div>
      <RichField spot={words} label={say("re_words")} lang={lang} />
      <RichField spot={hint} label={say("re_hint")} help={say("re_hint_help")} optional lang={lang} />
      <TextList outer={spot} tag="example" title={say("re_examples", { number: index + 1 })} label={say("re_example")} add={say("re_example_add")} help={say("re_examples_help")} />
      <p class="psf-help">{say("re_id", { id: node.attrs.id ?? "" })}</p>
    </li>
  );
}

/** An id that no other question has. Ids never change by themselves: what learners wrote hangs on them. */
export function freshId(prompts: readonly Node[], wanted: string): string {
  const taken = new Set(prompts.map((prompt) => prompt.attrs.id));
  const stem = wanted.replace(/-\d+$/, "");
  for (let number = prompts.length + 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
