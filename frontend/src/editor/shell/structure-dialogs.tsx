// Small dialogs about the structure: titles, targets and deletions.

import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { endingKinds } from "../../contracts/constants";
import * as commands from "../commands";
import { allPlaces, choiceLabel, placeLabel, targetLabel } from "../labels";
import { removalConsequences } from "../operations/removing";
import { children } from "../tree";
import { Dialog } from "./dialog";
import { useController } from "./use-controller";

/** Show the requested dialog. */
export function StructureDialogs({ close }: { close: () => void }) {
  const { dialogRequest } = useController();
  switch (dialogRequest?.kind) {
    case "add-scene":
      return <TitleDialog kind="scene" joins={dialogRequest} close={close} />;
    case "add-ending":
      return <TitleDialog kind="ending" joins={dialogRequest} close={close} />;
    case "add-choice":
      return <AddChoiceDialog close={close} />;
    case "rename":
      return <TitleDialog kind="rename" close={close} />;
    case "connect":
      return <LinkDialog close={close} />;
    case "delete":
      return <DeleteDialog branch={dialogRequest.branch} close={close} />;
    case "report":
      return <ReportDialog title={dialogRequest.title} sentences={dialogRequest.sentences} close={close} />;
    default:
      return null;
  }
}

/** A dialog with a form and one submit button. */
function FormDialog(given: {
  title: string;
  action: string;
  submit: () => void;
  close: () => void;
  children: ComponentChildren;
  danger?: boolean;
}) {
  const { t } = useController();
  return (
    <Dialog title={given.title} close={given.close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          given.close();
          given.submit();
        }}
      >
        {given.children}
        <div class="ps-buttons">
          <button type="submit" class={`ps-tool ps-primary${given.danger ? " ps-danger" : ""}`}>
            {given.action}
          </button>
          <button type="button" class="ps-tool" onClick={given.close}>
            {t("cancel")}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Ask for the title of a scene or ending. */
function TitleDialog({
  kind,
  joins,
  close,
}: {
  kind: "scene" | "ending" | "rename";
  joins?: commands.NewPlace;
  close: () => void;
}) {
  const controller = useController();
  const { t, loaded } = controller;
  const place = kind === "rename" ? commands.selectedPlace(controller) : null;
  const [title, setTitle] = useState(place?.attrs.title ?? "");
  const [ending, setEnding] = useState(loaded.catalogue.kinds[0]?.id ?? endingKinds[0]!);
  const heading = { scene: t("add_scene"), ending: t("add_ending"), rename: t("rename") }[kind];
  const submit = () => {
    if (kind === "scene") commands.createScene(controller, title.trim(), joins);
    else if (kind === "ending") commands.createEnding(controller, title.trim(), ending, joins);
    else if (place) commands.renamePlace(controller, place.key, title.trim());
  };
  return (
    <FormDialog title={heading} action={kind === "rename" ? t("rename") : t("add")} submit={submit} close={close}>
      <label>
        {t(kind === "ending" ? "title_of_ending" : "title_of_scene")}
        <input
          type="text"
          required
          value={title}
          autocomplete="off"
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </label>
      {kind === "ending" && (
        <label>
          {t("kind_of_ending")}
          <select value={ending} onChange={(event) => setEnding(event.currentTarget.value)}>
            {loaded.catalogue.kinds.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {kind !== "rename" && <p class="ps-help">{t("id_help")}</p>}
    </FormDialog>
  );
}

/** Ask for the text of a new choice. */
function AddChoiceDialog({ close }: { close: () => void }) {
  const controller = useController();
  const { t } = controller;
  const [words, setWords] = useState("");
  const place = commands.selectedPlace(controller);
  if (place?.tag !== "scene")
    return <ReportDialog title={t("add_choice")} sentences={[t("choice_where")]} close={close} />;
  return (
    <FormDialog
      title={t("add_choice_to", { place: placeLabel(controller.store.tree, place, t) })}
      action={t("add")}
      close={close}
      submit={() => commands.createChoice(controller, words)}
    >
      <label>
        {t("choice_says")}
        <textarea rows={3} required value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <p class="ps-help">{t("choice_says_help")}</p>
    </FormDialog>
  );
}

/** Ask where a choice leads; the keyboard alternative to dragging on the map. */
function LinkDialog({ close }: { close: () => void }) {
  const controller = useController();
  const { t, store } = controller;
  const place = commands.selectedPlace(controller);
  const choices = place ? children(place, "choice") : [];
  const [choice, setChoice] = useState(commands.selectedChoice(controller)?.key ?? choices[0]?.key ?? 0);
  const [to, setTo] = useState(choices.find((found) => found.key === choice)?.attrs.to ?? "");
  if (!place || !choices.length)
    return <ReportDialog title={t("connect")} sentences={[t("connect_nothing")]} close={close} />;
  return (
    <FormDialog
      title={t("connect_from", { place: placeLabel(store.tree, place, t) })}
      action={t("connect_do")}
      close={close}
      submit={() => commands.linkChoice(controller, choice, to)}
    >
      <label>
        {t("connect_choice")}
        <select
          value={choice}
          onChange={(event) => {
            const key = Number(event.currentTarget.value);
            setChoice(key);
            setTo(choices.find((found) => found.key === key)?.attrs.to ?? "");
          }}
        >
          {choices.map((found) => (
            <option key={found.key} value={found.key}>
              {choiceLabel(found, t)} ({targetLabel(store.tree, found.attrs.to ?? "", t)})
            </option>
          ))}
        </select>
      </label>
      <label>
        {t("goes_to")}
        <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">{t("to_nowhere")}</option>
          {allPlaces(store.tree).map((found) => (
            <option key={found.key} value={found.attrs.id ?? ""}>
              {placeLabel(store.tree, found, t)}
            </option>
          ))}
        </select>
      </label>
    </FormDialog>
  );
}

/** Show what is deleted, and what depends on it. */
function DeleteDialog({ branch, close }: { branch: boolean; close: () => void }) {
  const controller = useController();
  const { t, store } = controller;
  const place = commands.selectedPlace(controller);
  const ids = useMemo(() => {
    if (branch) return commands.selectedBranch(controller);
    return controller.several.size ? controller.several : new Set([place?.attrs.id ?? ""]);
  }, []);
  if (!place) return null;
  const title = branch ? placeLabel(store.tree, place, t) : commands.selectedLabel(controller);
  const gone = allPlaces(store.tree).filter((found) => ids.has(found.attrs.id ?? ""));
  return (
    <FormDialog
      title={t(branch ? "delete_branch_of" : "delete_what", { what: title })}
      action={t("delete")}
      danger
      close={close}
      submit={() => commands.deletePlaces(controller, ids)}
    >
      {(branch || gone.length > 1) && (
        <>
          <p>{t("delete_branch_gone", { count: branch ? gone.length : 1 })}</p>
          <ul class="ps-changes">
            {gone.map((found) => (
              <li key={found.key}>{placeLabel(store.tree, found, t)}</li>
            ))}
          </ul>
        </>
      )}
      <RemovalConsequences ids={ids} />
      <p class="ps-help">{t("delete_undo")}</p>
    </FormDialog>
  );
}

/** Show which links and conditions go when places are deleted, and whether the start does. */
function RemovalConsequences({ ids }: { ids: ReadonlySet<string> }) {
  const { t, store } = useController();
  const { ways, conditions, start } = removalConsequences(store.tree, ids);
  const fromWhere = (id: string) => targetLabel(store.tree, id, t);
  const wayText = (link: (typeof ways)[number]) =>
    link.kind === "gate"
      ? t("delete_gate", { condition: link.node.attrs.if ?? "" })
      : t("delete_way", { place: fromWhere(link.from), choice: link.choice ? choiceLabel(link.choice, t) : "" });
  return (
    <>
      {ways.length > 0 && (
        <>
          <p>{t("delete_ways", { count: ways.length })}</p>
          <ul class="ps-changes">
            {ways.map((link) => (
              <li key={link.node.key}>{wayText(link)}</li>
            ))}
          </ul>
        </>
      )}
      {conditions.length > 0 && (
        <>
          <p>{t("delete_conditions", { count: conditions.length })}</p>
          <ul class="ps-changes">
            {conditions.map(({ node, place: at }) => (
              <li key={node.key}>
                {t("named_text", {
                  name: at.attrs.id ? fromWhere(at.attrs.id) : t("section_start"),
                  text: node.attrs.if,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      {start && <p>{t("delete_start")}</p>}
    </>
  );
}

/** Show sentences. */
function ReportDialog({ title, sentences, close }: { title: string; sentences: readonly string[]; close: () => void }) {
  const { t } = useController();
  return (
    <Dialog title={title} close={close}>
      <ul class="ps-changes">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <div class="ps-buttons">
        <button type="button" data-first class="ps-tool ps-primary" onClick={close}>
          {t("close")}
        </button>
      </div>
    </Dialog>
  );
}
