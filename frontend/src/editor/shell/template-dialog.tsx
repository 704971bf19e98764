// The dialog for choosing a template.

import { useRef, useState } from "preact/hooks";
import type { TreeData } from "../../contracts/tree";
import { type EditorContext, useEditor } from "../context";
import { children, type TreeNode, withKeys } from "../tree";
import { Dialog } from "./dialog";

/** Settings of the component that a template does not change. */
const keptSettings = ["weight", "max_attempts", "url_name"];

/** Show the templates and insert one. `openImport` opens the import dialog instead, where there is one. */
export function TemplateDialog({ close, openImport }: { close: () => void; openImport?: () => void }) {
  const editor = useEditor();
  const { t, loaded, store } = editor;
  const [picked, pick] = useState(loaded.templates[0]?.id ?? "");
  const [trouble, tell] = useState("");
  const requesting = useRef(false);
  const isEmpty = children(store.tree, "scene", "prompt", "statement").length === 0;
  const take = async () => {
    if (requesting.current) return;
    requesting.current = true;
    tell("");
    const got = await loadTemplate(editor, picked);
    requesting.current = false;
    if (typeof got === "string") return tell(got);
    close();
    editor.replaceTree(t("template_step"), got);
  };
  return (
    <Dialog title={t("template_title")} close={close}>
      <form
        class="psf-dialog"
        onSubmit={(event) => {
          event.preventDefault();
          void take();
        }}
      >
        <p>{t(isEmpty ? "template_help" : "template_replaces")}</p>
        <TemplateCards picked={picked} pick={pick} />
        <p class="psf-finding psf-error" role="alert">
          {trouble}
        </p>
        <div class="psf-row ps-dialog-foot">
          <button type="submit" class="psf-button">
            {t("template_take")}
          </button>
          <button type="button" class="psf-button psf-quiet" onClick={close}>
            {t(isEmpty ? "template_none" : "forms_cancel")}
          </button>
          {openImport && (
            <button type="button" class="psf-button psf-quiet" onClick={openImport}>
              {t("template_import")}
            </button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

/** Return the tree of a template with the component's own settings; a sentence where it can't be had. */
async function loadTemplate({ server, store, t }: EditorContext, id: string): Promise<TreeNode | string> {
  const got = await server.post<{ tree: TreeData }>("editor_template", { document: { id } });
  if (got.kind !== "done") return got.kind === "refused" ? got.error : t("import_failed");
  const kept = Object.fromEntries(
    keptSettings.flatMap((name) => (store.tree.attrs[name] ? [[name, store.tree.attrs[name]]] : [])),
  );
  return withKeys({ ...got.data.tree, attrs: { ...got.data.tree.attrs, ...kept } as Record<string, string> });
}

/** Show the templates to choose from. */
function TemplateCards({ picked, pick }: { picked: string; pick: (id: string) => void }) {
  const editor = useEditor();
  return (
    <fieldset class="psf-cards">
      <legend class="ps-heard">{editor.t("template_title")}</legend>
      {editor.loaded.templates.map(({ id, title, about }) => (
        <label key={id} class="psf-card">
          <input
            type="radio"
            name={editor.id("template")}
            value={id}
            checked={id === picked}
            onChange={() => pick(id)}
          />
          <span>
            <b>{title}</b>
            {about && <span class="psf-about">{about}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
