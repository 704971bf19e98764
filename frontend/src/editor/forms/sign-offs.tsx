// Sign-offs: who has approved which version. Any later change of what learners read or are scored by makes a sign-off
// void, and the form says so.

import { useState } from "preact/hooks";
import { children, elementData, type TreeNode } from "../tree";
import { addElement, attributeOf, bindNode, type FieldBinding, removeElement } from "./field-binding";
import { Checkbox, Field, FieldGroup, FieldProblems, ItemTools, problemsFor } from "./fields";
import { requestFocus } from "./focus-request";
import { today } from "./notes";

/** Show all sign-offs and the form for a new one. */
export function SignOffs({ root }: { root: FieldBinding }) {
  const { editor } = root;
  const { t, check } = editor;
  const all = root.node ? children(root.node, "sign-off") : [];
  const version = check.checkedTree === editor.store.tree ? check.version : null;
  return (
    <FieldGroup title={t("sign_title")} help={t("sign_help")}>
      <p class="psf-version">
        {version ? (
          <>
            {t("sign_version")} <code>{version}</code>
          </>
        ) : (
          t(check.state === "checking" || check.version ? "sign_version_soon" : "sign_version_none")
        )}
      </p>
      {all.length === 0 && <p>{t("sign_nobody")}</p>}
      <ul class="psf-plain">
        {all.map((node) => (
          <SignOffItem key={node.key} root={root} node={node} version={version} />
        ))}
      </ul>
      <SignForm root={root} version={version} />
    </FieldGroup>
  );
}

/** Show one sign-off and whether it is valid. */
function SignOffItem({ root, node, version }: { root: FieldBinding; node: TreeNode; version: string | null }) {
  const binding = bindNode(root.editor, node, root);
  const { t } = root.editor;
  const of = attributeOf(binding, "version");
  const state = version === null ? "" : of === version ? t("sign_holds") : t("sign_void", { version: of });
  const found = problemsFor(binding, null).filter(({ code }) => code !== "sign-off-void");
  const name = t("sign_by", {
    name: attributeOf(binding, "by"),
    role: attributeOf(binding, "role"),
    date: attributeOf(binding, "date"),
  });
  return (
    <li
      class={`psf-item ${version !== null && of !== version ? "psf-void" : ""}`}
      data-element={node.key}
      tabIndex={-1}
      aria-label={name}
    >
      <div class="psf-group-head">
        <span>{name}</span>
        <ItemTools
          name={name}
          binding={binding}
          onRemove={() => {
            removeElement(binding, t("forms_step_remove", { what: t("sign_one") }));
            requestFocus(root.node!.key);
          }}
        />
      </div>
      {state && <p class="psf-state">{state}</p>}
      {found.length > 0 && <FieldProblems id={`${binding.id}-found`} found={found} />}
    </li>
  );
}

/** Show the form for a sign-off: name, role and the confirmation that the version was read. */
function SignForm({ root, version }: { root: FieldBinding; version: string | null }) {
  const { t } = root.editor;
  const [draft, setDraft] = useState({ by: "", role: "", read: "" });
  const [told, tell] = useState("");
  const field = (name: "by" | "role", label: string, help?: string) => (
    <Field label={label} help={help}>
      {({ id, describedBy }) => (
        <input
          id={id}
          type="text"
          value={draft[name]}
          aria-describedby={describedBy}
          autocomplete="off"
          onInput={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  const sign = () => {
    if (!version) return tell(t("sign_no_version"));
    if (!draft.by.trim() || !draft.role.trim()) return tell(t("sign_who"));
    if (draft.read !== version) return tell(t("sign_read_first", { version }));
    const attrs = { by: draft.by.trim(), role: draft.role.trim(), date: today(), version };
    requestFocus(addElement(root, t("sign_step"), elementData("sign-off", attrs, [])).key);
    setDraft({ by: "", role: "", read: "" });
    tell("");
  };
  return (
    <fieldset class="psf-condition">
      <legend>{t("sign_add_title")}</legend>
      {field("by", t("sign_name"))}
      {field("role", t("sign_role"), t("sign_role_help"))}
      <Checkbox
        label={t("sign_read", { version: version ?? "…" })}
        on={version !== null && draft.read === version}
        onFlip={(on) => setDraft({ ...draft, read: on ? (version ?? "") : "" })}
      />
      <p class="psf-finding psf-error" role="alert">
        {told}
      </p>
      <button type="button" class="psf-button" onClick={sign}>
        {t("sign_add")}
      </button>
    </fieldset>
  );
}
