// Something to begin with: three empty scenes, a guided skeleton, or a whole scenario to make one's own.

import { useRef, useState } from "preact/hooks";
import { useStudio } from "../context";
import { Dialog } from "./dialog";
import { children, keyed, type Bare } from "../tree";

/** Settings of the component that stay as they are, whatever is put in. */
const stays = ["weight", "max_attempts", "url_name"];

export function TemplatePicker({ close }: { close: () => void }) {
  const studio = useStudio();
  const { say, loaded, store, server } = studio;
  const [picked, pick] = useState(loaded.templates[0]?.id ?? "");
  const [trouble, tell] = useState("");
  const asking = useRef(false);
  const isEmpty = children(store.tree, "scene", "prompt", "statement").length === 0;
  const take = async () => {
    if (asking.current) return;
    asking.current = true;
    tell("");
    const got = await server.post<{ tree: Bare }>("editor_template", { document: { id: picked } });
    asking.current = false;
    if (got.kind !== "done") return tell(got.kind === "refused" ? got.error : say("import_failed"));
    const kept = Object.fromEntries(stays.flatMap((name) => (store.tree.attrs[name] ? [[name, store.tree.attrs[name]]] : [])));
    close();
    studio.replaceTree(say("template_step"), keyed({ ...got.data.tree, attrs: { ...got.data.tree.attrs, ...kept } as Record<string, string> }));
  };
  return (
    <Dialog title={say("template_title")} close={close}>
      <form class="psf-dialog" onSubmit={(event) => { event.preventDefault(); void take(); }}>
        <p>{say(isEmpty ? "template_help" : "template_replaces")}</p>
        <fieldset class="psf-cards">
          <legend class="ps-heard">{say("template_title")}</legend>
          {loaded.templates.map(({ id, title, about }) => (
            <label key={id} class="psf-card">
              <input type="radio" name={studio.id("template")} value={id} checked={id === picked} onChange={() => pick(id)} />
              <span><b>{title}</b>{about && <span class="psf-about">{about}</span>}</span>
            </label>
          ))}
        </fieldset>
        <p class="psf-finding psf-error" role="alert">{trouble}</p>
        <div class="psf-row">
          <button type="submit" class="psf-button">{say("template_take")}</button>
          <button type="button" class="psf-button psf-quiet" onClick={close}>{say(isEmpty ? "template_none" : "forms_cancel")}</button>
        </div>
      </form>
    </Dialog>
  );
}
