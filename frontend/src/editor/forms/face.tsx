// The face of a person in the forms, as learners see it beside what the person says.

import type { EditorContext } from "../context";
import type { TreeNode } from "../tree";
import { personName } from "./options";

/** Show a person's portrait, or the first letter of the name; nothing is said to a screen reader. */
export function PersonFace({ editor, person }: { editor: EditorContext; person: TreeNode | undefined }) {
  const found = editor.loaded.catalogue.portraits.find(({ id }) => id === person?.attrs.portrait);
  if (found?.url) return <img class="psf-face" src={found.url} alt="" width="40" height="40" />;
  return (
    <span class="psf-face" aria-hidden="true">
      {person ? personName(person).slice(0, 1) : "?"}
    </span>
  );
}
