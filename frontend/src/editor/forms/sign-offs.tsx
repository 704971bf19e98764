// Who answers for the text as it stands. Nobody does until somebody says so here, by name, for the version they have read; any
// later change to what learners read, do or are scored by makes it void, and the form says so plainly.

import { useState } from "preact/hooks";
import { children, element, type Node } from "../tree";
import { Check, Findings, Frame, Group, problemsOf, Tools } from "./fields";
import { focusOn } from "./focus-request";
import { today } from "./notes";
import { add, attr, remove, spotOf, type Spot } from "./field-binding";

export function SignOffs({ root }: { root: Spot }) {
  const { studio } = root;
  const { say, check } = studio;
  const all = root.node ? children(root.node, "sign-off") : [];
  const version = check.about === studio.store.tree ? check.version : null;
  return (
    <Group title={say("sign_title")} help={say("sign_help")}>
      <p class="psf-version">{version ? <>{say("sign_version")} <code>{version}</code></> : say(check.state === "asking" || check.version ? "sign_version_soon" : "sign_version_none")}</p>
      {all.length === 0 && <p>{say("sign_nobody")}</p>}
      <ul class="psf-plain">{all.map((node) => <SignOff key={node.key} root={root} node={node} version={version} />)}</ul>
      <Sign root={root} version={version} />
    </Group>
  );
}

function SignOff({ root, node, version }: { root: Spot; node: Node; version: string | null }) {
  const spot = spotOf(root.studio, node, root);
  const { say } = root.studio;
  const of = attr(spot, "version");
  const state = version === null ? "" : of === version ? say("sign_holds") : say("sign_void", { version: of });
  const found = problemsOf(spot, null).filter(({ code }) => code !== "sign-off-void");
  const name = say("sign_by", { name: attr(spot, "by"), role: attr(spot, "role"), date: attr(spot, "date") });
  return (
    <li class={`psf-beat ${version !== null && of !== version ? "psf-void" : ""}`} data-element={node.key} tabIndex={-1} aria-label={name}>
      <div class="psf-group-head">
        <span>{name}</span>
        <Tools name={name} spot={spot} onRemove={() => {
          remove(spot, say("forms_step_remove", { what: say("sign_one") }));
          focusOn(root.node!.key);
        }} />
      </div>
      {state && <p class="psf-state">{state}</p>}
      {found.length > 0 && <Findings id={`${spot.id}-found`} found={found} />}
    </li>
  );
}

/** Signing takes a name, a role, and the words "I have read version …", ticked. */
function Sign({ root, version }: { root: Spot; version: string | null }) {
  const { say } = root.studio;
  const [draft, setDraft] = useState({ by: "", role: "", read: "" });
  const [told, tell] = useState("");
  const field = (name: "by" | "role", label: string, help?: string) => (
    <Frame label={label} help={help}>
      {({ id, describedBy }) => <input id={id} type="text" value={draft[name]} aria-describedby={describedBy} autocomplete="off"
        onInput={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })} />}
    </Frame>
  );
  const sign = () => {
    if (!version) return tell(say("sign_no_version"));
    if (!draft.by.trim() || !draft.role.trim()) return tell(say("sign_who"));
    if (draft.read !== version) return tell(say("sign_read_first", { version }));
    const attrs = { by: draft.by.trim(), role: draft.role.trim(), date: today(), version };
    focusOn(add(root, say("sign_step"), element("sign-off", attrs, [])).key);
    setDraft({ by: "", role: "", read: "" });
    tell("");
  };
  return (
    <fieldset class="psf-condition">
      <legend>{say("sign_add_title")}</legend>
      {field("by", say("sign_name"))}
      {field("role", say("sign_role"), say("sign_role_help"))}
      <Check label={say("sign_read", { version: version ?? "…" })} on={version !== null && draft.read === version}
        onFlip={(on) => setDraft({ ...draft, read: on ? version ?? "" : "" })} />
      <p class="psf-finding psf-error" role="alert">{told}</p>
      <button type="button" class="psf-button" onClick={sign}>{say("sign_add")}</button>
    </fieldset>
  );
}
