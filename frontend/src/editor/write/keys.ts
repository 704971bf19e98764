// The keys of the Write pane: Enter and Tab make the structure, Escape and then Tab leave the pane.

import { acceptCompletion, CompletionContext } from "@codemirror/autocomplete";
import type { Text } from "@codemirror/state";
import type { EditorView, KeyBinding } from "@codemirror/view";
import { completionsOf } from "./completions";
import type { WritePane } from "./pane";

/** Return the bindings. */
export function writeKeys(pane: WritePane): KeyBinding[] {
  /** After Escape, the next Tab is the browser's. */
  let leaving = false;
  const stay = (act: (view: EditorView) => boolean) => (view: EditorView) => {
    leaving = false;
    return act(view);
  };
  const tab = (by: 1 | -1) => (view: EditorView) => {
    if (leaving) {
      leaving = false;
      return false;
    }
    if (by > 0 && ((pane.isCompleting && acceptCompletion(view)) || completeFirst(pane, view))) return true;
    return indent(view, by);
  };
  return [
    { key: "Enter", run: stay((view) => (pane.isCompleting && acceptCompletion(view)) || breakLine(pane, view)) },
    { key: "Tab", run: tab(1) },
    { key: "Shift-Tab", run: tab(-1) },
    {
      key: "Escape",
      run: (view) => {
        if (pane.closeCompletions()) return true;
        leaving = true;
        pane.controller.announce(pane.controller.t("write_leaving"));
        view.contentDOM.addEventListener("blur", () => (leaving = false), { once: true });
        return true;
      },
    },
    {
      any: (_view, event) => {
        if (event.key !== "Escape" && event.key !== "Tab" && event.key !== "Shift") leaving = false;
        return false;
      },
    },
  ];
}

/** Complete what was typed by the first thing that begins so, whether or not the list has come up yet. */
function completeFirst(pane: WritePane, view: EditorView): boolean {
  const { head } = view.state.selection.main;
  const found = completionsOf(pane, new CompletionContext(view.state, head, false));
  const first = found?.options[0];
  if (!found || !first || found.from >= head) return false;
  const insert = typeof first.apply === "string" ? first.apply : first.label;
  if (view.state.sliceDoc(found.from, head) === insert) return false;
  view.dispatch({
    changes: { from: found.from, to: head, insert },
    selection: { anchor: found.from + insert.length },
    userEvent: "input.complete",
  });
  pane.closeCompletions();
  return true;
}

/** Indent the line, or take its indent away. */
function indent(view: EditorView, by: 1 | -1): boolean {
  const { state } = view;
  const line = state.doc.lineAt(state.selection.main.head);
  const now = /^[ \t]*/.exec(line.text)![0];
  if (by < 0) {
    if (now)
      view.dispatch({ changes: { from: line.from, to: line.from + now.length, insert: "" }, userEvent: "delete" });
    return true;
  }
  // Headings and choices are never inside a choice.
  if (/^[-#=@]/.test(line.text)) return true;
  if (/^[ \t]*$/.test(line.text)) view.dispatch(replaceLine(line, "  "));
  else if (!now) view.dispatch({ changes: { from: line.from, insert: "  " }, userEvent: "input" });
  return true;
}

const replaceLine = (line: { from: number; to: number }, insert: string) => ({
  changes: { from: line.from, to: line.to, insert },
  selection: { anchor: line.from + insert.length },
  userEvent: "input",
  scrollIntoView: true,
});

/** Begin a new line that fits: a reply below a choice, a choice after an empty reply, the next scene after an empty choice. */
function breakLine(pane: WritePane, view: EditorView): boolean {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const { text } = line;
  const next = line.number < state.doc.lines ? unfilledAt(state.doc, line.number + 1) : null;
  // Enter keeps the title that is selected when the pane opens.
  if ((from === line.to || (to === line.to && pane.isUntouched)) && /\S/.test(text) && next !== null)
    return dispatch(view, { selection: { anchor: next }, scrollIntoView: true, userEvent: "select" });
  const isEmpty = /^[ \t]*$/.test(text);
  const isIndented = /^[ \t]/.test(text);
  if (isEmpty && isIndented) return dispatch(view, replaceLine(line, "- "));
  if (/^-[ \t]*$/.test(text) || (isEmpty && pane.isInEnding(line.number - 1))) return nextScene(pane, view, line);
  const isChoice = /^-/.test(text);
  const insert = (isChoice && to > line.from + 1) || isIndented ? "\n  " : "\n";
  return dispatch(view, {
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    userEvent: "input",
    scrollIntoView: true,
  });
}

/** Return the end of a line that only waits to be filled, such as "where:", blank lines before it left out; else null. */
function unfilledAt(doc: Text, number: number): number | null {
  for (let at = number; at <= doc.lines; at += 1) {
    const { text, to } = doc.line(at);
    if (/^(?:[a-z ]+:|#)[ \t]*$/.test(text)) return to;
    if (text.trim()) return null;
  }
  return null;
}

const dispatch = (view: EditorView, spec: Parameters<EditorView["dispatch"]>[0]): true => {
  view.dispatch(spec);
  return true;
};

/** Leave an empty choice: go on with the next scene that nobody has written yet. */
function nextScene(pane: WritePane, view: EditorView, line: { from: number; to: number; number: number }): true {
  view.dispatch({
    changes: { from: line.from, to: line.to, insert: "" },
    selection: { anchor: line.from },
    userEvent: "delete",
  });
  // Scenes that were named in the line before have their headings a moment later.
  queueMicrotask(() => {
    const heading = pane.nextUnwritten(line.number - 1);
    if (heading < 0) return;
    const { doc } = view.state;
    const target = doc.line(heading + 1);
    const below = heading + 2 <= doc.lines ? doc.line(heading + 2) : null;
    if (below && (!below.text.trim() || below.text.startsWith("view")))
      view.dispatch({
        changes: { from: below.to, insert: /\S$/.test(below.text) ? " " : "" },
        selection: { anchor: below.to + (/\S$/.test(below.text) ? 1 : 0) },
        userEvent: "input",
        scrollIntoView: true,
      });
    else
      view.dispatch({
        changes: { from: target.to, insert: "\n" },
        selection: { anchor: target.to + 1 },
        userEvent: "input",
        scrollIntoView: true,
      });
  });
  return true;
}
