// A list of short texts: questions of an ending, sources of a card.

import { children, element } from "../tree";
import { AddButton, Group, Tools } from "./fields";
import { langOf } from "./content-items";
import { focusOn, movedTool } from "./focus-request";
import { RichField } from "../rich-text/rich-field";
import { add, move, remove, spotOf, type Spot } from "./field-binding";

interface Props { outer: Spot; tag: string; title: string; label: string; add: string; help?: string }

export function TextList({ outer, tag, title, label, add: addWord, help }: Props) {
  const { say } = outer.studio;
  const texts = outer.node ? children(outer.node, tag) : [];
  return (
    <Group title={title} {...(help ? { help } : {})}>
      <ol class="psf-plain">
        {texts.map((node, n) => {
          const spot = spotOf(outer.studio, node, outer);
          const name = `${label} ${n + 1}`;
          const shift = (by: -1 | 1) => () => {
            move(outer, node, by, [tag], say("forms_step_move", { what: label }));
            focusOn(node.key, movedTool(by));
          };
          return (
            <li key={node.key} class="psf-line-entry" data-element={node.key} tabIndex={-1}>
              <RichField spot={spot} label={name} lang={langOf(spot)} />
              <Tools name={name} spot={spot} onUp={n > 0 ? shift(-1) : undefined} onDown={n < texts.length - 1 ? shift(1) : undefined}
                onRemove={() => {
                  remove(spot, say("forms_step_remove", { what: label }));
                  if (outer.node) focusOn(outer.node.key);
                }} />
            </li>
          );
        })}
      </ol>
      <AddButton onClick={() => {
        const made = add(outer, say("forms_step_add", { what: label }), element(tag, {}, ""));
        focusOn(made.key);
      }}>{addWord}</AddButton>
    </Group>
  );
}
