// The dialog for finding and replacing text.

import { useMemo, useState } from "preact/hooks";
import { placeLabel } from "../labels";
import { selectionOf } from "../selection";
import { Dialog } from "../shell/dialog";
import { useController } from "../shell/use-controller";
import { pathTo, type TreeNode } from "../tree";
import type { EditorTranslate, WordKey } from "../words";
import { countMatches, findHits, type Hit, type Query, replaceHits } from "./find";

/** Show one hit after the other, and replace one or all. */
export function FindDialog({ close }: { close: () => void }) {
  const controller = useController();
  const { t } = controller;
  const search = useSearch();
  const { query, hits, now, at } = search;
  const open = () => {
    if (!now) return;
    close();
    controller.goTo(now.key, now.attr);
  };
  const buttons: ReadonlyArray<[label: WordKey, act: (() => void) | null]> = [
    ["find_previous", () => search.go(at - 1)],
    ["find_next", null],
    ["replace_one", search.replaceNow],
    ["replace_all", () => search.replace(hits)],
    ["find_open", open],
  ];
  return (
    <Dialog title={t("find_title")} close={close}>
      <form
        class="ps-find"
        onSubmit={(event) => {
          event.preventDefault();
          search.go(at + 1);
        }}
      >
        <QueryFields query={query} set={search.set} by={search.by} setBy={search.setBy} />
        <div class="ps-hit" role="status">
          {query.words && <HitView hit={now} at={Math.min(at, hits.length - 1) + 1} count={hits.length} />}
        </div>
        <div class="ps-buttons">
          {buttons.map(([label, act]) => (
            <button key={label} type={act ? "button" : "submit"} class="ps-tool" onClick={act ?? undefined}>
              {t(label)}
            </button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}

/** Return what is sought, what was found, and what goes through it and replaces it. */
function useSearch() {
  const controller = useController();
  const { t, store } = controller;
  const [query, setQuery] = useState<Query>({ words: "", matchCase: false, wholeWord: false, scope: "all" });
  const [by, setBy] = useState("");
  const [at, setAt] = useState(0);
  const [startPlace] = useState(() => pathTo(store.tree, store.selected)[1]?.key ?? 0);
  const hits = useMemo(() => findHits(store.tree, query, startPlace), [store.tree, query]);
  const now = hits[Math.min(at, hits.length - 1)];
  const set = (change: Partial<Query>) => {
    setQuery({ ...query, ...change });
    setAt(0);
  };
  const go = (to: number) => {
    if (!hits.length) return;
    const next = (to + hits.length) % hits.length;
    setAt(next);
    // Outline, map and form behind the dialog follow, so that they show the hit after closing.
    controller.select(hitSelectionKey(store.tree, hits[next]!));
  };
  const replace = (some: readonly Hit[]) => {
    if (!some.length) return;
    const tree = replaceHits(store.tree, query, some, by);
    controller.edit(t("step_replace", { words: query.words }), () => tree);
    controller.announce(t("replaced", { count: some.length }));
  };
  const replaceNow = () => {
    if (!now) return;
    replace([now]);
    // Continue after the replacement, which may contain the text itself.
    const behind = hits.indexOf(now) + countMatches(by, query);
    setAt(behind < findHits(store.tree, query, startPlace).length ? behind : 0);
  };
  return { query, set, by, setBy, hits, now, at, go, replace, replaceNow };
}

interface QueryFieldsProps {
  query: Query;
  set: (change: Partial<Query>) => void;
  by: string;
  setBy: (by: string) => void;
}

/** Show the fields of the query and of the replacement. */
function QueryFields({ query, set, by, setBy }: QueryFieldsProps) {
  const { t } = useController();
  const tick = (name: "matchCase" | "wholeWord", label: WordKey) => (
    <label class="ps-tick">
      <input type="checkbox" checked={query[name]} onChange={(event) => set({ [name]: event.currentTarget.checked })} />{" "}
      {t(label)}
    </label>
  );
  return (
    <>
      <label>
        {t("find_words")}
        <input
          type="text"
          data-first
          value={query.words}
          autocomplete="off"
          onInput={(event) => set({ words: event.currentTarget.value })}
        />
      </label>
      <label>
        {t("replace_by")}
        <input type="text" value={by} autocomplete="off" onInput={(event) => setBy(event.currentTarget.value)} />
      </label>
      <label>
        {t("find_where")}
        <select value={query.scope} onChange={(event) => set({ scope: event.currentTarget.value as Query["scope"] })}>
          <option value="all">{t("find_all")}</option>
          <option value="learners">{t("find_learners")}</option>
          <option value="here">{t("find_here")}</option>
        </select>
      </label>
      <div class="ps-buttons">
        {tick("matchCase", "match_case")}
        {tick("wholeWord", "whole_word")}
      </div>
    </>
  );
}

/** Show the current hit with its number and the text around it. */
function HitView({ hit, at, count }: { hit: Hit | undefined; at: number; count: number }) {
  const { t, store } = useController();
  if (!hit) return <>{t("find_nothing")}</>;
  return (
    <>
      <p>
        {t("find_count", { at, count })}: {hitLocation(store.tree, hit, t)}
      </p>
      <p class="ps-context">
        …{hit.before}
        <mark>{hit.found}</mark>
        {hit.after}…
      </p>
    </>
  );
}

/** Return the key to select for a hit. */
function hitSelectionKey(root: TreeNode, hit: Hit): number {
  const selection = selectionOf(root, hit.key);
  return selection.kind === "scene" && selection.choice ? selection.choice.key : hit.top;
}

/** Return the name of the place of a hit. */
function hitLocation(root: TreeNode, hit: Hit, t: EditorTranslate): string {
  const selection = selectionOf(root, hit.key);
  if (selection.kind === "section") return t(`section_${selection.section}`);
  return placeLabel(root, selection.kind === "scene" ? selection.scene : selection.ending, t);
}
