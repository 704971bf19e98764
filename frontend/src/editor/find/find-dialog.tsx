// Find and replace: one hit after the other with the words around it, or all at once as one step.

import { useMemo, useState } from "preact/hooks";
import { placeLabel } from "../labels";
import { useDesk } from "../shell/use-controller";
import { Dialog } from "../shell/dialog";
import { subjectOf } from "../selection";
import { wayTo, type Node } from "../tree";
import { counted, type Say, type WordKey } from "../words";
import { countIn, find, replaced, type Hit, type Query } from "./find";

export function FindDialog({ close }: { close: () => void }) {
  const desk = useDesk();
  const { say, store } = desk;
  const [query, setQuery] = useState<Query>({ words: "", matchCase: false, wholeWord: false, scope: "all" });
  const [by, setBy] = useState("");
  const [at, setAt] = useState(0);
  const [begunAt] = useState(() => wayTo(store.tree, store.selected)[1]?.key ?? 0);
  const hits = useMemo(() => find(store.tree, query, begunAt), [store.tree, query]);
  const now = hits[Math.min(at, hits.length - 1)];
  const set = (change: Partial<Query>) => { setQuery({ ...query, ...change }); setAt(0); };
  const go = (to: number) => {
    if (!hits.length) return;
    const next = (to + hits.length) % hits.length;
    setAt(next);
    // Behind the dialog outline, map and form follow, so that closing it leaves one there.
    desk.select(selectableOf(store.tree, hits[next]!));
  };
  const replace = (some: readonly Hit[]) => {
    if (!some.length) return;
    const tree = replaced(store.tree, query, some, by);
    desk.edit(say("step_replace", { words: query.words }), () => tree);
    desk.announce(counted(say, "replaced_one", "replaced_some", some.length));
  };
  const replaceNow = () => {
    if (!now) return;
    replace([now]);
    // On behind what was put in, which may hold the words itself.
    const behind = hits.indexOf(now) + countIn(by, query);
    setAt(behind < find(store.tree, query, begunAt).length ? behind : 0);
  };
  const tick = (name: "matchCase" | "wholeWord", label: WordKey) => (
    <label class="ps-tick"><input type="checkbox" checked={query[name]} onChange={(event) => set({ [name]: event.currentTarget.checked })} /> {say(label)}</label>
  );
  return (
    <Dialog title={say("find_title")} close={close}>
      <form class="ps-find" onSubmit={(event) => { event.preventDefault(); go(at + 1); }}>
        <label>{say("find_words")}<input type="text" data-first value={query.words} autocomplete="off" onInput={(event) => set({ words: event.currentTarget.value })} /></label>
        <label>{say("replace_by")}<input type="text" value={by} autocomplete="off" onInput={(event) => setBy(event.currentTarget.value)} /></label>
        <label>{say("find_where")}
          <select value={query.scope} onChange={(event) => set({ scope: event.currentTarget.value as Query["scope"] })}>
            <option value="all">{say("find_all")}</option>
            <option value="learners">{say("find_learners")}</option>
            <option value="here">{say("find_here")}</option>
          </select>
        </label>
        <div class="ps-buttons">{tick("matchCase", "match_case")}{tick("wholeWord", "whole_word")}</div>
        <div class="ps-hit" role="status">
          {!query.words ? null : !now ? say("find_nothing") : (
            <>
              <p>{say("find_count", { at: Math.min(at, hits.length - 1) + 1, count: hits.length })}: {hitPlace(store.tree, now, say)}</p>
              <p class="ps-context">…{now.before}<mark>{now.found}</mark>{now.after}…</p>
            </>
          )}
        </div>
        <div class="ps-buttons">
          <button type="button" class="ps-tool" onClick={() => go(at - 1)}>{say("find_previous")}</button>
          <button type="submit" class="ps-tool">{say("find_next")}</button>
          <button type="button" class="ps-tool" onClick={replaceNow}>{say("replace_one")}</button>
          <button type="button" class="ps-tool" onClick={() => replace(hits)}>{say("replace_all")}</button>
          <button type="button" class="ps-tool" onClick={() => { if (now) { close(); desk.goTo(now.key, now.attr); } }}>{say("find_open")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function selectableOf(root: Node, hit: Hit): number {
  const subject = subjectOf(root, hit.key);
  return subject.kind === "scene" && subject.choice ? subject.choice.key : hit.top;
}

function hitPlace(root: Node, hit: Hit, say: Say): string {
  const subject = subjectOf(root, hit.key);
  if (subject.kind === "section") return say(`section_${subject.section}`);
  return placeLabel(root, subject.kind === "scene" ? subject.scene : subject.ending, say);
}
